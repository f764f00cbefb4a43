import type { SearchableFields, SearchTerm, SearchWay } from "@maru/domain";

/**
 * The gram index: which short pieces of text, digits, initials, amounts and codes each payment holds. A gram is a letter
 * naming its kind followed by the piece: four neighbouring characters, and the last three and two of a word, so that a
 * search for two or three characters is a search for grams that start with them. (Three digits in a row are in most
 * payments, whose identifiers are full of them; four are rare.) A gram index proposes payments and never misses one;
 * whether a proposed payment truly matches is decided on its stored text.
 */
const windowLength = 4;

/** A longer word is proposed by this many of its grams; more would cost time and propose hardly fewer payments. */
const gramsAskedPerWay = 6;

/** Words asked of the index; the others only narrow what it proposes. */
const termsAsked = 8;

type GramKind = "t" | "d" | "i" | "s" | "a" | "f" | "k";

/** Codes that filters ask for. Facts that most payments lack have a gram only where they hold. */
export interface GramFacets {
  readonly status: string;
  readonly method: string | null;
  readonly pgProvider: string | null;
  readonly mid: string | null;
  readonly currency: string;
  readonly isTest: boolean;
  readonly isEscrow: boolean;
  readonly isCashReceipt: boolean;
  readonly isBilling: boolean;
}

/** Whole values that related payments are found by. */
export interface GramKeys {
  readonly merchantUid: string;
  readonly buyerTelDigits: string | null;
  readonly buyerEmail: string | null;
}

/**
 * Every gram of one payment, set apart by spaces. A gram may stand there twice: both engines keep it once, and faster
 * than we could.
 */
export function gramsOf(
  fields: SearchableFields,
  words: readonly string[],
  facets: GramFacets,
  keys: GramKeys,
): string {
  let grams = "";
  for (const word of words) grams += windowsOf("t", word);
  for (const digits of fields.digits) grams += windowsOf("d", digits);
  for (const initials of fields.initials) grams += windowsOf("i", initials);
  for (const start of fields.starts) grams += ` ${spell("s", start)}`;
  if (fields.amount !== null) grams += ` ${spell("a", String(fields.amount))}`;
  for (const [name, value] of Object.entries(facets)) {
    if (typeof value === "string") grams += ` ${facetGram(name, value)}`;
    else if (value === true) grams += ` ${facetGram(name, "yes")}`;
  }
  for (const [name, value] of Object.entries(keys)) {
    if (value !== null) grams += ` ${keyGram(name, value)}`;
  }
  return grams.slice(1);
}

/** The distinct words of all searchable texts. */
export function wordsOf(fields: SearchableFields): string[] {
  return [...new Set(fields.texts.flatMap((text) => text.split(" ")))];
}

function facetGram(name: string, value: string): string {
  return spell("f", `${name}=${value}`);
}

function keyGram(name: string, value: string): string {
  return spell("k", `${name}=${value}`);
}

/** Every window of the word, and its last three and two characters, so that any two or more neighbours begin some gram. */
function windowsOf(kind: GramKind, word: string): string {
  const spelled = respell(word);
  let windows = "";
  if (hasSurrogates.test(spelled)) {
    const characters = [...spelled];
    for (let start = 0; start + 2 <= characters.length; start += 1) {
      windows += ` ${kind}${characters.slice(start, start + windowLength).join("")}`;
    }
    return windows;
  }
  for (let start = 0; start + 2 <= spelled.length; start += 1) {
    windows += ` ${kind}${spelled.slice(start, start + windowLength)}`;
  }
  return windows;
}

/** Only small Latin letters, digits and non-ASCII characters are kept by SQLite's `ascii` tokenizer as they are. */
const respelled = /[\0-\x2f\x3a-\x60\x7b-\x7f]/g;
const isRespelled = /[\0-\x2f\x3a-\x60\x7b-\x7f]/;
const respelledFrom = 0xe000;

/** Half of an emoji is no character: where there are any, characters and UTF-16 units are not the same. */
const hasSurrogates = /[\ud800-\udfff]/;

function respell(text: string): string {
  if (!isRespelled.test(text)) return text;
  return text.replace(respelled, (character) => String.fromCharCode(respelledFrom + character.charCodeAt(0)));
}

/** How identifiers and mobile numbers begin: nearly every payment has pieces like these, so they tell nothing. */
const commonPieces: ReadonlySet<string> = new Set(["imp", "010", "10-"].map(respell));

function spell(kind: GramKind, text: string): string {
  return kind + respell(text);
}

/** One gram to look for, whole or as a beginning. */
export interface GramPattern {
  readonly gram: string;
  readonly isBeginning: boolean;
}

/** Payments that hold, for every group, all grams of at least one of its alternatives. */
export type GramQuery = readonly (readonly (readonly GramPattern[])[])[];

/** What to ask the index for, and what it leaves undecided. */
export interface GramQuestion {
  /** At least every payment that all terms and codes admit; empty when nothing in them can be asked. */
  readonly query: GramQuery;
  /** Terms that must still be checked on the stored texts of whatever the index proposes. */
  readonly undecided: readonly SearchTerm[];
}

/** The values a filter asks of one facet. */
export type AskedFacet = readonly [name: keyof GramFacets, values: readonly string[]];

/** Terms the index can propose by. */
export function askableTerms(terms: readonly SearchTerm[]): SearchTerm[] {
  return terms.filter((term) => !term.isNegated && term.ways.every((way) => patternsOf(way) !== undefined));
}

/** `leftOut` are terms not worth asking for, which are left undecided. */
export function gramQuestion(
  terms: readonly SearchTerm[],
  facets: readonly AskedFacet[],
  leftOut: readonly SearchTerm[] = [],
): GramQuestion {
  const askable = askableTerms(terms.filter((term) => !leftOut.includes(term)));
  const asked = askable.toSorted((a, b) => b.word.length - a.word.length).slice(0, termsAsked);
  const coded = facets.map(([name, values]) =>
    values.map((value) => [{ gram: facetGram(name, value), isBeginning: false }]),
  );
  return {
    query: [...asked.map((term) => term.ways.map((way) => patternsOf(way) ?? [])), ...coded],
    // The index does not know which field a gram stands in.
    undecided: terms.filter(
      (term) => !asked.includes(term) || term.field !== null || !term.ways.every(isDecidedByGrams),
    ),
  };
}

/** A piece no longer than a gram is one gram, so holding the gram is matching. */
function isDecidedByGrams(way: SearchWay): boolean {
  switch (way.kind) {
    case "text":
      return [...way.text].length <= windowLength && !way.text.includes(" ");
    case "digits":
      return way.digits.length <= windowLength;
    case "initials":
      return [...way.initials].length <= windowLength;
    case "start":
      return true;
    case "amount":
      return way.currency === null;
  }
}

/** Payments that hold any of the keys. */
export function keyQuery(keys: Partial<GramKeys>): GramQuery {
  const known = Object.entries(keys).filter(([, value]) => value !== null);
  return [known.map(([name, value]) => [{ gram: keyGram(name, String(value)), isBeginning: false }])];
}

/** Payments that hold any of these values under one key. */
export function anyKeyQuery(name: keyof GramKeys, values: readonly string[]): GramQuery {
  return [values.map((value) => [{ gram: keyGram(name, value), isBeginning: false }])];
}

/** Payments that may hold this word among their searchable texts. */
export function wordQuery(word: string): GramQuery {
  return [[windowPatterns("t", word)]];
}

/** Undefined when the index cannot propose by this way. */
function patternsOf(way: SearchWay): GramPattern[] | undefined {
  switch (way.kind) {
    case "text":
      return phrasePatterns(way.text);
    case "digits":
      return windowPatterns("d", way.digits);
    case "initials":
      return windowPatterns("i", way.initials);
    case "start":
      return [{ gram: spell("s", way.character), isBeginning: false }];
    case "amount":
      if (way.min === null || way.min !== way.max) return undefined;
      return [{ gram: spell("a", String(way.min)), isBeginning: false }];
  }
}

/** A phrase is proposed by its words; one of single characters has none that could be asked for. */
function phrasePatterns(text: string): GramPattern[] | undefined {
  if (!text.includes(" ")) return windowPatterns("t", text);
  const words = text.split(" ").filter((word) => [...word].length > 1);
  const patterns = words.toSorted((a, b) => b.length - a.length).flatMap((word) => windowPatterns("t", word));
  return patterns.length === 0 ? undefined : patterns.slice(0, gramsAskedPerWay);
}

function windowPatterns(kind: GramKind, word: string): GramPattern[] {
  const spelled = [...respell(word)];
  if (spelled.length < windowLength) return [{ gram: kind + spelled.join(""), isBeginning: true }];
  const last = spelled.length - windowLength;
  const starts = new Set<number>();
  // Windows that do not overlap say the most, and the end of an identifier says more than its beginning.
  for (let start = last; start >= 0 && starts.size < gramsAskedPerWay - 1; start -= windowLength) starts.add(start);
  if (last % windowLength !== 0) starts.add(0);
  const pieces = [...starts].map((start) => spelled.slice(start, start + windowLength).join(""));
  const telling = pieces.filter((piece) => !commonPieces.has(piece.slice(0, 3)));
  return (telling.length > 0 ? telling : pieces).map((piece) => ({ gram: kind + piece, isBeginning: false }));
}

/** The query in the language of SQLite's FTS5. */
export function toFts5(query: GramQuery): string {
  return spellQuery(query, " AND ", " OR ", ({ gram, isBeginning }) => `"${gram}"${isBeginning ? " *" : ""}`);
}

/** The query in the language of PostgreSQL's `tsquery`. */
export function toTsquery(query: GramQuery): string {
  return spellQuery(query, " & ", " | ", ({ gram, isBeginning }) => `'${gram}'${isBeginning ? ":*" : ""}`);
}

function spellQuery(query: GramQuery, and: string, or: string, spellPattern: (pattern: GramPattern) => string): string {
  return query
    .map((alternatives) => `(${alternatives.map((patterns) => `(${patterns.map(spellPattern).join(and)})`).join(or)})`)
    .join(and);
}
