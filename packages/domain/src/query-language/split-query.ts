import type { Span } from "./query-terms.ts";

/** One piece of the typed text: a word, a phrase in quotation marks, or a key with its value. */
export interface QueryPiece extends Span {
  readonly isNegated: boolean;
  /** As typed, without its colon; null for a piece without one. */
  readonly key: string | null;
  /** The text, or the values set apart by commas; without quotation marks. A key may have none yet. */
  readonly values: readonly QueryValue[];
  /** What follows the key, as typed. */
  readonly raw: string;
}

export interface QueryValue {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** Signs of the language as Korean and Japanese keyboards type them. One character each, so that places stay the same. */
const spellings: Readonly<Record<string, string>> = {
  "：": ":",
  "﹕": ":",
  "－": "-",
  "﹣": "-",
  "，": ",",
  "﹐": ",",
  "＂": '"',
  "“": '"',
  "”": '"',
  "„": '"',
};
const spelledOtherwise = new RegExp(`[${Object.keys(spellings).join("")}]`, "g");

/** What ends a word: the same characters that normalised text has a space for. */
const separator = /[\s\p{Cc}\p{Cs}\uFFFD]/u;

/** An address such as `https://…` has no key in it. */
const keyed = /^([\p{L}_][\p{L}\p{M}\p{N}_]*):(?!\/\/)/u;

/** Takes the typed text apart. Any text can be taken apart; a quotation mark that is not closed reaches to the end. */
export function splitQuery(text: string): QueryPiece[] {
  const signs = text.replace(spelledOtherwise, (sign) => spellings[sign] ?? sign);
  const pieces: QueryPiece[] = [];
  for (let at = 0; at < signs.length; ) {
    const length = separatorAt(signs, at);
    if (length > 0) at += length;
    else {
      const piece = readPiece(text, signs, at);
      pieces.push(piece);
      at = piece.end;
    }
  }
  return pieces;
}

function separatorAt(signs: string, at: number): number {
  const character = String.fromCodePoint(signs.codePointAt(at) ?? 0x20);
  return separator.test(character) ? character.length : 0;
}

function readPiece(text: string, signs: string, start: number): QueryPiece {
  const isNegated = /^-[^-]/.test(signs.slice(start, start + 2)) && separatorAt(signs, start + 1) === 0;
  const afterSign = start + (isNegated ? 1 : 0);
  const key = keyed.exec(signs.slice(afterSign, afterSign + longestKey + 3))?.[1];
  const valueStart = key === undefined ? afterSign : afterSign + key.length + 1;
  const values: QueryValue[] = [];
  let at = valueStart;
  for (;;) {
    const value = readValue(text, signs, at, key !== undefined);
    if (value.text !== "" || value.isQuoted) values.push({ text: value.text, isQuoted: value.isQuoted });
    at = value.end;
    if (key === undefined || signs[at] !== ",") break;
    at += 1;
  }
  return {
    start,
    end: at,
    isNegated,
    key: key === undefined ? null : text.slice(afterSign, valueStart - 1),
    values,
    raw: text.slice(valueStart, at),
  };
}

const longestKey = 24;

function readValue(text: string, signs: string, start: number, isList: boolean): QueryValue & { readonly end: number } {
  if (signs[start] === '"') return readQuoted(text, signs, start + 1);
  let end = start;
  while (end < signs.length && !(isList && signs[end] === ",")) {
    if (separatorAt(signs, end) > 0) break;
    end += String.fromCodePoint(signs.codePointAt(end) ?? 0).length;
  }
  return { text: text.slice(start, end), isQuoted: false, end };
}

function readQuoted(text: string, signs: string, start: number): QueryValue & { readonly end: number } {
  let quoted = "";
  let at = start;
  while (at < signs.length && signs[at] !== '"') {
    if (signs[at] === "\\" && (signs[at + 1] === '"' || signs[at + 1] === "\\")) at += 1;
    quoted += text[at] ?? "";
    at += 1;
  }
  return { text: quoted, isQuoted: true, end: Math.min(at + 1, signs.length) };
}
