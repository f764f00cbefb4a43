import { typedInitials } from "./initial-consonants.ts";
import { normaliseForSearch } from "./normalise-for-search.ts";
import { type AmountRange, parseAmountWord } from "./search-amount.ts";

/**
 * One way in which a word can match a payment; `matchesSearch` says what each means.
 *
 * - `text`: at least two characters, contained in one searchable text
 * - `digits`: at least two digits, contained in one searchable run of digits
 * - `initials`: at least two initial consonants, contained in one run of them
 * - `start`: a single character with which a word begins (a letter, a syllable, or an initial consonant)
 * - `amount`: the paid amount lies in the range
 */
export type SearchWay =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "digits"; readonly digits: string }
  | { readonly kind: "initials"; readonly initials: string }
  | { readonly kind: "start"; readonly character: string }
  | ({ readonly kind: "amount" } & AmountRange);

/** One typed word. A payment matches it in any of its ways, and a search when it matches every term. */
export interface SearchTerm {
  /** The word in normalised form. */
  readonly word: string;
  /** Never empty. */
  readonly ways: readonly SearchWay[];
}

/** Shorter runs of text, digits and initials are not looked for inside others: an index of pairs cannot answer them. */
const shortestInside = 2;

/**
 * How typed text is understood: a term per word, each with every way it can match. Any string is accepted; one without
 * visible characters has no terms and matches everything. Repeated words count once.
 */
export function parseSearchText(text: string): SearchTerm[] {
  const words = joinAmounts(normaliseForSearch(text)).split(" ");
  return [...new Set(words)].filter((word) => word !== "").map((word) => ({ word, ways: waysOf(word) }));
}

/** `30,000 원`, `>= 30000` and `10000 .. 20000` are typed with spaces and meant as one amount. */
function joinAmounts(normalised: string): string {
  return normalised
    .replace(/(\d) (원|krw|usd)(?= |$)/g, "$1$2")
    .replace(/(^| )([<>]=?|[₩$]) (?=[\d₩$])/g, "$1$2")
    .replace(/(\d) ?(\.\.|~) ?(?=\d)/g, "$1$2");
}

function waysOf(word: string): SearchWay[] {
  const amount = parseAmountWord(word);
  if (amount?.isExplicit) return [{ kind: "amount", ...amount.range }];
  const ways: SearchWay[] = amount === undefined ? [] : [{ kind: "amount", ...amount.range }];
  const initials = typedInitials(word);
  if (initials !== undefined) {
    ways.push(
      initials.length < shortestInside ? { kind: "start", character: initials } : { kind: "initials", initials },
    );
    return ways;
  }
  if ([...word].length < shortestInside) return [...ways, { kind: "start", character: word }];
  ways.push({ kind: "text", text: word });
  const isDecimal = amount !== undefined && word.includes(".");
  for (const digits of isDecimal ? [] : dialledDigits(word)) ways.push({ kind: "digits", digits });
  return ways;
}

/** Digits with the separators of telephone, account and order numbers between them, and nothing else. */
const dialled = /^[+(]?\d[\d()\-./]*$/;

function dialledDigits(word: string): string[] {
  if (!dialled.test(word)) return [];
  const digits = word.replace(/\D/g, "");
  const all = word.startsWith("+82") ? [digits, nationalNumber(digits)] : [digits];
  return all.filter((run) => run.length >= shortestInside);
}

/** A Korean number without its country code, as it is dialled inside Korea: 821012345678 is 01012345678. */
export function nationalNumber(digits: string): string {
  return `0${digits.replace(/^820?/, "")}`;
}
