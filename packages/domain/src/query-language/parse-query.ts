import { normaliseForSearch } from "../search/normalise-for-search.ts";
import type { SearchField } from "../search/search-fields.ts";
import { closestWord } from "./closest-word.ts";
import { readFacetValue } from "./facet-values.ts";
import { printFacetValue } from "./print-query.ts";
import { type DaysKey, type FacetKey, findQueryKey, queryKeys, wordsOfKey } from "./query-keys.ts";
import type { ParsedQuery, PlacedTerm, QueryProblem, QueryTerm } from "./query-terms.ts";
import { readAmount } from "./read-amount.ts";
import { readDays } from "./read-days.ts";
import { type QueryPiece, splitQuery } from "./split-query.ts";

/**
 * How typed text is understood. Words, numbers and pasted identifiers need no syntax; `key:value` narrows by one thing,
 * `-` in front turns a term round, and quotation marks hold words together. Any text is accepted, and whatever is not
 * understood is looked for to the letter and reported.
 */
export function parseQuery(text: string): ParsedQuery {
  const terms: PlacedTerm[] = [];
  const problems: QueryProblem[] = [];
  for (const piece of splitQuery(text)) {
    const { term, problem } = readPiece(piece);
    if (term !== undefined) terms.push({ term, start: piece.start, end: piece.end });
    if (problem !== undefined) problems.push({ ...problem, start: piece.start, end: piece.end });
  }
  return { terms: joinAmounts(terms), problems };
}

interface Reading {
  readonly term?: QueryTerm | undefined;
  readonly problem?: Omit<QueryProblem, "start" | "end">;
}

function readPiece(piece: QueryPiece): Reading {
  if (piece.key === null) {
    const [value = { text: "", isQuoted: false }] = piece.values;
    return { term: textTerm(null, value.text, value.isQuoted, piece.isNegated) };
  }
  const key = findQueryKey(piece.key);
  if (key === undefined) return misread(piece, "unknown-key", closestKey(piece));
  if (piece.values.every((value) => value.text === "")) {
    return { problem: { kind: "unfinished", key: piece.key, value: "", suggestion: null } };
  }
  const { text, isQuoted } = wholeValue(piece);
  switch (key.kind) {
    case "facet":
      return facetReading(piece, key.key);
    case "text":
      return { term: textTerm(key.field, text, isQuoted, piece.isNegated) };
    case "amount": {
      const range = readAmount(normaliseForSearch(text));
      if (range === undefined) return misread(piece, "bad-value", null);
      return { term: { kind: "amount", range, isNegated: piece.isNegated } };
    }
    case "days":
      return daysReading(piece, key.key, text);
  }
}

/** What stands after the key, commas included, for keys that take one value. */
function wholeValue({ values: [first, ...others], raw }: QueryPiece): { text: string; isQuoted: boolean } {
  return first?.isQuoted && others.length === 0 ? first : { text: raw, isQuoted: false };
}

function textTerm(
  field: SearchField | null,
  typed: string,
  isQuoted: boolean,
  isNegated: boolean,
): QueryTerm | undefined {
  const text = normaliseForSearch(typed);
  if (text === "") return undefined;
  return { kind: "text", field, text, isLiteral: isQuoted || !isReadBare(field, text), isNegated };
}

/** Whether the text, written without quotation marks, is read as itself. */
function isReadBare(field: SearchField | null, text: string): boolean {
  const [piece, ...others] = splitQuery(field === null ? text : `name:${text}`);
  if (piece === undefined || others.length > 0 || piece.isNegated || piece.values[0]?.isQuoted) return false;
  return field === null ? piece.key === null : piece.raw === text;
}

function facetReading(piece: QueryPiece, key: FacetKey): Reading {
  const values = piece.values.map((value) => cleanCode(key, value.text)).filter((value) => value !== "");
  if (values.length === 0) return misread(piece, "bad-value", null);
  const readings = values.map((value) => readFacetValue(key, value));
  const codes = [...new Set(readings.flatMap((reading) => reading.codes))];
  const stranger = readings.findIndex((reading) => !reading.isKnown);
  if (stranger < 0) return { term: { kind: "facet", key, values: codes, isNegated: piece.isNegated } };
  const meant = readings.map(({ suggestion }, at) => suggestion ?? values[at] ?? "");
  const suggestion =
    readings[stranger]?.suggestion === undefined
      ? null
      : `${piece.isNegated ? "-" : ""}${piece.key}:${meant.map(printFacetValue).join(",")}`;
  if (readings.some((reading) => reading.codes.length === 0)) return misread(piece, "bad-value", suggestion);
  return {
    term: { kind: "facet", key, values: codes, isNegated: piece.isNegated },
    problem: { kind: "unknown-code", key: piece.key ?? "", value: values[stranger] ?? "", suggestion },
  };
}

/** Longer than any code; the rest of the console refuses codes beyond this. */
const longestCode = 80;

function cleanCode(key: FacetKey, typed: string): string {
  const code = typed
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .normalize("NFKC")
    .replace(/[\s\p{Cc}\uFFFD]+/gu, " ")
    .trim();
  return [...(key === "currency" ? code.toUpperCase() : code)].slice(0, longestCode).join("").trim();
}

function daysReading(piece: QueryPiece, key: DaysKey, text: string): Reading {
  const days = readDays(normaliseForSearch(text));
  if (days === undefined) return misread(piece, "bad-value", null);
  return { term: { kind: "days", key, ...days, isNegated: piece.isNegated } };
}

/** Looked for to the letter, key and all. */
function misread(piece: QueryPiece, kind: "unknown-key" | "bad-value", suggestion: string | null): Reading {
  const typed = `${piece.key}:${piece.raw}`;
  return {
    term: textTerm(null, typed, true, piece.isNegated),
    problem: { kind, key: piece.key ?? "", value: piece.raw, suggestion },
  };
}

function closestKey({ key, raw, isNegated }: QueryPiece): string | null {
  const word = closestWord(normaliseForSearch(key ?? ""), queryKeys.flatMap(wordsOfKey));
  return word === undefined ? null : `${isNegated ? "-" : ""}${word}:${raw}`;
}

/** `30,000 원`, `>= 30000` and `10000 .. 20000` are typed with spaces and meant as one amount. */
function joinAmounts(terms: readonly PlacedTerm[]): PlacedTerm[] {
  const joined: PlacedTerm[] = [];
  for (let at = 0; at < terms.length; ) {
    const end = endOfWords(terms, at);
    const run = terms.slice(at, Math.max(end, at + 1));
    joined.push(...(run.length > 1 ? joinWords(run) : run));
    at += run.length;
  }
  return joined;
}

function endOfWords(terms: readonly PlacedTerm[], from: number): number {
  const end = terms.findIndex(({ term }, at) => at >= from && !isWord(term));
  return end < 0 ? terms.length : end;
}

function isWord(term: QueryTerm): boolean {
  return term.kind === "text" && term.field === null && !term.isLiteral && !term.isNegated;
}

function joinWords(run: readonly PlacedTerm[]): PlacedTerm[] {
  const typed = run.map(({ term }) => (term.kind === "text" ? term.text : "")).join(" ");
  const joined = joinSpaced(typed).split(" ");
  let next = 0;
  return joined.flatMap((text) => {
    const parts = run.slice(next, next + countParts(run.slice(next), text.length));
    next += parts.length;
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined) return [];
    const term = { kind: "text", field: null, text, isLiteral: false, isNegated: false } as const;
    return [{ term, start: first.start, end: last.end }];
  });
}

/** How many words stand in a joined one of this length. */
function countParts(run: readonly PlacedTerm[], length: number): number {
  let count = 0;
  let sum = 0;
  while (sum < length && count < run.length) {
    const term = run[count]?.term;
    sum += term?.kind === "text" ? term.text.length : 0;
    count += 1;
  }
  return count;
}

function joinSpaced(normalised: string): string {
  const joined = normalised
    .replace(/(\d) (원|krw|usd)(?= |$)/g, "$1$2")
    .replace(/(^| )([<>]=?|[₩$]) (?=[\d₩$])/g, "$1$2")
    .replace(/(\d) ?(\.\.|~) ?(?=\d)/g, "$1$2");
  return joined === normalised ? joined : joinSpaced(joined);
}
