import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";
// Fetched before the tests begin: a busy machine may take its time to bring it.
import "./payment-selection.tsx";
import { startSelecting, stopSelecting } from "./selected-payments.ts";
import { aListedPayment, aPaymentReading, countsOf } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});
afterEach(() => act(stopSelecting));

const rows = [1, 2, 3, 4, 5].map((n) =>
  aListedPayment({
    impUid: `imp_10000000000${n}`,
    merchantUid: `ORD-${n}`,
    buyerName: `구매자${n}`,
    status: n === 3 ? "failed" : n === 4 ? "partially_cancelled" : "paid",
  }),
);

async function openList(options: Partial<ConsoleOptions> = {}) {
  const view = await renderConsole({
    path: "/payments",
    ...options,
    procedures: {
      "payments.list": () => ({ items: rows, nextCursor: null }),
      "payments.counts": () => countsOf(5),
      "payments.attempts": () => ({ orders: [] }),
      "payments.get": () => aPaymentReading(),
      "payments.related": () => new Promise(() => undefined),
      "payments.timeline": () => new Promise(() => undefined),
      "refunds.bulk.list": () => ({ items: [], nextCursor: null }),
      ...options.procedures,
    },
  });
  await screen.findByRole("link", { name: "ORD-1" });
  const press = (keys: string) => view.user.keyboard(keys);
  const box = (n: number) =>
    screen.findByRole<HTMLInputElement>("checkbox", { name: `구매자${n} imp_10000000000${n} 고르기` });
  const bar = async () => within(await screen.findByRole("region", { name: "고른 결제" }));
  const focus = async (n: number) => (await screen.findByRole("link", { name: `ORD-${n}` })).focus();
  return { ...view, press, box, bar, focus };
}

const boxes = () => screen.queryAllByRole("checkbox");

describe("payments chosen for a list of refunds (C14, N14)", () => {
  test("have checkboxes only while one selects, and the keyboard returns to where the selection began", async () => {
    const { user, bar, box } = await openList();
    expect(boxes()).toEqual([]);
    await user.click(await screen.findByRole("button", { name: "환불할 결제 고르기" }));
    await box(1);
    expect(screen.getByRole("columnheader", { name: "환불 목록에 고르기" })).toBeTruthy();
    expect((await bar()).getByRole("button", { name: "환불 목록 만들기" })).toHaveProperty("disabled", true);
    await user.click(await box(1));
    expect((await bar()).getByRole("status").textContent).toContain("1건 선택");
    await user.click((await bar()).getByRole("button", { name: "선택 끝내기" }));
    expect(boxes()).toEqual([]);
    expect(document.activeElement?.textContent).toBe("환불할 결제 고르기");
    expect(document.activeElement?.getAttribute("aria-pressed")).toBe("false");
  });

  test("are chosen with X where the keyboard is, which stays there, and given up with X", async () => {
    const { press, focus, box, bar } = await openList();
    await focus(2);
    await press("x");
    await waitFor(async () => expect((await box(2)).checked).toBe(true));
    expect(document.activeElement?.textContent).toBe("ORD-2");
    await press("{ArrowDown}{ArrowDown}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("ORD-4"));
    await press("x");
    await waitFor(async () => expect((await bar()).getByRole("status").textContent).toContain("2건 선택"));
    await press("x");
    await waitFor(async () => expect((await box(4)).checked).toBe(false));
  });

  test("are ticked by the space bar on their own checkbox, which opens no preview", async () => {
    const { user, press, box } = await openList();
    await user.click(await screen.findByRole("button", { name: "환불할 결제 고르기" }));
    (await box(1)).focus();
    await press(" ");
    await waitFor(async () => expect((await box(1)).checked).toBe(true));
    expect(screen.queryByRole("complementary", { name: "결제 미리 보기" })).toBeNull();
  });

  test("reach from the last one to the one clicked with Shift, without those that hold no money", async () => {
    const { user, box, bar, press, router } = await openList();
    await user.click(await screen.findByRole("button", { name: "환불할 결제 고르기" }));
    await user.click(await box(5));
    await press("{Shift>}");
    await user.click(await box(2));
    await press("{/Shift}");
    expect((await bar()).getByRole("status").textContent).toContain("3건 선택");
    const failed = screen.getByRole("checkbox", { name: /구매자3 .*환불할 금액이 없어/ });
    expect(failed).toHaveProperty("disabled", true);
    await user.click((await bar()).getByRole("button", { name: "환불 목록 만들기" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/refunds/bulk"));
    expect(new URLSearchParams(router.state.location.search).getAll("payment").toSorted()).toEqual([
      "imp_100000000002",
      "imp_100000000004",
      "imp_100000000005",
    ]);
    const list = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "목록 붙여넣기" });
    expect(list.value).toContain("imp_100000000004\t전액");
  });

  test("do not include one with nothing to refund, whose X says why", async () => {
    const { press, focus } = await openList();
    await focus(3);
    await press("x");
    await screen.findByText("환불할 금액이 남은 결제만 고를 수 있어요.");
    expect(boxes().filter((each) => (each as HTMLInputElement).checked)).toEqual([]);
  });

  test("stay chosen while one looks at a payment and comes back", async () => {
    const { press, focus, box, router } = await openList();
    await focus(1);
    await press("x");
    await box(1);
    await act(() => router.navigate("/payments/imp_100000000001"));
    await screen.findByRole("heading", { level: 1, name: /김민수/ });
    await act(() => router.navigate(-1));
    await waitFor(async () => expect((await box(1)).checked).toBe(true));
  });

  test("stop at what an address can hold", async () => {
    const many = Array.from({ length: 230 }, (_, index) =>
      aListedPayment({ impUid: `imp_${String(200_000_000_000 + index)}`, merchantUid: `ORD-${index + 1}` }),
    );
    const { bar } = await openList({
      procedures: { "payments.list": () => ({ items: many, nextCursor: null }) },
    });
    await act(async () => {
      const parts = await startSelecting("ko");
      const [first] = many;
      const last = many.at(-1);
      if (first === undefined || last === undefined) return;
      await parts.toggleByKey(many, first, false, "ko");
      await parts.toggleByKey(many, last, true, "ko");
    });
    expect((await bar()).getByRole("status").textContent).toContain("200건 선택 한 번에 200건까지 골라요.");
  });

  test("are nothing for somebody who may not bring lists", async () => {
    const { press, focus } = await openList({ procedures: { "sessions.me": () => sessionOf("support") } });
    await screen.findByRole("button", { name: "열" });
    expect(screen.queryByRole("button", { name: "환불할 결제 고르기" })).toBeNull();
    await focus(1);
    await press("x");
    expect(boxes()).toEqual([]);
  });
});
