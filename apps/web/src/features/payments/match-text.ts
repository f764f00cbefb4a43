import { type Money, parseQuery, type SearchTerm, type SearchWay, searchableAmount, searchTermsOf } from "@maru/domain";
import type { TextRange } from "../../components/highlight.tsx";
import type { TextMatches } from "./use-text-matches.ts";

/** What a typed text matches in what a row shows, by the domain's own reading of it. */
export function matchText(typed: string): TextMatches {
  const typedTerms = searchTermsOf(parseQuery(typed).terms.map(({ term }) => term));
  const terms = typedTerms.filter((term) => !term.isNegated);
  return {
    rangesIn: (text) => matchedRanges(text, terms),
    isAmount: (amount) => isTypedAmount(amount, terms),
  };
}

/** Exactly the amount that was typed; a range of amounts marks nothing, because every row would be marked. */
function isTypedAmount(amount: Money, terms: readonly SearchTerm[]): boolean {
  const scaled = searchableAmount(amount);
  return terms.some((term) =>
    term.ways.some((way) => way.kind === "amount" && way.min === way.max && way.min === scaled),
  );
}

/** Where the terms match in `text`: half-open ranges of its characters, in order, never touching one another. */
function matchedRanges(text: string, terms: readonly SearchTerm[]): TextRange[] {
  if (terms.length === 0) return [];
  const lower = text.normalize("NFKC").toLowerCase();
  // Positions in the compared form are positions in the text only while both have the same length.
  if (lower.length !== text.length) return [];
  const found = terms.flatMap((term) => term.ways.flatMap((way) => rangesOf(lower, way)));
  const merged: [number, number][] = [];
  for (const [from, to] of found.sort(([left], [right]) => left - right)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function rangesOf(lower: string, way: SearchWay): TextRange[] {
  switch (way.kind) {
    case "text":
      return occurrences(lower, way.text);
    case "digits":
      return patternRanges(lower, [...way.digits].join("[-. ]?"));
    case "initials":
      return initialRanges(lower, way.initials);
    case "start":
      return wordStarts(lower, way.character);
    case "amount":
      return [];
  }
}

function occurrences(lower: string, part: string): TextRange[] {
  const ranges: TextRange[] = [];
  for (let at = lower.indexOf(part); at >= 0; at = lower.indexOf(part, at + part.length)) {
    ranges.push([at, at + part.length]);
  }
  return ranges;
}

function patternRanges(lower: string, pattern: string): TextRange[] {
  return [...lower.matchAll(new RegExp(pattern, "g"))].map(({ index, 0: { length } }) => [index, index + length]);
}

function initialRanges(lower: string, initials: string): TextRange[] {
  const wanted = initials.normalize("NFKC");
  const own = Array.from(lower, initialOf).join("");
  return own.length === lower.length ? occurrences(own, wanted) : [];
}

function wordStarts(lower: string, character: string): TextRange[] {
  const wanted = character.normalize("NFKC");
  const ranges: TextRange[] = [];
  for (const { index, 0: first } of lower.matchAll(/(?<=^|\s)\S/g)) {
    if (first === character || initialOf(first) === wanted) ranges.push([index, index + 1]);
  }
  return ranges;
}

/** A syllable taken apart begins with its initial consonant; other characters stand for themselves. */
function initialOf(character: string): string {
  return /[가-힣]/.test(character) ? character.normalize("NFD").charAt(0) : character;
}
