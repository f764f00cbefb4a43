/** What Flate data stood for, and how many bytes of it there were. */
export interface Inflated {
  readonly unpacked: Uint8Array;
  readonly read: number;
}

/** Undoes Flate from the start of `bytes` on; null where it is no such data, breaks off, or makes more than `most` bytes. */
export type Inflate = (bytes: Uint8Array, most: number) => Inflated | null;

/** Object streams hold dictionaries, never pictures: papers have a few hundred kilobytes of them. */
const mostPackedBytes = 8 * 1024 * 1024;
const mostPackedStreams = 2_000;
const longestDictionary = 1024 * 1024;

/**
 * Whether a dictionary of a PDF holds one of `names`, those that are packed into object streams among them; "unclear"
 * where a stream that may hold objects is encoded in a way that is not undone here, or where looking would take too long.
 * Readers find objects by `N G obj` wherever it stands, so that every place of it is looked at. What is walked from one place
 * may be walked again from the next, so that each step counts: whole files must not be read once for every place in them.
 * ISO 32000-1, 7.3.8 (streams) and 7.5.7 (object streams).
 */
export function findNamesInObjects(
  bytes: Uint8Array,
  names: ReadonlySet<string>,
  inflate: Inflate,
): "found" | "unclear" | "none" {
  let work = bytes.length * 4 + longestDictionary;
  let room = mostPackedBytes;
  let streams = 0;
  for (let at = bytes.indexOf(letterO); at >= 0; at = bytes.indexOf(letterO, at + 1)) {
    if (!isWord(bytes, at, "obj")) continue;
    const start = skipBlanks(bytes, at + 3);
    work -= start - at;
    if (work < 0) return "unclear";
    if (!isWord(bytes, start, "<<")) continue;
    const dictionary = readDictionary(bytes, start);
    if (dictionary === null) return "unclear";
    if (dictionary.names.some((name) => names.has(name))) return "found";
    const keyword = skipBlanks(bytes, dictionary.end);
    work -= keyword - start;
    if (work < 0) return "unclear";
    if (!isWord(bytes, keyword, "stream") || !mayHoldObjects(dictionary.names)) continue;
    streams += 1;
    const from = startOfData(bytes, keyword + "stream".length);
    if (from === null || streams > mostPackedStreams || !isPlainFlate(dictionary.names)) return "unclear";
    const inflated = inflate(bytes.subarray(from), room);
    if (inflated === null) return "unclear";
    if (holdsName(inflated.unpacked, names)) return "found";
    room -= inflated.unpacked.length;
    work -= inflated.read;
    if (work < 0) return "unclear";
  }
  // What is encrypted may say one thing here and another to whoever opens it.
  return streams > 0 && holdsName(bytes, new Set(["Encrypt"])) ? "unclear" : "none";
}

const letterO = 0x6f;
const slash = 0x2f;

/** Some readers go by the type, others by the two entries that say where the objects are. */
function mayHoldObjects(names: readonly string[]): boolean {
  return names.includes("ObjStm") || (names.includes("First") && names.includes("N"));
}

const otherEncodings =
  /^(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|CCITTFaxDecode|CCF|JBIG2Decode|DCTDecode|DCT|JPXDecode|Crypt|Predictor)$/;

function isPlainFlate(names: readonly string[]): boolean {
  return (
    names.filter((name) => name === "FlateDecode" || name === "Fl").length === 1 &&
    !names.some((name) => otherEncodings.test(name))
  );
}

/** Readers disagree on what else may follow the word. */
function startOfData(bytes: Uint8Array, at: number): number | null {
  if (bytes[at] === 0x0a) return at + 1;
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : null;
}

function holdsName(bytes: Uint8Array, names: ReadonlySet<string>): boolean {
  for (let at = bytes.indexOf(slash); at >= 0; ) {
    const { name, end } = readName(bytes, at);
    if (names.has(name)) return true;
    at = bytes.indexOf(slash, end);
  }
  return false;
}

/** Every name in the dictionary that begins here, however deep; null where it does not end. */
function readDictionary(bytes: Uint8Array, start: number): { readonly names: string[]; readonly end: number } | null {
  const names: string[] = [];
  const last = Math.min(bytes.length, start + longestDictionary);
  let depth = 0;
  let at = start;
  while (at < last) {
    const byte = bytes[at];
    if (byte === slash) {
      const { name, end } = readName(bytes, at);
      names.push(name);
      at = end;
    } else if (isWord(bytes, at, "<<")) {
      depth += 1;
      at += 2;
    } else if (isWord(bytes, at, ">>")) {
      depth -= 1;
      at += 2;
      if (depth === 0) return { names, end: at };
    } else if (byte === 0x28) at = endOfString(bytes, at, last);
    else if (byte === 0x25) at = endOfComment(bytes, at, last);
    else at += 1;
  }
  return null;
}

/** A name, whose characters may be written as `#61`. Longer ones than any that matters are read to their end, not kept. */
function readName(bytes: Uint8Array, start: number): { readonly name: string; readonly end: number } {
  let name = "";
  let at = start + 1;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isBlank(byte) || delimiters.has(byte)) break;
    const hex = byte === 0x23 ? hexPair(bytes, at + 1) : null;
    if (hex !== null) at += 2;
    if (name.length < 32) name += String.fromCharCode(hex ?? byte);
  }
  return { name, end: at };
}

function hexPair(bytes: Uint8Array, at: number): number | null {
  const text = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0);
  return /^[\dA-Fa-f]{2}$/.test(text) ? Number.parseInt(text, 16) : null;
}

function endOfString(bytes: Uint8Array, start: number, last: number): number {
  let depth = 0;
  for (let at = start; at < last; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return last;
}

function endOfComment(bytes: Uint8Array, start: number, last: number): number {
  let at = start;
  while (at < last && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
  return at;
}

function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  const last = Math.min(bytes.length, start + longestDictionary);
  while (at < last) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x25) at = endOfComment(bytes, at, last);
    else if (isBlank(byte)) at += 1;
    else break;
  }
  return at;
}

/** The six white-space characters of a PDF. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00;
}

const delimiters: ReadonlySet<number> = new Set([..."()<>[]{}/%"].map((character) => character.charCodeAt(0)));

function isWord(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return at + word.length <= bytes.length;
}
