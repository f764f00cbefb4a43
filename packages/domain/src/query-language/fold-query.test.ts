import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PaymentFilter, paymentFilter } from "../payment-query.ts";
import { longestSearchText } from "../payment-query-values.ts";
import { paymentStatuses } from "../payment-status.ts";
import { foldQuery, printFilter, withoutSpan } from "./fold-query.ts";
import { understandFilter } from "./understand-filter.ts";

const filter = (input: unknown) => paymentFilter.parse(input);

describe("folding what was typed into the filters", () => {
  test.each([
    [
      "every kind goes to its own place",
      {
        text: "김민수 status:paid pg:kcp -method:vbank amount:>50000 date:2024-03 escrow:yes mode:live 현금영수증:없음 name:수",
      },
      {
        text: "김민수",
        where: ["-method:vbank", "amount:>50000", "name:수"],
        status: ["paid"],
        pgProvider: ["kcp"],
        mode: "live",
        escrow: true,
        cashReceipt: false,
        from: "2024-03-01",
        to: "2024-03-31",
      },
    ],
    [
      "words stay as they were typed",
      { text: '30,000 원  status:paid "a b" -c' },
      { text: '30,000 원 "a b" -c', status: ["paid"] },
    ],
    ["repeated keys are alternatives", { text: "status:paid status:failed" }, { status: ["failed", "paid"] }],
    ["a choice is narrowed", { status: ["failed", "paid"], text: "status:paid,ready" }, { status: ["paid"] }],
    [
      "what was typed wins over a choice it contradicts",
      { status: ["failed"], text: "status:paid" },
      { status: ["paid"] },
    ],
    ["days are narrowed", { from: "2024-03-10", text: "date:2024-03" }, { from: "2024-03-10", to: "2024-03-31" }],
    [
      "typed days win over others",
      { from: "2026-01-01", to: "2026-01-31", text: "date:2024" },
      { from: "2024-01-01", to: "2024-12-31" },
    ],
    [
      "days of another time stand apart",
      { text: "requested:2024 -date:2023" },
      { where: ["requested:2024", "-date:2023"] },
    ],
    ["what is there already is not there twice", { where: ["name:수"], text: "이름:수" }, { where: ["name:수"] }],
    ["what is not understood stays text", { text: "stauts:paid" }, { text: "stauts:paid" }],
    ["an unfinished key goes", { text: "민수 status:" }, { text: "민수" }],
  ])("%s", (_rule, before, after) => {
    expect(foldQuery(filter(before))).toEqual(filter(after));
  });

  test("asks for the same payments as before, and again for the same when folded again", () => {
    const piece = fc.constantFrom(
      "민수",
      "status:paid",
      "status:failed,ready",
      "-status:paid",
      "pg:kcp",
      "method:card",
      "-method:vbank",
      "amount:>5만",
      "30,000원",
      '"반팔 티셔츠"',
      "name:ㄱㅁ",
      "date:2024",
      "date:2024-03..",
      "-date:2024-05",
      "requested:2024",
      "escrow:no",
      "mode:test",
    );
    fc.assert(
      fc.property(fc.uniqueArray(piece, { maxLength: 8 }), (pieces) => {
        const typed = filter({ text: pieces.join(" ") });
        const folded = foldQuery(typed);
        expect(foldQuery(folded)).toEqual(folded);
        expect(meaning(folded)).toEqual(meaning(typed));
      }),
      { numRuns: 500 },
    );
  });
});

/** What a filter asks for, regardless of order: several ranges of the same days are one. */
function meaning(of: PaymentFilter) {
  const { facets, days, terms } = understandFilter(of);
  const asserted = days.filter((each) => !each.isNegated && each.basis === "status");
  const from =
    asserted
      .map((each) => each.from ?? "")
      .toSorted()
      .at(-1) ?? "";
  const to = asserted.map((each) => each.to ?? "9999").toSorted()[0] ?? "9999";
  const others = days.filter((each) => !asserted.includes(each));
  const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).toSorted();
  return {
    facets: sorted(facets.map(({ values, ...facet }) => ({ ...facet, values: values.toSorted() }))),
    days: { from, to, others: sorted(others) },
    terms: sorted(terms),
  };
}

describe("a filter in one line", () => {
  test("is the whole of it", () => {
    const chosen = {
      text: "민수 5678",
      status: ["paid"],
      pgProvider: ["html5_inicis", "kcp"],
      mid: ["T 0"],
      mode: "test",
      billing: false,
      from: "2024-03-01",
      to: "2024-03-31",
      where: ["-method:vbank"],
    };
    expect(printFilter(filter(chosen))).toBe(
      '민수 5678 status:paid pg:html5_inicis,kcp mid:"T 0" mode:test billing:no date:2024-03 -method:vbank',
    );
  });

  test("reads as the same filter", () => {
    const code = fc.constantFrom("card", "kcp", "a b", 'q"\\', "가나", "-x", "일,이");
    const codes = fc.option(
      fc.uniqueArray(code, { minLength: 1, maxLength: 3 }).map((list) => list.toSorted()),
      { nil: undefined },
    );
    const flag = fc.option(fc.boolean(), { nil: undefined });
    const chosen = fc.record({
      text: fc.constantFrom(undefined, "민수 5678", '"a b"'),
      status: fc.option(
        fc.uniqueArray(fc.constantFrom(...paymentStatuses), { minLength: 1 }).map((list) => list.toSorted()),
        { nil: undefined },
      ),
      method: codes,
      mid: codes,
      mode: fc.constantFrom("all", "live", "test"),
      escrow: flag,
      cashReceipt: flag,
      billing: flag,
      from: fc.constantFrom(undefined, "2024-03-01", "2024-03-05"),
      to: fc.constantFrom(undefined, "2024-03-31", "2024-12-31"),
      where: fc.constantFrom(undefined, ["-method:vbank"], ["name:민수", "amount:>50000"]),
    });
    fc.assert(
      fc.property(chosen, (input) => {
        const whole = filter(Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
        const line = printFilter(whole);
        fc.pre(line.length <= longestSearchText);
        expect(foldQuery(filter({ text: line }))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["a b c", 2, 3, "a c"],
  ["a", 0, 1, ""],
  ["a  b", 3, 4, "a"],
])("taking %j apart leaves no gap", (text, start, end, rest) => {
  expect(withoutSpan(text, start, end)).toBe(rest);
});
