import { type Locale, nameOf, type PaymentStatus, payMethods, paymentStatusNames, pgProviders } from "@maru/domain";
import type { AppMessages } from "../../lib/i18n.tsx";
import type { PaymentSearch, SearchPart } from "./payment-search.ts";

type Words = AppMessages["payments"];

/** What a part of the search is called. */
function partName(words: Words, part: SearchPart): string {
  return words.filter[part];
}

/** What a part of the search is set to, in words: each chosen value by its name. */
function partValues(words: Words, locale: Locale, search: PaymentSearch, part: SearchPart): string[] {
  switch (part) {
    case "text":
      return search.text === undefined ? [] : [search.text];
    case "where":
      return search.where ?? [];
    case "range":
      return [rangeText(words, search)];
    case "status":
      return (search.status ?? []).map((status: PaymentStatus) => paymentStatusNames[status][locale]);
    case "method":
      return (search.method ?? []).map((code) => nameOf(payMethods, code, locale));
    case "pgProvider":
      return (search.pgProvider ?? []).map((code) => nameOf(pgProviders, code, locale));
    case "mid":
      return search.mid ?? [];
    case "currency":
      return search.currency ?? [];
    case "failReason":
      return search.failReason === undefined ? [] : [search.failReason];
    case "mode":
      return [words.filter.modes[search.mode]];
    case "escrow":
      return [words.filter.escrowChoices[yesNo(search.escrow)]];
    case "cashReceipt":
      return [words.filter.cashReceiptChoices[yesNo(search.cashReceipt)]];
    case "billing":
      return [words.filter.billingChoices[yesNo(search.billing)]];
  }
}

/** A part of the search as a chip says it: `PG사: NHN KCP 외 2`. */
export function partText(words: Words, locale: Locale, search: PaymentSearch, part: SearchPart): string {
  const [first = "", ...others] = partValues(words, locale, search, part);
  const isSelfExplaining = part === "mode" || part === "escrow" || part === "billing" || part === "range";
  const values = others.length === 0 ? first : words.filter.chipMore(first, others.length);
  return isSelfExplaining ? values : words.filter.chip(partName(words, part), values);
}

/** The days of a search as its button says them. */
export function rangeText(words: Words, { from, to }: Pick<PaymentSearch, "from" | "to">): string {
  if (from !== undefined && to !== undefined) return words.range.between(from, to);
  if (from !== undefined) return words.range.since(from);
  if (to !== undefined) return words.range.until(to);
  return words.range.all;
}

export function yesNo(value: boolean | undefined): "any" | "yes" | "no" {
  if (value === undefined) return "any";
  return value ? "yes" : "no";
}
