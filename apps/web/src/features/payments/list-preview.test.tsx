import { cancellableAmount } from "@maru/domain";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole } from "../../testing/render-console.tsx";
// Fetched before the tests begin: a busy machine may take its time to bring it.
import "./payment-preview.tsx";
import { aListedPayment, aPayment, countsOf } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});

const rows = [1, 2, 3].map((n) =>
  aListedPayment({ impUid: `imp_10000000000${n}`, merchantUid: `ORD-${n}`, buyerName: `구매자${n}` }),
);

async function openList(options: Partial<ConsoleOptions> = {}) {
  const view = await renderConsole({
    path: "/payments",
    ...options,
    procedures: {
      "payments.list": () => ({ items: rows, nextCursor: null }),
      "payments.counts": () => countsOf(3),
      "payments.attempts": () => ({ orders: [] }),
      "payments.get": (input) => {
        const { impUid } = input as { impUid: string };
        const row = rows.find((each) => each.impUid === impUid);
        const payment = aPayment({ impUid, merchantUid: row?.merchantUid ?? "" });
        const whose = { ...payment, buyer: { ...payment.buyer, name: row?.buyerName ?? null } };
        return {
          payment: whose,
          cancellable: cancellableAmount(payment),
          disagreement: null,
          isMasked: false,
          readAtMs: Date.now(),
          source: "poll",
        };
      },
      "payments.related": () => new Promise(() => undefined),
      "payments.timeline": () => new Promise(() => undefined),
      "visits.list": () => ({ impUids: [] }),
      "visits.add": () => undefined,
      ...options.procedures,
    },
  });
  const link = (id: string) => screen.findByRole("link", { name: id });
  await link("ORD-1");
  await screen.findByRole("button", { name: "열" });
  const press = (keys: string) => view.user.keyboard(keys);
  const preview = () => screen.findByRole("complementary", { name: "결제 미리 보기" });
  const opened = () => new URLSearchParams(view.router.state.location.search).get("open");
  return { ...view, link, press, preview, opened };
}

describe("a payment beside the list (A17)", () => {
  test("is part of the address: whoever opens it sees the same", async () => {
    const { preview } = await openList({ path: "/payments?sort=amount&open=imp_100000000002" });
    const panel = await preview();
    await within(panel).findByRole("heading", { name: /구매자2/ });
    expect(within(panel).getByRole("button", { name: "다음 결제" }).getAttribute("aria-disabled")).toBe("false");
    expect(
      within(panel)
        .getByRole("link", { name: /결제 페이지 열기/ })
        .getAttribute("href"),
    ).toBe("/payments/imp_100000000002");
  });

  test("opens with the space bar, goes through the list, and gives the keyboard back to its row", async () => {
    const { link, press, preview, opened } = await openList();
    (await link("ORD-1")).focus();
    await press(" ");
    const panel = await preview();
    await waitFor(() => expect(document.activeElement).toBe(panel));
    await within(panel).findByRole("heading", { name: /구매자1/ });
    expect(opened()).toBe("imp_100000000001");

    await press("{ArrowDown}");
    await within(panel).findByRole("heading", { name: /구매자2/ });
    await press("j");
    await within(panel).findByRole("heading", { name: /구매자3/ });
    await press("j");
    await press("{ArrowUp}");
    await within(panel).findByRole("heading", { name: /구매자2/ });
    expect(opened()).toBe("imp_100000000002");
    expect(document.activeElement).toBe(panel);

    await press("{Escape}");
    await waitFor(() => expect(screen.queryByRole("complementary", { name: "결제 미리 보기" })).toBeNull());
    expect(opened()).toBeNull();
    expect(document.activeElement).toBe(await link("ORD-2"));
  });

  test("Enter opens the payment's page, and going back finds the preview as it was", async () => {
    const { link, press, preview, router, opened } = await openList();
    (await link("ORD-1")).focus();
    await press(" ");
    const panel = await preview();
    await waitFor(() => expect(document.activeElement).toBe(panel));
    await press("{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/payments/imp_100000000001"));
    await screen.findByRole("heading", { level: 1, name: /구매자1/ });
    await act(() => router.navigate(-1));
    await preview();
    expect(opened()).toBe("imp_100000000001");
  });

  test("opens with a click on the row, and another row takes its place", async () => {
    const { user, preview, opened } = await openList();
    await user.click(screen.getByText(/구매자3/));
    await within(await preview()).findByRole("heading", { name: /구매자3/ });
    await user.click(screen.getByText(/구매자1/));
    await within(await preview()).findByRole("heading", { name: /구매자1/ });
    expect(opened()).toBe("imp_100000000001");
  });

  test("is closed by whatever asks for other rows", async () => {
    const { user, preview, router } = await openList({ path: "/payments?open=imp_100000000002" });
    await preview();
    const tabs = await screen.findByRole("navigation", { name: "상태별 보기" });
    await user.click(within(tabs).getByRole("link", { name: /^실패/ }));
    await waitFor(() => expect(router.state.location.search).toBe("?status=failed"));
    expect(screen.queryByRole("complementary", { name: "결제 미리 보기" })).toBeNull();
  });

  test("that cannot be read says so and tries again", async () => {
    let fails = true;
    const { preview, user } = await openList({
      path: "/payments?open=imp_100000000002",
      procedures: {
        "payments.get": () => {
          if (fails) throw refusal("BUG");
          return new Promise(() => undefined);
        },
      },
    });
    const panel = await preview();
    await within(panel).findByRole("heading", { name: "결제를 불러오지 못했어요" });
    fails = false;
    await user.click(within(panel).getByRole("button", { name: "다시 시도" }));
    await waitFor(() => expect(within(panel).queryByRole("heading", { name: "결제를 불러오지 못했어요" })).toBeNull());
  });
});

describe("payments one has looked at", () => {
  test("are told apart in the list, also those seen in another browser", async () => {
    const { link, press, preview, calls } = await openList({
      procedures: { "visits.list": () => ({ impUids: ["imp_100000000003"] }) },
    });
    const seen = (id: string) => screen.getByRole("row", { name: new RegExp(id) }).textContent?.includes("본 결제");
    await waitFor(() => expect(seen("ORD-3")).toBe(true));
    expect(seen("ORD-1")).toBe(false);
    (await link("ORD-1")).focus();
    await press(" ");
    await preview();
    await waitFor(() => expect(seen("ORD-1")).toBe(true));
    expect(calls.filter(({ path }) => path === "visits.add").map(({ input }) => input)).toEqual([
      { impUid: "imp_100000000001" },
    ]);
  });
});
