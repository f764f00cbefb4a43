import { typedInitials } from "./initial-consonants.ts";
import { type AmountRange, parseAmountWord } from "./search-amount.ts";
import { digitFields, nameFields, type SearchField } from "./search-fields.ts";

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

/** One thing asked of a payment. A payment meets it in any of its ways, and a search when it meets every term. */
export interface SearchTerm {
  /** What was typed, in normalised form. */
  readonly word: string;
  /** Where it is looked for; null is everywhere. */
  readonly field: SearchField | null;
  /** Asks for payments that match in none of the ways. */
  readonly isNegated: boolean;
  /** Never empty. */
  readonly ways: readonly SearchWay[];
}

/** Shorter runs of text, digits and initials are not looked for inside others: an index of pairs cannot answer them. */
const shortestInside = 2;

/** Every way in which a normalised word without spaces can match anywhere in a payment. */
export function waysOfWord(word: string): SearchWay[] {
  const amount = parseAmountWord(word);
  if (amount?.isExplicit) return [{ kind: "amount", ...amount.range }];
  const ways: SearchWay[] = amount === undefined ? [] : [{ kind: "amount", ...amount.range }];
  const initials = typedInitials(word);
  if (initials !== undefined) return [...ways, initialsWay(initials)];
  if ([...word].length < shortestInside) return [...ways, { kind: "start", character: word }];
  const isDecimal = amount !== undefined && word.includes(".");
  return [...ways, { kind: "text", text: word }, ...(isDecimal ? [] : digitsWays(word))];
}

/** Every way in which a normalised word without spaces can match in one field. */
export function waysInField(field: SearchField, word: string): SearchWay[] {
  const initials = nameFields.includes(field) ? typedInitials(word) : undefined;
  if (initials !== undefined) return [initialsWay(initials)];
  return [literalWay(word), ...(digitFields.includes(field) ? digitsWays(word) : [])];
}

/** How normalised text matches when it is meant to the letter, spaces included. */
export function literalWay(text: string): SearchWay {
  return [...text].length < shortestInside ? { kind: "start", character: text } : { kind: "text", text };
}

function initialsWay(initials: string): SearchWay {
  return initials.length < shortestInside ? { kind: "start", character: initials } : { kind: "initials", initials };
}

function digitsWays(word: string): SearchWay[] {
  return dialledDigits(word).map((digits) => ({ kind: "digits", digits }));
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
