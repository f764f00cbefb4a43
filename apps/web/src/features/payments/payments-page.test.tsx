import {
  filterParts,
  money,
  type PaymentFilter,
  type PaymentListItem,
  type PaymentQuery,
  paymentFilter,
  paymentQuery,
  withoutFilterPart,
} from "@maru/domain";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { refusal } from "../../testing/fake-api.ts";
import { fakeHttp, liveStatus } from "../../testing/fake-http.ts";
import { type ConsoleOptions, healthySync, renderConsole, sessionOf } from "../../testing/render-console.tsx";
import { aListedPayment, countsOf, listedPayments } from "./testing/payments.ts";

beforeEach(() => {
  fakeHttp({ "/trpc/console.status": () => liveStatus });
  // Without a layout engine every element is flat; a table of no height would draw no rows.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(1200);
});

const minsu = aListedPayment({ impUid: "imp_100000000001", merchantUid: "ORD-1", buyerName: "김민수" });
const yuna = aListedPayment({ impUid: "imp_100000000002", merchantUid: "ORD-2", buyerName: "이유나" });

/** A server that holds these payments and searches their names, ids and statuses, as strict about input as the real one. */
function holding(items: readonly PaymentListItem[]): NonNullable<ConsoleOptions["procedures"]> {
  const found = (query: Partial<PaymentQuery>) =>
    items.filter(
      (item) =>
        (query.status === undefined || query.status.includes(item.status)) &&
        `${item.buyerName} ${item.impUid} ${item.merchantUid}`.includes(query.text ?? ""),
    );
  return {
    "payments.list": (input) => ({ items: found(paymentQuery.parse(input)), nextCursor: null }),
    "payments.counts": (input) => countsOf(found(paymentFilter.parse(input)).length),
    "payments.attempts": () => ({ orders: [] }),
    "payments.facets": () => ({ method: ["card"], pgProvider: ["kcp"], mid: ["T0000"], currency: ["KRW"] }),
    "payments.explainEmpty": (input) => explain(paymentFilter.parse(input), (filter) => found(filter).length),
  };
}

/** What the server says of an empty list, by the same counts. */
function explain(filter: PaymentFilter, count: (filter: PaymentFilter) => number) {
  const parts = filterParts(filter);
  const basis = filter.basis === "status" ? ("requested" as const) : ("status" as const);
  const otherBasis = parts.some(({ key }) => key === "range") ? count({ ...filter, basis }) : 0;
  const remedies = [
    ...(otherBasis > 0 ? [{ change: "other-basis", total: otherBasis }] : []),
    ...parts.map((part) => ({ change: "without", part, total: count(withoutFilterPart(filter, part)) })),
  ];
  return {
    culprit: parts.at(-1) ?? null,
    isCulpritAlone: false,
    remedies: remedies.filter(({ total }) => total > 0),
  };
}

async function openList(options: Partial<ConsoleOptions> = {}) {
  const view = await renderConsole({
    path: "/payments",
    ...options,
    procedures: { ...holding([minsu, yuna]), ...options.procedures },
  });
  await screen.findByRole("heading", { level: 1, name: options.language === "en" ? "Payments" : "결제" });
  return { ...view, box: () => screen.findByRole("combobox", { name: "결제 검색" }) };
}

const rowOf = (id: string) => screen.findByRole("row", { name: new RegExp(id) });

describe("the rows", () => {
  test("stand in a table named by its heading, each with a link to its payment", async () => {
    await openList();
    const table = await screen.findByRole("table", { name: "결제" });
    const link = await within(table).findByRole("link", { name: "ORD-1" });
    expect(link.getAttribute("href")).toBe("/payments/imp_100000000001");
    await waitFor(() => expect(table.getAttribute("aria-rowcount")).toBe("3"));
    expect((await rowOf("ORD-2")).getAttribute("aria-rowindex")).toBe("3");
  });

  test("say what became of each payment, on which kind of channel, and why it failed", async () => {
    const failed = aListedPayment({ status: "failed", failReason: "한도초과", isTestChannel: true });
    await openList({ procedures: holding([failed]) });
    const row = within(await rowOf("실패"));
    expect(row.getByText("한도초과")).toBeTruthy();
    expect(row.getByText("테스트")).toBeTruthy();
  });

  test("show what is left of a partly cancelled payment before what was paid", async () => {
    const partly = aListedPayment({ status: "partially_cancelled", cancelledAmount: money(32_000, "KRW") });
    await openList({ procedures: holding([partly]) });
    expect((await rowOf("부분취소")).textContent).toContain("96,000 / 128,000");
  });

  test("name the currency of a partly cancelled payment once", async () => {
    const [amount, cancelledAmount] = [money(12_800, "JPY"), money(800, "JPY")];
    await openList({
      procedures: holding([aListedPayment({ status: "partially_cancelled", amount, cancelledAmount })]),
    });
    expect((await rowOf("부분취소")).textContent).toContain("12,000 / JP¥12,800");
  });

  test("tell Korean time whatever zone the machine is in", async () => {
    vi.setSystemTime(new Date("2026-11-21T00:00:00Z"));
    const before = process.env.TZ;
    process.env.TZ = "America/Los_Angeles";
    // 23:30 on the 19th in UTC is half past eight the next morning in Korea.
    await openList({ procedures: holding([aListedPayment({ statusAt: Date.UTC(2026, 10, 19, 23, 30) / 1000 })]) });
    expect(await screen.findByText("11-20 08:30")).toBeTruthy();
    process.env.TZ = before;
    vi.useRealTimers();
  });

  test("are only drawn where one looks, however many there are", async () => {
    await openList({ procedures: holding(listedPayments(5000)) });
    await rowOf("ORD-05000");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("5001");
  });

  test("can be sorted from their headers, which say the order", async () => {
    const { user, calls, router } = await openList();
    await rowOf("ORD-1");
    const header = screen.getByRole("columnheader", { name: /금액/ });
    expect(header.getAttribute("aria-sort")).toBe("none");
    await user.click(within(header).getByRole("button", { name: "금액" }));
    await waitFor(() => expect(header.getAttribute("aria-sort")).toBe("descending"));
    expect(router.state.location.search).toBe("?sort=-amount");
    await user.click(within(header).getByRole("button", { name: "금액" }));
    await waitFor(() => expect(header.getAttribute("aria-sort")).toBe("ascending"));
    expect(calls.filter(({ path }) => path === "payments.list").at(-1)?.input).toMatchObject({ sort: "amount" });
  });

  test("carry on with the next page when the last ones come near", async () => {
    const all = listedPayments(120);
    await openList({
      procedures: {
        "payments.list": (input) => {
          const from = Number((input as PaymentQuery).cursor ?? 0);
          return { items: all.slice(from, from + 20), nextCursor: from + 20 < all.length ? String(from + 20) : null };
        },
        "payments.counts": () => countsOf(120),
      },
    });
    await waitFor(() => expect(screen.queryByText("ORD-00101")).toBeTruthy());
  });
});

/** A first page that more follow, and a second that ends them. */
const twoOfMore = (input: unknown) => {
  const isFirst = ((input as PaymentQuery).cursor ?? null) === null;
  return { items: isFirst ? [minsu, yuna] : [], nextCursor: isFirst ? "more" : null };
};
const isAskedByEnter = (input: unknown) => JSON.stringify(input ?? null).includes("withSingles");

describe("searching", () => {
  test("answers every keystroke, keeps the rows until the answer, and marks what matched", async () => {
    const { user, box, router, calls } = await openList();
    await rowOf("ORD-2");
    await user.type(await box(), "민수");
    await waitFor(() => expect(screen.queryByText("ORD-2")).toBeNull());
    const row = await rowOf("ORD-1");
    await waitFor(() => expect(row.querySelector("mark")?.textContent).toBe("민수"));
    expect(new URLSearchParams(router.state.location.search).get("q")).toBe("민수");
    const asked = calls.filter(({ path }) => path === "payments.list").map(({ input }) => (input as PaymentQuery).text);
    expect(asked).toContain("민");
    expect(asked).toContain("민수");
  });

  test("never shows a placeholder between two searches", async () => {
    let answer: () => void = () => undefined;
    const { user, box } = await openList({
      procedures: {
        "payments.list": (input) =>
          (input as PaymentQuery).text === undefined
            ? { items: [minsu, yuna], nextCursor: null }
            : new Promise((resolve) => {
                answer = () => resolve({ items: [minsu], nextCursor: null });
              }),
      },
    });
    await rowOf("ORD-2");
    await user.type(await box(), "민");
    await waitFor(() => expect(screen.getByRole("table").getAttribute("aria-busy")).toBe("true"));
    expect(screen.getByText("ORD-2")).toBeTruthy();
    act(() => answer());
    await waitFor(() => expect(screen.queryByText("ORD-2")).toBeNull());
  });

  test("opens the payment whose exact number was typed", async () => {
    const { user, box, router } = await openList({
      procedures: quietPayment,
    });
    await user.type(await box(), "imp_100000000002{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/payments/imp_100000000002"));
  });

  test("opens the payment of exactly the typed order number, however many newer ones hold it (A1)", async () => {
    const newer = Array.from({ length: 100 }, (_, at) =>
      aListedPayment({ impUid: `imp_2${at}`, merchantUid: `1${at}` }),
    );
    const oldest = aListedPayment({ impUid: "imp_100000000009", merchantUid: "1" });
    const { user, box, router } = await openList({
      procedures: {
        ...quietPayment,
        "payments.list": () => ({ items: newer, nextCursor: "more" }),
        "payments.attempts": (input) => ({
          orders: JSON.stringify(input).includes('["1"]') ? [{ merchantUid: "1", total: 1, items: [oldest] }] : [],
        }),
      },
    });
    await user.type(await box(), "1{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/payments/imp_100000000009"));
  });

  test("goes to the rows when several payments match", async () => {
    const { user, box, router } = await openList();
    await user.type(await box(), "ORD{Enter}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("ORD-1"));
    expect(router.state.location.pathname).toBe("/payments");
  });

  test("asks for an order number as it was typed and without the signs it was copied with", async () => {
    const oldest = aListedPayment({ impUid: "imp_100000000009", merchantUid: "1" });
    const { user, box, router } = await openList({
      procedures: {
        ...quietPayment,
        "payments.list": twoOfMore,
        "payments.attempts": (input) => ({
          orders: JSON.stringify(input).includes('"1"') ? [{ merchantUid: "1", total: 1, items: [oldest] }] : [],
        }),
      },
    });
    await user.type(await box(), "'1',{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/payments/imp_100000000009"));
  });

  test("goes to the rows from an empty box, and where the order number cannot be asked for", async () => {
    const { user, box, calls } = await openList({
      procedures: {
        "payments.list": twoOfMore,
        "payments.attempts": (input) => {
          if (isAskedByEnter(input)) throw refusal("BUG");
          return { orders: [] };
        },
      },
    });
    await rowOf("ORD-2");
    await user.type(await box(), "{Enter}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("ORD-1"));
    expect(calls.filter(({ input }) => isAskedByEnter(input))).toEqual([]);
    await user.type(await box(), "ORD{Enter}");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("ORD-1"));
  });

  test("is taken away by Escape, and comes back by going back", async () => {
    const { user, box, router } = await openList();
    await user.type(await box(), "민수");
    await waitFor(() => expect(router.state.location.search).toContain("q="));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(router.state.location.search).toBe(""));
    expect(await box()).toHaveProperty("value", "");
  });

  test("fills the box with the text of a shared link", async () => {
    const { box } = await openList({ path: "/payments?q=%EB%AF%BC%EC%88%98" });
    expect(await box()).toHaveProperty("value", "민수");
    await rowOf("ORD-1");
    expect(screen.queryByText("ORD-2")).toBeNull();
  });

  test("says how many there are, politely", async () => {
    await openList();
    await waitFor(() =>
      expect(screen.getAllByRole("status").some(({ textContent }) => textContent === "결제 2건")).toBe(true),
    );
  });
});

describe("narrowing", () => {
  test("by a status is a link that keeps the other filters", async () => {
    const { user, router } = await openList({ path: "/payments?mode=live" });
    const tabs = await screen.findByRole("navigation", { name: "상태별 보기" });
    await user.click(within(tabs).getByRole("link", { name: /^실패/ }));
    await waitFor(() => expect(router.state.location.search).toBe("?mode=live&status=failed"));
    expect(within(tabs).getByRole("link", { name: /^실패/ }).getAttribute("aria-current")).toBe("true");
  });

  test("shows each filter as a chip that takes it away", async () => {
    const { user, router } = await openList({ path: "/payments?method=card&method=vbank&escrow=yes" });
    const chips = await screen.findByRole("list", { name: "적용한 필터" });
    await user.click(within(chips).getByRole("button", { name: "결제수단: 신용카드 외 1 필터 빼기" }));
    await waitFor(() => expect(router.state.location.search).toBe("?escrow=yes"));
  });

  test("by days says which of a payment's times counts", async () => {
    await openList({ path: "/payments?from=2026-04-01&to=2026-04-04&basis=requested" });
    expect(await screen.findByRole("button", { name: /결제 요청 시각 · 2026-04-01 – 2026-04-04/ })).toBeTruthy();
    expect(await screen.findByRole("columnheader", { name: /^요청 시각/ })).toBeTruthy();
  });

  test("by a preset range is one key and one press", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-20T20:00:00Z") });
    const { user, router } = await openList();
    await rowOf("ORD-1");
    await user.keyboard("d");
    await user.click(await screen.findByRole("button", { name: "최근 7일" }));
    // It is the 21st in Korea already.
    await waitFor(() => expect(router.state.location.search).toBe("?from=2026-11-15&to=2026-11-21"));
  });

  test("totals lead to the rows that make them", async () => {
    await openList();
    const paid = await screen.findByRole("link", { name: "KRW 결제 ₩256,000 · 해당 결제 보기" });
    expect(paid.getAttribute("href")).toBe(
      "/payments?mode=live&status=cancelled&status=paid&status=partially_cancelled&currency=KRW",
    );
  });

  test("never fails on a link full of nonsense", async () => {
    await openList({ path: "/payments?status=%00&from=x&to=2026-99-99&sort=__proto__&mid=%FF&limit=-1&cursor=a" });
    expect(await rowOf("ORD-1")).toBeTruthy();
  });
});

describe("the faces", () => {
  test("before the first rows arrive, their places are held", async () => {
    await openList({ procedures: { "payments.list": () => new Promise(() => undefined) } });
    const table = await screen.findByRole("table", { name: "결제" });
    expect(table.getAttribute("aria-busy")).toBe("true");
    expect(table.querySelectorAll("tbody tr").length).toBeGreaterThan(20);
  });

  test("when nothing was ever loaded, it says how far the first load is", async () => {
    await openList({
      procedures: {
        ...holding([]),
        "sync.status": () => ({ ...healthySync, phase: "loading", loaded: 4210, expected: 20_013 }),
      },
    });
    expect(await screen.findByRole("heading", { name: "아직 불러온 결제가 없어요" })).toBeTruthy();
    expect(screen.getByText(/20,013건 가운데 4,210건을 읽었어요/)).toBeTruthy();
  });

  test("when a shop has no payments, it says since when", async () => {
    await openList({ procedures: holding([]) });
    expect(await screen.findByText(/2026-08-23부터 지금까지 결제가 없어요/)).toBeTruthy();
  });

  test("when nothing matches, it offers what would show rows, with how many", async () => {
    await openList({
      path: "/payments?from=2026-04-01&to=2026-04-04&mode=live",
      procedures: {
        "payments.list": () => ({ items: [], nextCursor: null }),
        "payments.explainEmpty": () => ({
          culprit: { key: "mode" },
          isCulpritAlone: false,
          remedies: [
            { change: "other-basis", total: 1 },
            { change: "without", part: { key: "range" }, total: 7 },
            { change: "without", part: { key: "mode" }, total: 3 },
          ],
        }),
      },
    });
    const offered = await screen.findByRole("link", { name: "결제 요청 시각 기준으로 보기" });
    expect(offered.getAttribute("href")).toBe("/payments?mode=live&basis=requested&from=2026-04-01&to=2026-04-04");
    expect(offered.closest("li")?.textContent).toContain("1건");
    expect(screen.getByText("‘실연동만’ 조건까지 더하면 남는 결제가 없어요.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "테스트 결제도 함께 보기" }).closest("li")?.textContent).toContain("3건");
    expect(screen.getByRole("link", { name: "전체 기간에서 찾기" }).closest("li")?.textContent).toContain("7건");
    expect(screen.getByRole("link", { name: "필터 모두 지우기" }).getAttribute("href")).toBe("/payments");
  });

  test("when a number is not here, upstream can be asked for it", async () => {
    const { user } = await openList({
      path: "/payments?q=imp_777777777777",
      procedures: { "payments.lookup": () => ({ impUids: ["imp_777777777777"], source: "upstream" }) },
    });
    await user.click(await screen.findByRole("button", { name: "아임포트에서 직접 찾기" }));
    const found = await screen.findByRole("link", { name: "imp_777777777777" });
    expect(found.getAttribute("href")).toBe("/payments/imp_777777777777");
  });

  test("when it fails, it says that nothing happened to any payment, and tries again", async () => {
    let fails = true;
    const { user } = await openList({
      procedures: {
        "payments.list": () => {
          if (fails) throw refusal("BUG");
          return { items: [minsu], nextCursor: null };
        },
      },
    });
    const title = await screen.findByRole("heading", { name: "결제 목록을 불러오지 못했어요" });
    const alert = title.closest<HTMLElement>("[role=alert]") ?? title;
    expect(alert.textContent).toContain("결제에는 아무 일도 일어나지 않았어요");
    expect(alert.textContent).toContain("req-test-1");
    fails = false;
    await user.click(within(alert).getByRole("button", { name: "다시 시도" }));
    expect(await rowOf("ORD-1")).toBeTruthy();
  });

  test("when a rule refuses the search, it says which, and not that something broke", async () => {
    const { user, box } = await openList({
      procedures: {
        "payments.list": (input) => {
          if (paymentQuery.parse(input).text === "567") throw refusal("SEARCH_TOO_SHORT");
          return { items: [minsu], nextCursor: null };
        },
      },
    });
    await user.type(await box(), "567");
    expect(await screen.findByRole("heading", { name: "숫자는 네 자리 이상 입력해 주세요" })).toBeTruthy();
    expect(screen.queryByText(/불러오지 못했어요/)).toBeNull();
    expect(screen.queryByRole("button", { name: "다시 시도" })).toBeNull();
    await user.type(await box(), "8");
    expect(await rowOf("ORD-1")).toBeTruthy();
  });

  test("when it may not be seen, it says which permission is missing", async () => {
    await openList({
      procedures: {
        "payments.list": () => {
          throw refusal("NOT_ALLOWED", { permission: "payment:read" });
        },
      },
    });
    expect(await screen.findByRole("heading", { name: "결제를 볼 권한이 없어요" })).toBeTruthy();
  });

  test("when rows cannot be read again, the ones that are there stay, and it says so", async () => {
    let reads = 0;
    const { user, live } = await openList({
      procedures: {
        "payments.list": () => {
          reads += 1;
          if (reads > 1) throw refusal("BUG");
          return { items: [minsu], nextCursor: null };
        },
      },
    });
    await rowOf("ORD-1");
    act(() => live.handlers?.onEvent({ type: "payment.changed", impUids: [minsu.impUid], added: [] }));
    await user.click(await screen.findByRole("button", { name: /새로 고침/ }));
    expect(await screen.findByText("새로 고치지 못했어요. 이전에 불러온 내용을 그대로 보여 드려요.")).toBeTruthy();
    expect(screen.getByText("ORD-1")).toBeTruthy();
  });

  test("when the network is gone, it says so and keeps what it has read", async () => {
    await openList();
    await rowOf("ORD-1");
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    act(() => void window.dispatchEvent(new Event("offline")));
    expect(await screen.findByText(/인터넷에 연결되어 있지 않아요/)).toBeTruthy();
    expect(screen.getByText("ORD-1")).toBeTruthy();
    vi.restoreAllMocks();
    act(() => void window.dispatchEvent(new Event("online")));
  });

  test("when only some of the rows came, they stay, and what is missing is asked for again (K8)", async () => {
    const all = listedPayments(30);
    let fails = true;
    const { user } = await openList({
      procedures: {
        "payments.list": (input) => {
          const { cursor } = input as PaymentQuery;
          if (cursor === undefined) return { items: all.slice(0, 20), nextCursor: "20" };
          if (fails) throw refusal("STORAGE_UNAVAILABLE");
          return { items: all.slice(20), nextCursor: null };
        },
        "payments.counts": () => countsOf(30),
      },
    });
    const told = await screen.findByText("이어서 불러오지 못했어요.");
    expect(screen.getByText(all[0]?.merchantUid ?? "")).toBeTruthy();
    fails = false;
    await user.click(within(told.parentElement ?? told).getByRole("button", { name: "다시 시도" }));
    expect(await screen.findByText(all[22]?.merchantUid ?? "")).toBeTruthy();
  });

  test("when the counters fail, the rows are there all the same", async () => {
    await openList({
      procedures: {
        "payments.counts": () => {
          throw refusal("BUG");
        },
      },
    });
    expect(await rowOf("ORD-1")).toBeTruthy();
    expect(await screen.findByText("합계를 계산하지 못했어요")).toBeTruthy();
  });
});

describe("what changes meanwhile", () => {
  test("is announced and moves nothing until one asks", async () => {
    let items = [yuna];
    const { user, live, calls } = await openList({
      procedures: { "payments.list": () => ({ items, nextCursor: null }) },
    });
    await rowOf("ORD-2");
    items = [minsu, yuna];
    const readBefore = calls.filter(({ path }) => path === "payments.list").length;
    act(() =>
      live.handlers?.onEvent({
        type: "payment.changed",
        impUids: [minsu.impUid, yuna.impUid, "imp_100000000003"],
        added: [],
      }),
    );
    const notice = await screen.findByRole("button", { name: /3건이 바뀌었어요/ });
    expect(calls.filter(({ path }) => path === "payments.list")).toHaveLength(readBefore);
    expect(screen.queryByText("ORD-1")).toBeNull();
    await user.click(notice);
    expect(await rowOf("ORD-1")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /바뀌었어요/ })).toBeNull();
  });
});

describe("new payments", () => {
  test("are told apart from those that changed, and move nothing (A12)", async () => {
    const { live } = await openList();
    await rowOf("ORD-1");
    act(() =>
      live.handlers?.onEvent({
        type: "payment.changed",
        impUids: [minsu.impUid, "imp_new1", "imp_new2"],
        added: ["imp_new1", "imp_new2"],
      }),
    );
    const notice = await screen.findByRole("button", { name: /새 결제 2건/ });
    expect(notice.textContent).toContain("1건이 바뀌었어요");
    expect(screen.queryByText("imp_new1")).toBeNull();
  });
});

describe("by keyboard alone", () => {
  const copied = vi.fn((_text: string) => Promise.resolve());

  test("j and k walk the rows, c copies, Enter opens, and going back returns to the row", async () => {
    const { user, router } = await openList({ procedures: quietPayment });
    vi.spyOn(navigator.clipboard, "writeText").mockImplementation(copied);
    await rowOf("ORD-1");
    await user.keyboard("jj");
    expect(document.activeElement?.textContent).toBe("ORD-2");
    await user.keyboard("k");
    expect(document.activeElement?.textContent).toBe("ORD-1");
    await user.keyboard("jc");
    expect(copied).toHaveBeenCalledWith("imp_100000000002");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/payments/imp_100000000002"));
    await act(() => router.navigate(-1));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("ORD-2"));
  });

  test("slash leads to the search box and selects what is in it", async () => {
    const { user, box } = await openList({ path: "/payments?q=%EB%AF%BC%EC%88%98" });
    await rowOf("ORD-1");
    await user.keyboard("/");
    expect(document.activeElement).toBe(await box());
  });
});

test("speaks English all through", async () => {
  await openList({ language: "en", path: "/payments?mode=live&status=failed" });
  expect(await screen.findByRole("heading", { name: "No payment matches" })).toBeTruthy();
  expect(document.querySelector("main")?.textContent).not.toMatch(/[가-힣]/);
});

test("names card companies and banks in the reader's language, where theirs is known (K1)", async () => {
  const known = aListedPayment({ impUid: "imp_1", merchantUid: "ORD-1", instrumentEn: "Shinhan" });
  const unknown = aListedPayment({ impUid: "imp_2", merchantUid: "ORD-2", instrument: "내일카드" });
  await openList({ language: "en", procedures: holding([known, unknown]) });
  expect((await rowOf("ORD-1")).textContent).toContain("Card Shinhan");
  expect((await rowOf("ORD-2")).textContent).toContain("Card 내일카드");
});

/** A payment's page that is never in question here. */
const quietPayment = {
  "payments.get": () => new Promise(() => undefined),
  "payments.related": () => new Promise(() => undefined),
  "payments.timeline": () => new Promise(() => undefined),
};

test("asks nothing of the server that a viewer may not have", async () => {
  const { calls } = await openList({ procedures: { "sessions.me": () => sessionOf("viewer") } });
  await rowOf("ORD-1");
  const allowed = [
    "sessions.me",
    "refunds.counts",
    "instructions.counts",
    "sync.status",
    "payments.list",
    "payments.attempts",
    "payments.counts",
    "sessions.list",
    "mentions.count",
    "settings.subMerchants.list",
    "views.list",
    "visits.list",
  ];
  expect(calls.map(({ path }) => path).filter((path) => !allowed.includes(path))).toEqual([]);
});
