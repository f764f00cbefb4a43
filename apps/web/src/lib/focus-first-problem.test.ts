import { expect, test, vi } from "vitest";
import { focusFirstProblem } from "./focus-first-problem.ts";

test("opens the folded part of the form in which the first wrong field stands", async () => {
  document.body.innerHTML =
    "<form><input><details><summary>more</summary><input aria-invalid='true'></details><details></details></form>";
  const [folded, other] = document.querySelectorAll("details");
  focusFirstProblem(document.querySelector("form"));
  await vi.waitFor(() => expect(document.activeElement?.getAttribute("aria-invalid")).toBe("true"));
  expect(folded?.open).toBe(true);
  expect(other?.open).toBe(false);
  document.body.innerHTML = "";
});
