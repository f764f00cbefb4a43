import { longestSearchText, paymentQuery } from "@maru/domain";
import { describe, expect, it } from "vitest";
import {
  defaultPaymentSearch,
  narrowingParts,
  type PaymentSearch,
  paymentPath,
  paymentsPath,
  readPaymentSearch,
  toPaymentFilter,
  toRowQuery,
  withList,
  withoutNarrowing,
  withoutPart,
  withText,
  writePaymentSearch,
} from "./payment-search.ts";

const read = (query: string) => readPaymentSearch(new URLSearchParams(query));

describe("the payments page's URL", () => {
  it("stands for the default search when it says nothing", () => {
    expect(read("")).toEqual(defaultPaymentSearch);
    expect(paymentsPath(defaultPaymentSearch)).toBe("/payments");
  });

  it("says every filter and reads it back", () => {
    const search: PaymentSearch = {
      text: "민수 010-1234",
      status: ["failed", "paid"],
      method: ["card", "vbank"],
      pgProvider: ["kcp"],
      mid: ["T0000", "한글 MID&=?"],
      currency: ["USD"],
      mode: "live",
      escrow: true,
      cashReceipt: false,
      billing: true,
      basis: "requested",
      from: "2026-10-22",
      to: "2026-11-20",
      sort: "amount",
    };
    expect(read(writePaymentSearch(search).toString())).toEqual(search);
  });

  it("writes only what differs from the default", () => {
    const search: PaymentSearch = { ...defaultPaymentSearch, mode: "live", status: ["paid"] };
    expect(writePaymentSearch(search).toString()).toBe("mode=live&status=paid");
  });

  it("writes the same search the same way, whatever the order of its values", () => {
    const one = writePaymentSearch({ ...defaultPaymentSearch, method: ["vbank", "card"] });
    const other = writePaymentSearch({ ...defaultPaymentSearch, method: ["card", "vbank"] });
    expect(one.toString()).toBe(other.toString());
  });

  it.each([
    ["an unknown status among known ones", "status=paid&status=stolen", { status: ["paid"] }],
    ["a list of nothing but nonsense", "status=stolen&status=", {}],
    ["a value given twice", "status=paid&status=paid", { status: ["paid"] }],
    ["a day that does not exist", "from=2026-02-30&to=2026-03-01", { to: "2026-03-01" }],
    ["a range that runs backwards", "from=2026-03-02&to=2026-03-01", { from: "2026-03-02" }],
    ["an unknown mode, basis and order", "mode=both&basis=paid&sort=name", {}],
    ["a yes-or-no that is neither", "escrow=maybe&billing=1&receipt=", {}],
    ["text longer than a search may be", `q=${"a".repeat(longestSearchText + 1)}`, {}],
    ["keys of the query that are not the URL's", "limit=200&cursor=abc&text=a&__proto__=x", {}],
    ["names of object members", "constructor=1&hasOwnProperty=1&toString=1", {}],
  ])("drops %s", (_, query, kept) => {
    expect(read(query)).toEqual({ ...defaultPaymentSearch, ...kept });
  });

  it.each([
    "%E0%A4%A",
    "q=%00%FF&status[]=paid",
    "q=<script>alert(1)</script>&mid=' OR 1=1 --",
    `mid=${"x".repeat(10_000)}`,
    Array.from({ length: 300 }, (_, index) => `mid=${index}`).join("&"),
    "from=9999-99-99&to=-0001-01-01",
    "q=\uD800&q=\u202E\u200B",
  ])("understands %j as something the server takes", (query) => {
    const search = read(query);
    expect(paymentQuery.safeParse(search).success).toBe(true);
  });
});

describe("a search", () => {
  it("names the parts that narrow it", () => {
    expect(narrowingParts(defaultPaymentSearch)).toEqual([]);
    expect(narrowingParts(read("q=민수&from=2026-01-01&mode=live&escrow=no"))).toEqual([
      "text",
      "range",
      "mode",
      "escrow",
    ]);
  });

  it("loses one part at a time", () => {
    const search = read("q=민수&from=2026-01-01&to=2026-02-01&mode=live");
    expect(withoutPart(search, "range")).toEqual(read("q=민수&mode=live"));
    expect(withoutPart(search, "mode")).toEqual(read("q=민수&from=2026-01-01&to=2026-02-01"));
  });

  it("has no text when only spaces were typed, and no list when nothing is chosen", () => {
    expect(withText(read("q=민수"), "   ")).toEqual(defaultPaymentSearch);
    expect(withList(read("status=paid"), "status", [])).toEqual(defaultPaymentSearch);
  });
});

it("keeps an id with unusual characters inside its path", () => {
  expect(paymentPath("imp_1/../2?x")).toBe("/payments/imp_1%2F..%2F2%3Fx");
});

describe("how the rows are drawn", () => {
  it("is in the address, and asks the server nothing else", () => {
    const search = readPaymentSearch(new URLSearchParams("status=paid&group=order&cols=impUid-240.amount&view=0af3"));
    expect(search).toMatchObject({ isGrouped: true, columns: "impUid-240.amount", view: "0af3" });
    expect(writePaymentSearch(search).toString()).toBe("status=paid&group=order&cols=impUid-240.amount&view=0af3");
    expect(toPaymentFilter(search)).toEqual({ mode: "all", basis: "status", status: ["paid"] });
    expect(toRowQuery(search)).toEqual({ mode: "all", basis: "status", status: ["paid"], sort: "-time" });
  });

  it("stays when everything that narrows is taken away", () => {
    const search = readPaymentSearch(
      new URLSearchParams("q=x&status=paid&sort=amount&group=order&cols=impUid&view=0af3"),
    );
    expect(paymentsPath(withoutNarrowing(search))).toBe("/payments?group=order&cols=impUid&view=0af3");
  });

  it.each(["cols=", "cols=nonsense", "cols=%00", "view=<script>", "view=", "group=buyer"])(
    "%s means nothing",
    (text) => {
      expect(readPaymentSearch(new URLSearchParams(text))).toEqual(defaultPaymentSearch);
    },
  );
});
