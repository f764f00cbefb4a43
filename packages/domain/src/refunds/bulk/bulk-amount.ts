import { type Currency, type Money, money } from "../../money/money.ts";
import { parseTypedAmount, type TypedAmountProblem } from "../../money/parse-typed-amount.ts";
import { normaliseForSearch } from "../../search/normalise-for-search.ts";

/** The words that ask for everything that is left. An empty cell is not one of them. */
const fullAmountWords: ReadonlySet<string> = new Set(["전액", "전액환불", "전액취소", "all", "full"]);

/** Whether a cell says in words, Korean or English, that all that is left is meant. */
export function isFullAmountWord(text: string): boolean {
  return fullAmountWords.has(normaliseForSearch(text).replaceAll(" ", ""));
}

export type BulkAmountProblem = TypedAmountProblem | "more_than_left" | "nothing_left";

export type BulkAmount =
  | { readonly ok: true; readonly money: Money; readonly isFull: boolean }
  | { readonly ok: false; readonly problem: BulkAmountProblem };

/**
 * The amount of a row against what is left of its payment. The explicit word for everything becomes that very figure:
 * an amount always stands in what is sent.
 */
export function resolveBulkAmount(text: string, left: Money): BulkAmount {
  if (isFullAmountWord(text)) {
    if (left.amount <= 0) return { ok: false, problem: "nothing_left" };
    return { ok: true, money: money(left.amount, left.currency), isFull: true };
  }
  const typed = parseTypedAmount(text, left.currency);
  if (!typed.ok) return typed;
  if (left.amount <= 0) return { ok: false, problem: "nothing_left" };
  if (typed.money.amount > left.amount) return { ok: false, problem: "more_than_left" };
  return { ok: true, money: typed.money, isFull: typed.money.amount === left.amount };
}

/** What is wrong with the text of an amount in whatever currency; null when it can be read in one. */
export function bulkAmountTextProblem(text: string): TypedAmountProblem | null {
  if (isFullAmountWord(text)) return null;
  const won = parseTypedAmount(text, "KRW");
  if (won.ok || won.problem === "empty" || won.problem === "zero" || won.problem === "negative") {
    return won.ok ? null : won.problem;
  }
  return currenciesWithDecimals.some((currency) => parseTypedAmount(text, currency).ok) ? null : won.problem;
}

const currenciesWithDecimals: readonly Currency[] = ["USD", "EUR", "JPY", "GBP"];
