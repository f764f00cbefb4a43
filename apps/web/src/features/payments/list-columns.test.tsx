import { money } from "@maru/domain";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, renderConsole, sessionOf } from "../../testing/render-console.tsx";
// Fetched before the tests begin: a busy machine may take its time to bring it.
import "./column-panel.tsx";
import { aListedPayment, countsOf } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});

const usual = ["상태", "변경 시각", "구매자", "주문", "수단", "PG · 상점아이디", "금액", "주문번호"];

const minsu = aListedPayment({ impUid: "imp_100000000001", merchantUid: "ORD-1", buyerName: "김민수" });

async function openList(options: Partial<ConsoleOptions> = {}) {
  const view = await renderConsole({
    path: "/payments",
    ...options,
    procedures: {
      "payments.list": () => ({ items: [minsu], nextCursor: null }),
      "payments.counts": () => countsOf(1),
      "payments.attempts": () => ({ orders: [] }),
      "payments.columnFacts": () => ({
        items: [
          {
            impUid: minsu.impUid,
            pgTid: "INIpayTest2026",
            approvalNumber: "30012345",
            depositor: null,
            buyerEmail: "minsu@example.com",
            isCashReceiptIssued: true,
            refundable: money(96_000, "KRW"),
          },
        ],
      }),
      "sessions.savePreferences": (input) => input,
      ...options.procedures,
    },
  });
  await screen.findByRole("row", { name: /김민수|imp_100000000001/ });
  // While a panel is open the page behind it is out of reach, for queries by role as well.
  const headers = () =>
    [...document.querySelectorAll("th")].map((header) => {
      const text = header.textContent?.replace(/^[↑↓]/, "") ?? "";
      const known = [...usual, "imp_uid", "승인번호", "환불 가능 금액"].filter((name) => text.startsWith(name));
      return known.toSorted((left, right) => right.length - left.length)[0] ?? text;
    });
  const headerOf = (name: string) => document.querySelectorAll("th")[headers().indexOf(name)];
  const saved = () =>
    view.calls.filter(({ path }) => path === "sessions.savePreferences").map(({ input }) => input as object);
  const panel = async () => {
    await view.user.click(await screen.findByRole("button", { name: "열" }));
    return within(await screen.findByRole("dialog", { name: "열과 표시" }));
  };
  return { ...view, headers, headerOf, saved, panel };
}

describe("columns of an address (A11)", () => {
  test("are drawn in its order, with its widths, whatever the reader's own are", async () => {
    const { headers } = await openList({
      path: "/payments?cols=impUid-240.amount.approvalNumber.refundable",
      procedures: {
        "sessions.me": () =>
          sessionOf("viewer", {
            preferences: { language: null, theme: "system", density: "comfortable", paymentColumns: "status.impUid" },
          }),
      },
    });
    expect(headers()).toEqual(["imp_uid", "금액", "승인번호", "환불 가능 금액"]);
    expect(screen.getByRole("columnheader", { name: /imp_uid/ }).style.width).toBe("240px");
    const row = await screen.findByRole("row", { name: /imp_100000000001/ });
    await waitFor(() => expect(row.textContent).toContain("30012345"));
    expect(row.textContent).toContain("96,000");
    expect(within(row).getByRole("link").getAttribute("href")).toBe("/payments/imp_100000000001");
  });

  test("stay while one searches and filters", async () => {
    const { user, router, headers } = await openList({ path: "/payments?cols=impUid.amount" });
    const tabs = await screen.findByRole("navigation", { name: "상태별 보기" });
    await user.click(within(tabs).getByRole("link", { name: /^결제완료/ }));
    await waitFor(() => expect(router.state.location.search).toBe("?status=paid&cols=impUid.amount"));
    expect(headers()).toEqual(["imp_uid", "금액"]);
  });

  test("are the usual ones where a link from outside names none", async () => {
    const { headers, router } = await openList({
      path: "/payments?status=paid",
      procedures: { "sessions.me": () => sessionOf("viewer", own) },
    });
    expect(headers()).toEqual(usual);
    expect(router.state.location.search).toBe("?status=paid");
  });

  test("that nobody can understand are the usual ones", async () => {
    const { headers } = await openList({ path: "/payments?cols=__proto__.nonsense-5" });
    expect(headers()).toEqual(usual);
  });
});

const own = {
  preferences: {
    language: null,
    theme: "system" as const,
    density: "comfortable" as const,
    paymentColumns: "status.amount.impUid-200",
  },
};

describe("one's own columns (A9)", () => {
  test("are there in another browser, and the address says them", async () => {
    const { headers, router } = await openList({ procedures: { "sessions.me": () => sessionOf("viewer", own) } });
    expect(headers()).toEqual(["상태", "금액", "imp_uid"]);
    expect(router.state.location.search).toBe("?cols=status.amount.impUid-200");
  });

  test("come along with links from other pages, and leave alone what one comes back to", async () => {
    const { headers, router } = await openList({
      path: "/payments?status=paid",
      procedures: {
        "sessions.me": () => sessionOf("viewer", own),
        "payments.get": () => new Promise(() => undefined),
        "payments.related": () => new Promise(() => undefined),
        "payments.timeline": () => new Promise(() => undefined),
      },
    });
    await act(() => router.navigate("/payments/imp_100000000001"));
    await screen.findByRole("heading", { level: 1, name: /김민수/ });
    await act(() => router.navigate("/payments?q=ORD"));
    await waitFor(() => expect(router.state.location.search).toBe("?q=ORD&cols=status.amount.impUid-200"));
    await waitFor(() => expect(headers()).toEqual(["상태", "금액", "imp_uid"]));
    await act(() => router.navigate(-2));
    await waitFor(() => expect(router.state.location.search).toBe("?status=paid"));
    await waitFor(() => expect(headers()).toEqual(usual));
  });

  test("are chosen and put away, and remembered by the account", async () => {
    const { user, headers, saved, panel, router } = await openList();
    const columns = await panel();
    await user.click(columns.getByRole("checkbox", { name: "승인번호" }));
    await waitFor(() => expect(headers()).toEqual([...usual, "승인번호"]));
    await user.click(columns.getByRole("checkbox", { name: "수단" }));
    await waitFor(() => expect(headers()).not.toContain("수단"));
    await waitFor(() =>
      expect(saved().at(-1)).toEqual({
        paymentColumns: "status.time.buyer.order.channel.amount.merchantUid.approvalNumber",
      }),
    );
    expect(new URLSearchParams(router.state.location.search).get("cols")).toBe(
      "status.time.buyer.order.channel.amount.merchantUid.approvalNumber",
    );
  });

  test("change places by keyboard, which stays on the column and says where it is now", async () => {
    const { user, headers, panel } = await openList();
    const columns = await panel();
    columns.getByRole("button", { name: "금액 앞으로" }).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(headers().indexOf("금액")).toBe(5));
    expect(document.activeElement?.getAttribute("aria-label")).toBe("금액 앞으로");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(headers().indexOf("금액")).toBe(4));
    expect(columns.getByText("금액: 8개 중 5번째")).toBeTruthy();
    columns.getByRole("button", { name: "구매자 앞으로" }).focus();
    await user.keyboard("{Enter}{Enter}");
    await waitFor(() => expect(headers()[0]).toBe("구매자"));
    // There is nothing before the first place, so the keyboard goes on with the button beside.
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("구매자 뒤로"));
  });

  test("take a width, and give it up again", async () => {
    const { user, panel, saved, headerOf } = await openList();
    const columns = await panel();
    const width = columns.getByRole("spinbutton", { name: "금액 너비(px)" });
    await user.type(width, "5000{Enter}");
    await waitFor(() => expect(headerOf("금액")?.style.width).toBe("800px"));
    await user.clear(width);
    await user.type(width, "180");
    await user.tab();
    await waitFor(() => expect(headerOf("금액")?.style.width).toBe("180px"));
    await waitFor(() =>
      expect(saved().at(-1)).toMatchObject({ paymentColumns: expect.stringContaining("amount-180") }),
    );
    await user.clear(width);
    await user.tab();
    await waitFor(() => expect(saved().at(-1)).toEqual({ paymentColumns: null }));
  });

  test("keep a link that opens the payment", async () => {
    const { panel, user } = await openList();
    const columns = await panel();
    expect(columns.getByRole("checkbox", { name: "주문번호" })).toHaveProperty("disabled", true);
    await user.click(columns.getByRole("checkbox", { name: "imp_uid" }));
    await waitFor(() => expect(columns.getByRole("checkbox", { name: "주문번호" })).toHaveProperty("disabled", false));
  });

  test("go back to the usual ones in one press", async () => {
    const { user, headers, panel, saved, router } = await openList({
      procedures: { "sessions.me": () => sessionOf("viewer", own) },
    });
    const columns = await panel();
    await user.click(columns.getByRole("button", { name: "기본 열로 되돌리기" }));
    await waitFor(() => expect(headers()).toEqual(usual));
    await waitFor(() => expect(saved().at(-1)).toEqual({ paymentColumns: null }));
    expect(router.state.location.search).toBe("");
  });
});
