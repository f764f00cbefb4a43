import type { SearchTerm, SearchWay } from "@maru/domain";

interface HighlightProps {
  readonly text: string;
  readonly terms: readonly SearchTerm[];
}

/** A text with what the search matched in it marked. */
export function Highlight({ text, terms }: HighlightProps) {
  const ranges = matchedRanges(text, terms);
  if (ranges.length === 0) return text;
  let end = 0;
  const parts = ranges.flatMap(([from, to]) => {
    const before = text.slice(end, from);
    end = to;
    return [before, <mark key={from}>{text.slice(from, to)}</mark>];
  });
  return [...parts, text.slice(end)];
}

/** Where the terms match in `text`: half-open ranges of its characters, in order, never touching one another. */
export function matchedRanges(text: string, terms: readonly SearchTerm[]): [number, number][] {
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

function rangesOf(lower: string, way: SearchWay): [number, number][] {
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

function occurrences(lower: string, part: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = lower.indexOf(part); at >= 0; at = lower.indexOf(part, at + part.length)) {
    ranges.push([at, at + part.length]);
  }
  return ranges;
}

function patternRanges(lower: string, pattern: string): [number, number][] {
  return [...lower.matchAll(new RegExp(pattern, "g"))].map(({ index, 0: { length } }) => [index, index + length]);
}

function initialRanges(lower: string, initials: string): [number, number][] {
  const wanted = initials.normalize("NFKC");
  const own = Array.from(lower, initialOf).join("");
  return own.length === lower.length ? occurrences(own, wanted) : [];
}

function wordStarts(lower: string, character: string): [number, number][] {
  const wanted = character.normalize("NFKC");
  const ranges: [number, number][] = [];
  for (const { index, 0: first } of lower.matchAll(/(?<=^|\s)\S/g)) {
    if (first === character || initialOf(first) === wanted) ranges.push([index, index + 1]);
  }
  return ranges;
}

/** A syllable taken apart begins with its initial consonant; other characters stand for themselves. */
function initialOf(character: string): string {
  return /[가-힣]/.test(character) ? character.normalize("NFD").charAt(0) : character;
}
