import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInLanguage } from "../testing/render-in-language.tsx";
import { Panel } from "./panel.tsx";

const fault = { isThere: false };

function Part() {
  if (fault.isThere) throw new Error("no chunk");
  return <p>the part</p>;
}

test("a part that breaks says so in its place and can be tried again, and the rest stays", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  fault.isThere = true;
  const { user } = await renderInLanguage(
    "ko",
    <>
      <p>the rest</p>
      <Panel
        failed={(retry) => (
          <button type="button" onClick={retry}>
            again
          </button>
        )}
      >
        <Part />
      </Panel>
    </>,
  );
  expect(screen.getByText("the rest")).toBeTruthy();
  fault.isThere = false;
  await user.click(screen.getByRole("button", { name: "again" }));
  expect(screen.getByText("the part")).toBeTruthy();
});
