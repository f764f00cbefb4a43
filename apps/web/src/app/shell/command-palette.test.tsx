import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { renderConsole, sessionOf } from "../../testing/render-console.tsx";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
});

const noPayments = { "payments.list": () => ({ items: [], nextCursor: null }) };

async function openPalette(procedures: Parameters<typeof renderConsole>[0]["procedures"] = {}) {
  const view = await renderConsole({ path: "/account", procedures: { ...noPayments, ...procedures } });
  await screen.findByRole("heading", { level: 1, name: "내 계정" });
  await view.user.keyboard("{Control>}k{/Control}");
  const dialog = await screen.findByRole("dialog", { name: "이동 또는 검색" });
  return { ...view, palette: within(dialog) };
}

test("goes to a page by name, in either language", async () => {
  const { user, router, palette } = await openPalette({ "users.list": () => ({ items: [], invites: [] }) });
  await user.type(palette.getByRole("searchbox"), "members");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/members"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("offers only pages the role opens", async () => {
  const { palette } = await openPalette({ "sessions.me": () => sessionOf("viewer") });
  expect(palette.queryByRole("menuitem", { name: "감사 기록" })).toBeNull();
  expect(palette.getByRole("menuitem", { name: "결제" })).toBeTruthy();
});

test("opens the payment of a pasted number", async () => {
  const { user, router, calls, palette } = await openPalette({
    "payments.lookup": () => ({ impUids: ["imp_448280090638"], source: "index" }),
  });
  await user.click(palette.getByRole("searchbox"));
  await user.paste("  ORD-20261118-00417 ");
  await user.click(await palette.findByRole("menuitem", { name: "결제 열기: ORD-20261118-00417" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/payments/imp_448280090638"));
  expect(calls.find(({ path }) => path === "payments.lookup")?.input).toEqual({ identifier: "ORD-20261118-00417" });
});

test("says when no payment has the pasted number, and stays", async () => {
  const { user, palette } = await openPalette({ "payments.lookup": () => ({ impUids: [], source: "upstream" }) });
  await user.click(palette.getByRole("searchbox"));
  await user.paste("imp_000000000000");
  await user.click(await palette.findByRole("menuitem", { name: "결제 열기: imp_000000000000" }));
  expect(await screen.findByText("imp_000000000000 결제를 찾지 못했어요.")).toBeTruthy();
});

test("changes the theme and stays, so that the change can be seen", async () => {
  const { user, palette } = await openPalette({
    "sessions.savePreferences": () => sessionOf("admin").preferences,
  });
  await user.type(palette.getByRole("searchbox"), "어둡게");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
  expect(screen.getByRole("dialog", { name: "이동 또는 검색" })).toBeTruthy();
});

test("puts what is called as typed before what is only about it", async () => {
  const { user, palette } = await openPalette();
  await user.type(palette.getByRole("searchbox"), "english");
  expect(palette.getAllByRole("menuitem").at(0)?.textContent).toBe("언어: English");
});

test("closes with Escape", async () => {
  const { user } = await openPalette();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
