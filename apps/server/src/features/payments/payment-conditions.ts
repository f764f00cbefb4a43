import {
  kstDayRange,
  kstDayStart,
  type PaymentFilter,
  parseSearchText,
  type SearchTerm,
  type SearchWay,
} from "@maru/domain";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { unsearchableAmount } from "./payment-row.ts";
import { firstIdOfSecond } from "./row-id.ts";
import { type GramFacets, type GramQuestion, gramQuestion } from "./search-grams.ts";

export type Condition = RawBuilder<SqlBool>;

/** A half-open range; null is unbounded. */
export interface Bounds {
  readonly from: number | null;
  readonly to: number | null;
}

/** A filter, understood: what narrows the rows `p` of `payments`, and what must hold of their texts `t`. */
export interface PaymentConditions {
  readonly terms: readonly SearchTerm[];
  readonly codes: readonly Condition[];
  readonly ids: Bounds;
  readonly requestedAt: Bounds;
  readonly index: GramQuestion;
}

/** The days of a filter in unix seconds. The last month a day can be written in has no end that could be. */
export function daysOf({ from, to }: Pick<PaymentFilter, "from" | "to">): Bounds {
  return {
    from: from === undefined ? null : kstDayStart(from),
    to: to === undefined || to >= lastMonth ? null : kstDayRange(to, to).to,
  };
}

export const lastMonth = "9999-12";

export function toConditions(filter: PaymentFilter): PaymentConditions {
  const range = daysOf(filter);
  const isByStatus = filter.basis === "status";
  const terms = parseSearchText(filter.text ?? "");
  return {
    terms,
    codes: codeConditions(filter),
    ids: {
      // A status is never reached before the request, so days of requests bound the ids from below as well.
      from: range.from === null ? null : firstIdOfSecond(range.from),
      to: !isByStatus || range.to === null ? null : firstIdOfSecond(range.to),
    },
    requestedAt: isByStatus ? { from: null, to: null } : range,
    index: gramQuestion(terms, facetsOf(filter)),
  };
}

function facetsOf(filter: PaymentFilter): Partial<Record<keyof GramFacets, readonly string[]>> {
  return {
    ...(filter.status === undefined ? {} : { status: filter.status }),
    ...(filter.method === undefined ? {} : { method: filter.method }),
    ...(filter.pgProvider === undefined ? {} : { pgProvider: filter.pgProvider }),
    ...(filter.mid === undefined ? {} : { mid: filter.mid }),
    ...(filter.currency === undefined ? {} : { currency: filter.currency }),
    ...(filter.mode === "test" ? { isTest: ["yes"] } : {}),
    ...(filter.escrow === true ? { isEscrow: ["yes"] } : {}),
    ...(filter.cashReceipt === true ? { isCashReceipt: ["yes"] } : {}),
    ...(filter.billing === true ? { isBilling: ["yes"] } : {}),
  };
}

/** The codes and flags of a filter, on `payments` or on `payment_sums`: both name the columns alike. */
export function codeConditions(filter: PaymentFilter): Condition[] {
  const lists = [
    ["status", filter.status],
    ["method", filter.method],
    ["pg_provider", filter.pgProvider],
    ["mid", filter.mid],
    ["currency", filter.currency],
  ] as const;
  const flags = [
    ["is_test", filter.mode === "all" ? undefined : filter.mode === "test"],
    ["is_escrow", filter.escrow],
    ["is_cash_receipt", filter.cashReceipt],
    ["is_billing", filter.billing],
  ] as const;
  return [
    ...lists.flatMap(([column, codes]) =>
      codes === undefined ? [] : [sql<SqlBool>`p.${sql.ref(column)} in (${sql.join(codes)})`],
    ),
    ...flags.flatMap(([column, flag]) =>
      flag === undefined ? [] : [sql<SqlBool>`p.${sql.ref(column)} = ${Number(flag)}`],
    ),
  ];
}

export function within(column: RawBuilder<unknown>, { from, to }: Bounds): Condition[] {
  return [
    ...(from === null ? [] : [sql<SqlBool>`${column} >= ${from}`]),
    ...(to === null ? [] : [sql<SqlBool>`${column} < ${to}`]),
  ];
}

/** True of payments that a term matches, in any of its ways. */
export function termCondition(term: SearchTerm, isOnPostgres: boolean): Condition {
  return sql`(${sql.join(
    term.ways.map((way) => wayCondition(way, isOnPostgres)),
    sql` or `,
  )})`;
}

function wayCondition(way: SearchWay, isOnPostgres: boolean): Condition {
  const contains = (column: string, piece: string): Condition =>
    sql`${sql.raw(isOnPostgres ? "strpos" : "instr")}(t.${sql.ref(column)}, ${piece}) > 0`;
  switch (way.kind) {
    case "text":
      return contains("search_text", way.text);
    case "digits":
      return contains("search_digits", way.digits);
    case "initials":
      return contains("search_initials", way.initials);
    case "start":
      return contains("search_starts", way.character);
    case "amount":
      return sql`(${sql.join(amountConditions(way), sql` and `)})`;
  }
}

/** How an amount restricts `payments` alone. */
export function amountConditions(way: Extract<SearchWay, { kind: "amount" }>): Condition[] {
  return [
    sql`p.amount_rank >= ${way.min ?? 0}`,
    sql`p.amount_rank <= ${way.max ?? unsearchableAmount - 1}`,
    ...(way.currency === null ? [] : [sql<SqlBool>`p.currency = ${way.currency}`]),
  ];
}

/** Whether a term speaks of the amount alone, so that no text decides it. */
export function isAmountTerm(term: SearchTerm): boolean {
  return term.ways.every((way) => way.kind === "amount");
}
