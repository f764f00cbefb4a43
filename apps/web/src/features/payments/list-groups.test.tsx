import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole } from "../../testing/render-console.tsx";
// Fetched before the tests begin: a busy machine may take its time to bring it.
import "./column-panel.tsx";
import { aListedPayment, countsOf } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});

const attempt = (n: number, failReason: string | null) =>
  aListedPayment({
    impUid: `imp_20000000000${n}`,
    merchantUid: "ORD-RETRIED",
    status: failReason === null ? "paid" : "failed",
    failReason,
  });
const retried = [attempt(1, "한도초과"), attempt(2, "잔액부족"), attempt(3, null)];
const before = aListedPayment({ impUid: "imp_100000000001", merchantUid: "ORD-BEFORE" });
const after = aListedPayment({ impUid: "imp_100000000009", merchantUid: "ORD-AFTER" });

async function open(options: Partial<ConsoleOptions> = {}) {
  return renderConsole({
    path: "/payments",
    ...options,
    procedures: {
      "payments.list": () => ({ items: [before, retried[2], after, retried[0]], nextCursor: null }),
      "payments.counts": () => countsOf(4),
      "payments.attempts": () => ({ orders: [{ merchantUid: "ORD-RETRIED", total: 3, items: retried }] }),
      "payments.get": () => new Promise(() => undefined),
      "payments.related": () => new Promise(() => undefined),
      "payments.timeline": () => new Promise(() => undefined),
      "visits.list": () => ({ impUids: [] }),
      "views.list": () => ({ items: [], defaultId: null }),
      ...options.procedures,
    },
  });
}

const rowsShown = () => [...document.querySelectorAll<HTMLElement>("tr[data-id]")].map((row) => row.dataset.id);

describe("payments under one order number (A14)", () => {
  test("say how many there are on the row of each", async () => {
    await open();
    const rows = await screen.findAllByRole("row", { name: /ORD-RETRIED/ });
    await waitFor(() => expect(rows[0]?.textContent).toContain("이 주문번호로 결제 3건"));
    expect((await screen.findByRole("row", { name: /ORD-BEFORE/ })).textContent).not.toContain("이 주문번호로");
  });

  test("stand as one group with all of its children, where the first of them stood", async () => {
    const { user, router } = await open();
    await user.click(await screen.findByRole("button", { name: "열" }));
    await user.click(await screen.findByRole("checkbox", { name: "같은 주문번호끼리 묶기" }));
    await waitFor(() =>
      expect(rowsShown()).toEqual([
        "imp_100000000001",
        "order:ORD-RETRIED",
        "imp_200000000001",
        "imp_200000000002",
        "imp_200000000003",
        "imp_100000000009",
      ]),
    );
    expect(router.state.location.search).toBe("?group=order");
    const head = document.querySelector("tr[data-id='order:ORD-RETRIED']");
    expect(head?.textContent).toBe("ORD-RETRIED결제 3건(결제완료 1, 실패 2)");
    expect(head?.querySelector("a")?.getAttribute("href")).toBe("/orders/ORD-RETRIED");
  });

  test("can be copied by keyboard; a refund begun from the order asks which payment", async () => {
    const { user, router } = await open({ path: "/payments?group=order" });
    const copied = vi.spyOn(navigator.clipboard, "writeText").mockImplementation(() => Promise.resolve());
    await waitFor(() => expect(rowsShown()).toHaveLength(6));
    document.querySelector<HTMLElement>("tr[data-id='order:ORD-RETRIED'] a")?.focus();
    await user.keyboard("c");
    expect(copied).toHaveBeenCalledWith("ORD-RETRIED");
    await user.keyboard("r");
    await waitFor(() => expect(router.state.location.pathname).toBe("/orders/ORD-RETRIED"));
    expect(router.state.location.search).toBe("?for=refund");
  });
});

describe("an order number alone (N25)", () => {
  test("with several payments asks which one is meant, and names each by its imp_uid", async () => {
    await open({ path: "/orders/ORD-RETRIED" });
    expect(await screen.findByText("이 주문번호로 결제가 3건 있어요. 어느 결제를 열까요?")).toBeTruthy();
    const links = within(screen.getByRole("list", { name: "이 주문의 결제" })).getAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(retried.map(({ impUid }) => `/payments/${impUid}`));
    expect(links[0]?.textContent).toContain("한도초과");
  });

  test("asks the same before a refund, and sends nobody to one by itself", async () => {
    const { router } = await open({ path: "/orders/ORD-RETRIED?for=refund" });
    expect(await screen.findByText("이 주문번호로 결제가 3건 있어요. 어느 결제를 환불할까요?")).toBeTruthy();
    const links = within(screen.getByRole("list", { name: "이 주문의 결제" })).getAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(
      retried.map(({ impUid }) => `/payments/${impUid}/refund`),
    );
    expect(router.state.location.pathname).toBe("/orders/ORD-RETRIED");
  });

  test("with one payment leads to it", async () => {
    const { router } = await open({
      path: "/orders/ORD-BEFORE",
      procedures: {
        "payments.attempts": () => ({ orders: [{ merchantUid: "ORD-BEFORE", total: 1, items: [before] }] }),
      },
    });
    await waitFor(() => expect(router.state.location.pathname).toBe("/payments/imp_100000000001"));
  });

  test("that nobody knows says what can be done", async () => {
    await open({ path: "/orders/nothing", procedures: { "payments.attempts": () => ({ orders: [] }) } });
    expect(await screen.findByRole("heading", { name: "이 주문번호의 결제를 찾지 못했어요" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "목록에서 찾기" }).getAttribute("href")).toBe("/payments?q=nothing");
  });

  test("typed into the search and entered asks which payment is meant", async () => {
    const { user, router } = await open({
      procedures: { "payments.list": () => ({ items: retried, nextCursor: null }) },
    });
    await user.type(await screen.findByRole("combobox", { name: "결제 검색" }), "ord-retried{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/orders/ORD-RETRIED"));
  });
});
