import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderInLanguage } from "../../testing/render-in-language.tsx";
import { Term } from "./term.tsx";

async function renderTerm(language: "ko" | "en") {
  const { user } = await renderInLanguage(
    language,
    <>
      <Term name="approvalNumber">{language === "ko" ? "승인번호" : "Approval no."}</Term>
      <p>elsewhere</p>
    </>,
  );
  const term = await screen.findByRole("button");
  await waitFor(() => expect(term.getAttribute("aria-describedby")).not.toBeNull());
  return { term, user };
}

test("a screen reader hears the help of a term with its name", async () => {
  const { term } = await renderTerm("ko");
  const help = document.getElementById(term.getAttribute("aria-describedby") ?? "");
  expect(help?.textContent).toBe("카드사가 승인하며 준 번호예요. 구매자가 카드사에 문의할 때 필요해요.");
});

test("keyboard focus shows the help, and Escape takes it away", async () => {
  const { user } = await renderTerm("ko");
  await user.tab();
  expect((await screen.findByRole("tooltip")).textContent).toContain("카드사가 승인하며");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("tooltip")).toBeNull());
});

test("a tap shows the help, and a tap elsewhere takes it away", async () => {
  const { term, user } = await renderTerm("en");
  await user.pointer({ keys: "[TouchA]", target: term });
  expect((await screen.findByRole("tooltip")).textContent).toContain("The number the card company gave");
  await user.pointer({ keys: "[TouchA]", target: screen.getByText("elsewhere") });
  await waitFor(() => expect(screen.queryByRole("tooltip")).toBeNull());
});
