import {
  type DaysCondition,
  type FacetCondition,
  type FacetKey,
  kstDayRange,
  kstDayStart,
  normaliseForSearch,
  type PaymentFilter,
  type SearchableTexts,
  type SearchField,
  type SearchTerm,
  type SearchWay,
  searchTermsOf,
  type UnderstoodFilter,
  understandFilter,
} from "@maru/domain";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { unsearchableAmount } from "./payment-row.ts";
import { firstIdOfSecond } from "./row-id.ts";
import { type AskedFacet, type GramFacets, type GramQuestion, gramQuestion } from "./search-grams.ts";
import { sectionOf } from "./search-sections.ts";

export type Condition = RawBuilder<SqlBool>;

/** A half-open range; null is unbounded. */
export interface Bounds {
  readonly from: number | null;
  readonly to: number | null;
}

/** Days in Korea, both included; an absent end is open. */
export interface DayRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A filter, understood: what narrows the rows `p` of `payments`, and what must hold of their texts `t`. */
export interface PaymentConditions {
  readonly basis: PaymentFilter["basis"];
  readonly terms: readonly SearchTerm[];
  /** Codes and flags, on `payments` or on `payment_sums`: both name the columns alike. */
  readonly codes: readonly Condition[];
  readonly ids: Bounds;
  readonly requestedAt: Bounds;
  /** What else must hold of a row of `payments`. */
  readonly others: readonly Condition[];
  /** The days of the basis, where nothing else is asked of a payment's times; null otherwise. */
  readonly days: DayRange | null;
  /** What the gram index knows of the codes. */
  readonly gramFacets: readonly AskedFacet[];
  readonly index: GramQuestion;
}

/** The days in unix seconds. The last month a day can be written in has no end that could be. */
export function daysOf({ from, to }: DayRange): Bounds {
  return {
    from: from === undefined ? null : kstDayStart(from),
    to: to === undefined || to >= lastMonth ? null : kstDayRange(to, to).to,
  };
}

export const lastMonth = "9999-12";

/** What a filter asks for, in the words of the index. */
export function toConditions(filter: PaymentFilter): PaymentConditions {
  const understood = understandFilter(filter);
  const { basis, facets, days } = understood;
  const terms = [...understood.terms, ...saidOfFailure(filter)];
  const gramFacets = gramFacetsOf(understood);
  const ofStatus = daysOf(intersection(days, "status"));
  const ofRequest = daysOf(intersection(days, "requested"));
  return {
    basis,
    terms,
    codes: facets.map(facetCondition),
    ids: {
      // A status is never reached before the request, so days of requests bound the ids from below as well.
      from: later(ofStatus.from, ofRequest.from, firstIdOfSecond),
      to: ofStatus.to === null ? null : firstIdOfSecond(ofStatus.to),
    },
    requestedAt: ofRequest,
    others: [...days.filter((each) => each.isNegated).map(notOnDays), ...failedExactly(filter)],
    days: days.every((each) => each.basis === basis && !each.isNegated) ? intersection(days, basis) : null,
    gramFacets,
    index: gramQuestion(terms, gramFacets),
  };
}

/** What the index can narrow a failure's message by; alike messages are told apart on the rows. */
function saidOfFailure({ failReason }: PaymentFilter): SearchTerm[] {
  const text = normaliseForSearch(failReason ?? "");
  return text === "" ? [] : searchTermsOf([{ kind: "text", field: "fail", text, isLiteral: true, isNegated: false }]);
}

function failedExactly({ failReason }: PaymentFilter): Condition[] {
  if (failReason === undefined) return [];
  return [sql`exists (select 1 from payment_texts as said where said.id = p.id and said.fail_reason = ${failReason})`];
}

/** The days that all conditions on one time leave; the last may be before the first. */
function intersection(days: readonly DaysCondition[], basis: PaymentFilter["basis"]): DayRange {
  const own = days.filter((each) => each.basis === basis && !each.isNegated);
  const from = own.flatMap((each) => each.from ?? []).toSorted();
  const to = own.flatMap((each) => each.to ?? []).toSorted();
  return { from: from.at(-1), to: to[0] };
}

function later(a: number | null, b: number | null, convert: (second: number) => number): number | null {
  if (a === null && b === null) return null;
  return convert(Math.max(a ?? 0, b ?? 0));
}

function notOnDays({ basis, from, to }: DaysCondition): Condition {
  const bounds = daysOf({ from: from ?? undefined, to: to ?? undefined });
  const inDays = basis === "status" ? within(sql`p.id`, idsOf(bounds)) : within(sql`p.requested_at`, bounds);
  // Days without an end that could be bind nothing: every payment is in them.
  return inDays.length === 0 ? sql`1 = 0` : sql`not (${sql.join(inDays, sql` and `)})`;
}

/** The ids of payments that reached their status in these seconds. */
export function idsOf({ from, to }: Bounds): Bounds {
  return { from: from === null ? null : firstIdOfSecond(from), to: to === null ? null : firstIdOfSecond(to) };
}

const columnOfFacet = {
  status: "status",
  method: "method",
  pg: "pg_provider",
  mid: "mid",
  currency: "currency",
  mode: "is_test",
  escrow: "is_escrow",
  receipt: "is_cash_receipt",
  billing: "is_billing",
} as const satisfies Record<FacetKey, string>;

/** The words for a flag that is set; any other value of its facet says that it is not. */
const setFlags: Partial<Record<FacetKey, string>> = { mode: "test", escrow: "yes", receipt: "yes", billing: "yes" };

function facetCondition({ key, values, isNegated }: FacetCondition): Condition {
  const column = sql`p.${sql.ref(columnOfFacet[key])}`;
  const set = setFlags[key];
  const codes = sql.join(set === undefined ? values : values.map((value) => Number(value === set)));
  // A payment without a code is one that has none of those left out.
  return isNegated ? sql`(${column} is null or ${column} not in (${codes}))` : sql`${column} in (${codes})`;
}

const gramFacetOf = {
  status: "status",
  method: "method",
  pg: "pgProvider",
  mid: "mid",
  currency: "currency",
  mode: "isTest",
  escrow: "isEscrow",
  receipt: "isCashReceipt",
  billing: "isBilling",
} as const satisfies Record<FacetKey, keyof GramFacets>;

function gramFacetsOf({ facets }: UnderstoodFilter): AskedFacet[] {
  return facets.flatMap(({ key, values, isNegated }): AskedFacet[] => {
    const set = setFlags[key];
    if (isNegated) return [];
    if (set === undefined) return [[gramFacetOf[key], values]];
    // A flag has a gram only where it is set.
    return values.every((value) => value === set) ? [[gramFacetOf[key], ["yes"]]] : [];
  });
}

/** That a column stands from the one bound on and before the other, where there are bounds. */
export function within(column: RawBuilder<unknown>, { from, to }: Bounds): Condition[] {
  return [
    ...(from === null ? [] : [sql<SqlBool>`${column} >= ${from}`]),
    ...(to === null ? [] : [sql<SqlBool>`${column} < ${to}`]),
  ];
}

/** True of payments that a term matches, in any of its ways, or in none when it is negated. */
export function termCondition(term: SearchTerm, isOnPostgres: boolean): Condition {
  const isMatched = sql<SqlBool>`(${sql.join(
    term.ways.map((way) => wayCondition(way, term.field, isOnPostgres)),
    sql` or `,
  )})`;
  return term.isNegated ? sql`not ${isMatched}` : isMatched;
}

function wayCondition(way: SearchWay, field: SearchField | null, isOnPostgres: boolean): Condition {
  const contains = (form: keyof SearchableTexts, piece: string): Condition => {
    const column = sql<string>`t.${sql.ref(columnOfForm[form])}`;
    const place = field === null ? column : sectionOf(column, form, field, isOnPostgres);
    return sql`${sql.raw(isOnPostgres ? "strpos" : "instr")}(${place}, ${piece}) > 0`;
  };
  switch (way.kind) {
    case "text":
      return contains("texts", way.text);
    case "digits":
      return contains("digits", way.digits);
    case "initials":
      return contains("initials", way.initials);
    case "start":
      return contains("starts", way.character);
    case "amount":
      // The plus keeps SQLite from leaving the order it reads in for the index of amounts.
      return sql`(${sql.join(amountConditions(way, sql`(+p.amount_rank)`), sql` and `)})`;
  }
}

const columnOfForm = {
  texts: "search_text",
  digits: "search_digits",
  initials: "search_initials",
  starts: "search_starts",
} as const satisfies Record<keyof SearchableTexts, string>;

type AmountWay = Extract<SearchWay, { kind: "amount" }>;

/** How an amount restricts `payments` alone. */
export function amountConditions(way: AmountWay, rank: RawBuilder<unknown> = sql`p.amount_rank`): Condition[] {
  return [
    ...within(rank, amountRange(way)),
    ...(way.currency === null ? [] : [sql<SqlBool>`p.currency = ${way.currency}`]),
  ];
}

/** The ranks of the amounts that a way admits; amounts that cannot be searched by have none. */
export function amountRange({ min, max }: AmountWay): { readonly from: number; readonly to: number } {
  return { from: min ?? 0, to: Math.min(max ?? unsearchableAmount, unsearchableAmount - 1) + 1 };
}

/** Whether a term speaks of the amount alone, so that no text decides it. */
export function isAmountTerm(term: SearchTerm): boolean {
  return term.ways.every((way) => way.kind === "amount");
}
