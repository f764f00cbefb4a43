import {
  addKstDays,
  digitsOf,
  facetValueName,
  findQueryKey,
  type KstDate,
  knownFacetValues,
  type Locale,
  normaliseForSearch,
  parseQuery,
  printFacetValue,
  type QueryKey,
  type QueryPiece,
  type QueryProblem,
  queryKeys,
  readFacetValue,
  splitQuery,
  wordsOfKey,
} from "@maru/domain";
import { presetRange } from "./payment-range.ts";
import type { SearchMessages } from "./search-messages.ko.ts";

/** Something that can take the place of a part of what is typed. */
export interface Completion {
  readonly label: string;
  /** What it is in the query language, beside its name. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** A whole term, with which nothing is left to type; a key still wants its value. */
  readonly isWhole: boolean;
}

export interface Completions {
  readonly title: string | null;
  readonly options: readonly Completion[];
  /** What may be typed where nothing can be chosen. */
  readonly help: string | null;
  readonly problem: QueryProblem | null;
  /** Enter takes the first option without any choosing. */
  readonly isFirstMeant: boolean;
}

/** Codes that occur among the payments, by key of the query language; they are offered first. */
export type OccurringCodes = Readonly<Partial<Record<string, readonly string[]>>>;

export interface Typing {
  readonly text: string;
  readonly caret: number;
  /** Keys are wanted though nothing is typed yet. */
  readonly isAsked: boolean;
}

interface CompletionContext {
  readonly words: SearchMessages;
  readonly locale: Locale;
  readonly occurring: OccurringCodes;
  readonly today: KstDate;
}

const mostKeys = 7;
const mostValues = 8;
export const noCompletions: Completions = { title: null, options: [], help: null, problem: null, isFirstMeant: false };

/** What can follow at the caret: keys that begin with the word there, or the values of the key there. */
export function completionsFor(typing: Typing, context: CompletionContext): Completions {
  const { text, caret, isAsked } = typing;
  const piece = splitQuery(text).find(({ start, end }) => start < caret && caret <= end);
  const problem = parseQuery(text).problems.find(({ kind }) => kind !== "unfinished") ?? null;
  if (piece === undefined)
    return isAsked ? keysAt({ start: caret, end: caret, typed: "" }, context) : saying(problem, context);
  if (piece.key === null) {
    const [value] = piece.values;
    const keys =
      value === undefined || value.isQuoted
        ? noCompletions
        : keysAt({ start: piece.start + Number(piece.isNegated), end: piece.end, typed: value.text }, context);
    return keys.options.length > 0 ? keys : saying(problem, context);
  }
  const key = findQueryKey(piece.key);
  const values = key === undefined ? noCompletions : valuesOf(key, piece, context);
  const isHere = problem !== null && problem.start === piece.start;
  // While a value is still being typed its problem may be over with the next letter.
  if (values.options.length > 0 || problem === null) return values;
  return { ...saying(problem, context), help: isHere ? values.help : null };
}

/** The problem with what was probably meant. */
function saying(problem: QueryProblem | null, { words }: CompletionContext): Completions {
  if (problem === null) return noCompletions;
  const { start, end, suggestion } = problem;
  const options =
    suggestion === null
      ? []
      : [{ label: words.completion.didYouMean(suggestion), code: "", start, end, text: suggestion, isWhole: false }];
  return { ...noCompletions, options, problem, isFirstMeant: true };
}

interface KeyPlace {
  readonly start: number;
  readonly end: number;
  readonly typed: string;
}

function keysAt({ start, end, typed }: KeyPlace, { words, locale }: CompletionContext): Completions {
  const wanted = normaliseForSearch(typed);
  const meant = queryKeys.flatMap((key) => {
    const spellings = [...wordsOfKey(key), key.names[locale].toLowerCase()];
    return spellings.some((word) => word.startsWith(wanted)) ? [key] : [];
  });
  const keys = meant.slice(0, wanted === "" ? queryKeys.length : mostKeys).map((key) => ({
    label: key.names[locale],
    code: `${key.name}:`,
    start,
    end,
    text: `${locale === "ko" ? key.names.ko : key.name}:`,
    isWhole: false,
  }));
  const options = [...keys, ...valuesNamed({ start, end, typed }, words, locale)];
  return { ...noCompletions, title: words.completion.keys, options };
}

/** Two syllables, or three letters. */
const shortestName = /[가-힣]{2}|.{3}/u;
/** A word that many values hold names none of them. */
const mostNamed = 2;
const namedKeys = ["status", "method", "pg"] as const;

/** What a word is the value of: `박지훈 실패` may be looked for among the failed, and not as a word. */
function valuesNamed({ start, end, typed }: KeyPlace, words: SearchMessages, locale: Locale): Completion[] {
  if (!shortestName.test(typed)) return [];
  return namedKeys.flatMap((name) => {
    const key = findQueryKey(name);
    const { codes, isKnown } = readFacetValue(name, typed);
    if (key === undefined || !isKnown || codes.length > mostNamed) return [];
    return codes.map((code) => ({
      label: words.condition.is(key.names[locale], facetValueName(name, code, locale)),
      code: `${name}:${printFacetValue(code)}`,
      start,
      end,
      text: `${name}:${printFacetValue(code)}`,
      isWhole: true,
    }));
  });
}

function valuesOf(key: QueryKey, piece: QueryPiece, context: CompletionContext): Completions {
  const { words, locale } = context;
  const name = key.names[locale];
  switch (key.kind) {
    case "facet":
      return {
        ...noCompletions,
        title: words.completion.values(name),
        options: codesOf(key.key, piece, context),
        isFirstMeant: piece.raw !== "",
      };
    case "days": {
      const wanted = withoutSpaces(piece.raw);
      return {
        ...noCompletions,
        title: words.completion.values(name),
        options: daysFor(piece, context).filter(({ label }) => withoutSpaces(label).startsWith(wanted)),
        help: words.completion.help.days,
        isFirstMeant: wanted !== "",
      };
    }
    case "amount":
      return { ...noCompletions, help: words.completion.help.amount };
    case "text":
      return { ...noCompletions, help: digitsOf(piece.raw) === "" ? words.completion.help.text(name) : null };
  }
}

function codesOf(
  key: Extract<QueryKey, { kind: "facet" }>["key"],
  piece: QueryPiece,
  { locale, occurring }: CompletionContext,
): Completion[] {
  // The value after the last comma is the one being typed.
  const isBegun = piece.values.length > 0 && !/[,，]$/.test(piece.raw);
  const finished = piece.values.slice(0, isBegun ? -1 : undefined).map((value) => value.text);
  const wanted = withoutSpaces(isBegun ? (piece.values.at(-1)?.text ?? "") : "");
  const codes = [...new Set([...(occurring[key] ?? []), ...knownFacetValues(key)])];
  const spellingsOf = (code: string) =>
    [code, facetValueName(key, code, "ko"), facetValueName(key, code, "en")].map(withoutSpaces);
  const rank = (code: string) => {
    const spellings = spellingsOf(code);
    if (spellings.includes(wanted)) return 0;
    if (spellings.some((word) => word.startsWith(wanted))) return 1;
    return spellings.some((word) => word.includes(wanted)) ? 2 : 3;
  };
  return codes
    .filter((code) => rank(code) < 3 && !finished.includes(code))
    .toSorted((left, right) => rank(left) - rank(right))
    .slice(0, mostValues)
    .map((code) => ({
      label: facetValueName(key, code, locale),
      code,
      start: piece.start,
      end: piece.end,
      text: `${piece.isNegated ? "-" : ""}${piece.key}:${[...finished, code].map(printFacetValue).join(",")}`,
      isWhole: true,
    }));
}

/** `최근7일` is written both ways. */
function withoutSpaces(text: string): string {
  return normaliseForSearch(text).replaceAll(" ", "");
}

function daysFor(piece: QueryPiece, { words, today }: CompletionContext): Completion[] {
  const lastOfLastMonth = addKstDays(`${today.slice(0, 7)}-01`, -1);
  const { today: now, yesterday, last7, last30, thisMonth, lastMonth } = words.completion.days;
  const span = (preset: "last7" | "last30") => {
    const { from, to } = presetRange(preset, today);
    return `${from}..${to}`;
  };
  const days: readonly (readonly [label: string, value: string])[] = [
    [now, today],
    [yesterday, addKstDays(today, -1)],
    [last7, span("last7")],
    [last30, span("last30")],
    [thisMonth, today.slice(0, 7)],
    [lastMonth, lastOfLastMonth.slice(0, 7)],
  ];
  return days.map(([label, value]) => ({
    label,
    code: value,
    start: piece.start,
    end: piece.end,
    text: `${piece.isNegated ? "-" : ""}${piece.key}:${value}`,
    isWhole: true,
  }));
}

/** Whether the text says something that a filter or a condition can say instead. */
export function hasConditions(text: string): boolean {
  return parseQuery(text).terms.some(({ term }) => term.kind !== "text" || term.field !== null);
}
