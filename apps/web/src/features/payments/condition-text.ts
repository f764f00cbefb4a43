import {
  type AmountRange,
  facetValueName,
  findQueryKey,
  formatMoney,
  type Locale,
  minorUnitDigits,
  parseQuery,
  type QueryTerm,
} from "@maru/domain";
import { countFormatter } from "../../lib/count.ts";
import type { SearchMessages } from "./search-messages.ko.ts";

/** A term of the query language in words: `-method:vbank` is `수단 아님: 가상계좌`. What is no term is left as it is. */
export function conditionText(typed: string, words: SearchMessages, locale: Locale): string {
  const [placed, ...others] = parseQuery(typed).terms;
  return placed === undefined || others.length > 0 ? typed : termText(placed.term, words, locale);
}

function termText(term: QueryTerm, words: SearchMessages, locale: Locale): string {
  const value = valueText(term, words, locale);
  const name = keyName(term, locale);
  if (name === undefined) return term.isNegated ? words.condition.anywhereNot(value) : value;
  return term.isNegated ? words.condition.isNot(name, value) : words.condition.is(name, value);
}

function keyName(term: QueryTerm, locale: Locale): string | undefined {
  const key = term.kind === "text" ? term.field : term.kind === "amount" ? "amount" : term.key;
  return key === null ? undefined : findQueryKey(key)?.names[locale];
}

function valueText(term: QueryTerm, words: SearchMessages, locale: Locale): string {
  switch (term.kind) {
    case "text":
      // Consonants on their own are kept in the form they are compared in, which no font draws well.
      return term.text.replace(/[\u1100-\u1112]/g, (letter) => compatible[letter.charCodeAt(0) - 0x1100] ?? letter);
    case "facet":
      return term.values.map((value) => facetValueName(term.key, value, locale)).join(words.condition.or);
    case "amount":
      return amountText(term.range, words, locale);
    case "days":
      return daysText(term, words);
  }
}

const compatible = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

function amountText({ min, max, currency }: AmountRange, { condition }: SearchMessages, locale: Locale): string {
  const figure = (thousandths: number) => {
    if (currency === null) return countFormatter(locale)(thousandths / 1000);
    const amount = Math.round(thousandths / 10 ** (3 - minorUnitDigits(currency)));
    return formatMoney({ amount, currency }, locale);
  };
  if (min !== null && max !== null) return min === max ? figure(min) : condition.between(figure(min), figure(max));
  // An amount beyond a bound lies a thousandth further.
  if (min !== null) return min % 10 === 1 ? condition.moreThan(figure(min - 1)) : condition.atLeast(figure(min));
  if (max !== null) {
    return (max + 1) % 10 === 0 ? condition.lessThan(figure(max + 1)) : condition.atMost(figure(max));
  }
  return "";
}

function daysText({ from, to }: Extract<QueryTerm, { kind: "days" }>, { condition }: SearchMessages): string {
  if (from !== null && to !== null) return from === to ? from : condition.between(from, to);
  return from === null ? condition.until(to ?? "") : condition.since(from);
}
