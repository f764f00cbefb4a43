import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole } from "../../testing/render-console.tsx";
// Fetched before the tests begin: a busy machine may take its time to bring them.
import "./list-tools-sheet.tsx";
import "./views-panel.tsx";
import "./payment-selection.tsx";
import { stopSelecting } from "./selected-payments.ts";
import { aListedPayment, countsOf } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(360);
  // A screen narrower than every width a style asks about.
  const wide = window.matchMedia.bind(window);
  vi.spyOn(window, "matchMedia").mockImplementation((query) =>
    wide(query.replace(/\(max-width: \d+px\)/, "(min-width: 1px)")),
  );
});
afterEach(stopSelecting);

async function openSheet() {
  const view = await renderConsole({
    path: "/payments",
    procedures: {
      "payments.list": () => ({ items: [aListedPayment()], nextCursor: null }),
      "payments.counts": () => countsOf(1),
      "visits.list": () => ({ impUids: [] }),
      "views.list": () => ({ items: [], defaultId: null }),
      "views.create": (input) => ({ view: { id: "c3", query: "", isShared: false, ...Object(input) } }),
    },
  });
  await view.user.click(await screen.findByRole("button", { name: "목록 도구" }));
  return { ...view, sheet: within(await screen.findByRole("dialog", { name: "목록 도구" })) };
}

test("a phone orders the list in the sheet (K6)", async () => {
  const { user, sheet, router } = await openSheet();
  await user.click(sheet.getByRole("radio", { name: "큰 금액 순" }));
  await waitFor(() => expect(router.state.location.search).toContain("sort=-amount"));
});

test("a phone opens what saves a view, the keyboard goes along, and comes back to where it was (K6)", async () => {
  const { user, sheet } = await openSheet();
  await user.click(sheet.getByRole("button", { name: "저장한 보기" }));
  const views = within(await screen.findByRole("dialog", { name: "저장한 보기" }));
  const back = views.getByRole("button", { name: "목록 도구로 돌아가기" });
  await waitFor(() => expect(document.activeElement).toBe(back));
  expect(await views.findByRole("textbox", { name: "보기 이름" })).toBeTruthy();
  await user.click(back);
  const row = await screen.findByRole("button", { name: "저장한 보기" });
  await waitFor(() => expect(document.activeElement).toBe(row));
});

test("a phone chooses payments for a list of refunds (K6, C14)", async () => {
  const { user, sheet } = await openSheet();
  await user.click(sheet.getByRole("button", { name: "환불할 결제 고르기" }));
  expect(await screen.findByRole("checkbox", { name: /고르기$/ })).toBeTruthy();
  expect(await screen.findByRole("region", { name: "고른 결제" })).toBeTruthy();
});
