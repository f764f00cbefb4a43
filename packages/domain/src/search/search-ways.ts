import { halfTyped, typedInitials } from "./initial-consonants.ts";
import { type AmountRange, inDigits, parseAmountWord } from "./search-amount.ts";
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
  const amount = parseAmountWord(inDigits(word));
  if (amount?.isExplicit) return [{ kind: "amount", ...amount.range }];
  const ways: SearchWay[] = amount === undefined ? [] : [{ kind: "amount", ...amount.range }];
  const initials = typedInitials(word);
  if (initials !== undefined) return [...ways, initialsWay(initials)];
  if ([...word].length < shortestInside) return [...ways, { kind: "start", character: word }];
  const isDecimal = amount !== undefined && word.includes(".");
  return [
    ...ways,
    { kind: "text", text: word },
    ...(isDecimal ? [] : digitsWays(word)),
    ...pastedTexts(word).map(literalWay),
  ];
}

/** An identifier of i'mport's inside an address or an assignment, as somebody copies it out of a log. */
const copiedId = /imp_\d{4,}/;
const signsAround = /^['`(<[]+|[')`>\],;.]+$/g;

/**
 * What was meant by a word that was copied together with the signs around it: `'ORD-1',` is the order ORD-1. Only what
 * has a letter in it: digits between signs may be anything.
 */
function pastedTexts(word: string): string[] {
  const texts = new Set([copiedId.exec(word)?.[0] ?? word, word.replace(signsAround, "")]);
  return [...texts].filter((text) => text !== word && text.length >= shortestInside && /\p{L}/u.test(text));
}

/** Every way in which a normalised word without spaces can match in one field. */
export function waysInField(field: SearchField, word: string): SearchWay[] {
  const initials = nameFields.includes(field) ? typedInitials(word) : undefined;
  if (initials !== undefined) return [initialsWay(initials)];
  return [literalWay(word), ...(digitFields.includes(field) ? digitsWays(word) : [])];
}

/**
 * What is asked of a payment by a word while its last syllable is being typed, so that the rows on the way to 김민수 do
 * not go and come back: what stands already, and a name with the consonants of all of it; or the word as it is. Each list
 * is one term's ways. Undefined for any other word, and in fields that are no names.
 */
export function waysOfHalfTyped(field: SearchField | null, word: string): SearchWay[][] | undefined {
  const half = field === null || nameFields.includes(field) ? halfTyped(word) : undefined;
  if (half === undefined) return undefined;
  const asked = [literalWay(word), initialsWay(half.initials)];
  // One syllable alone would have to begin a word, and this one may stand in the middle of a name.
  return half.whole.length < shortestInside ? [asked] : [[literalWay(word), literalWay(half.whole)], asked];
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

/** The plus is often lost on the way through a spreadsheet. */
const internationalMobile = /^8210?\d{9,10}$/;

function dialledDigits(word: string): string[] {
  if (!dialled.test(word)) return [];
  const digits = word.replace(/\D/g, "");
  const isInternational = word.startsWith("+82") || internationalMobile.test(digits);
  const all = isInternational ? [digits, nationalNumber(digits)] : [digits];
  return all.filter((run) => run.length >= shortestInside);
}

/** A Korean number without its country code, as it is dialled inside Korea: 821012345678 is 01012345678. */
export function nationalNumber(digits: string): string {
  return `0${digits.replace(/^820?/, "")}`;
}
