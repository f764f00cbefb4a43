import { screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, test, vi } from "vitest";
import { renderInLanguage } from "../testing/render-in-language.tsx";
import { RowTabs } from "./row-tabs.tsx";

test("brings the chosen tab into sight from the left as well", async () => {
  // Without a layout engine: the bar is seen from 0 to 300, and the chosen tab begins 40 left of it.
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
    return this.tagName === "NAV" ? new DOMRect(0, 0, 300, 30) : new DOMRect(-40, 0, 80, 30);
  });
  const moved = vi.spyOn(Element.prototype, "scrollLeft", "set");
  await renderInLanguage(
    "ko",
    <MemoryRouter>
      <RowTabs label="상태" tabs={[{ to: "/?a", name: "모두", isChosen: true }]} />
    </MemoryRouter>,
  );
  expect(screen.getByRole("link", { name: "모두" })).toBeTruthy();
  expect(moved).toHaveBeenCalledWith(-40);
});
