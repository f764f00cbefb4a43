import type { Localised } from "../locale.ts";
import { groupDigits } from "../money/group-digits.ts";
import { findNamesInObjects, type Inflate } from "./pdf-objects.ts";

/** Files people bring are at most this large. */
export const mostDocumentMegabytes = 10;
export const mostDocumentBytes = mostDocumentMegabytes * 1024 * 1024;
/** More than any phone takes; a picture that claims more is meant to fill the memory of whoever opens it. */
const mostPixels = 64_000_000;
const longestSide = 16_000;

export const documentTypes = ["application/pdf", "image/jpeg", "image/png"] as const;
export type DocumentType = (typeof documentTypes)[number];

export const documentRefusals = [
  "empty",
  "too_large",
  "unknown_type",
  "broken",
  "too_many_pixels",
  "carries_more",
  "active_pdf",
  "opaque_pdf",
  "too_slow",
] as const;
export type DocumentRefusal = (typeof documentRefusals)[number];

/** Why a file is not kept, and what helps. */
export const documentRefusalWords: Readonly<Record<DocumentRefusal, Localised>> = {
  empty: { ko: "빈 파일이에요.", en: "The file is empty." },
  too_large: {
    ko: `파일은 ${mostDocumentMegabytes}MB까지 올릴 수 있어요.`,
    en: `A file can have at most ${mostDocumentMegabytes} MB.`,
  },
  unknown_type: {
    ko: "내용이 PDF, PNG, JPEG가 아니에요. 이름이 아니라 내용을 봐요.",
    en: "Its content is no PDF, PNG or JPEG. What counts is the content, not the name.",
  },
  broken: {
    ko: "파일이 중간에 끊겼거나 망가졌어요. 다시 저장해서 올려 주세요.",
    en: "The file is cut off or damaged. Save it anew and upload that.",
  },
  too_many_pixels: {
    ko: `그림이 너무 커요. ${groupDigits(mostPixels / 10_000)}만 화소까지 올릴 수 있어요.`,
    en: `The picture is too large. It can have at most ${mostPixels / 1_000_000} million pixels.`,
  },
  carries_more: {
    ko: "그림이나 문서 안에 다른 종류의 파일이 숨어 있어요. 다시 저장하거나 찍어서 올려 주세요.",
    en: "Another kind of file hides inside. Save or photograph it anew and upload that.",
  },
  active_pdf: {
    ko: "열면 실행되는 내용이나 첨부가 든 PDF예요. PDF로 인쇄해서 그 파일을 올려 주세요.",
    en: "The PDF holds scripts or attachments. Print it to a PDF and upload that file.",
  },
  opaque_pdf: {
    ko: "안을 들여다볼 수 없는 PDF예요. 암호가 걸렸거나 드물게 쓰는 방식으로 압축됐어요. 암호를 풀고 PDF로 인쇄해서 그 파일을 올려 주세요.",
    en: "One cannot see into this PDF: it is encrypted, or packed in an unusual way. Unlock it, print it to a PDF and upload that file.",
  },
  too_slow: {
    ko: "파일이 너무 느리게 와서 받지 않았어요. 다른 사람도 올릴 수 있도록 자리를 비워요. 연결을 확인하고 다시 올려 주세요.",
    en: "The file came too slowly and was not taken, so that others can upload theirs. Check the connection and upload it again.",
  },
};

export type DocumentVerdict =
  | {
      readonly isKept: true;
      readonly type: DocumentType;
      /** The bytes that make up the document; what a camera appends after a picture is not among them. */
      readonly length: number;
    }
  | { readonly isKept: false; readonly refusal: DocumentRefusal };

/**
 * Judges a file by its bytes alone. Never throws. Without `inflate` nothing is decoded, and what a PDF has packed away is
 * left to whoever judges it again.
 */
export function judgeDocument(bytes: Uint8Array, inflate?: Inflate): DocumentVerdict {
  if (bytes.length === 0) return refused("empty");
  if (bytes.length > mostDocumentBytes) return refused("too_large");
  if (startsWith(bytes, pngSignature)) return judgePng(bytes);
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return judgeJpeg(bytes);
  if (startsWith(bytes, ascii("%PDF-1.")) || startsWith(bytes, ascii("%PDF-2."))) return judgePdf(bytes, inflate);
  return refused("unknown_type");
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** https://www.w3.org/TR/png-3/#5Chunk-layout */
function judgePng(bytes: Uint8Array): DocumentVerdict {
  const view = viewOf(bytes);
  if (bytes.length < 33 || !isAt(bytes, 12, ascii("IHDR"))) return refused("broken");
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  if (isTooLarge(size)) return refused("too_many_pixels");
  let at = 8;
  let hasPicture = false;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return refused("broken");
    if (isAt(bytes, at + 4, ascii("IDAT"))) hasPicture = true;
    if (isAt(bytes, at + 4, ascii("IEND"))) {
      if (end !== bytes.length || hidesArchive(bytes)) return refused("carries_more");
      return hasPicture ? { isKept: true, type: "image/png", length: end } : refused("broken");
    }
    at = end;
  }
  return refused("broken");
}

/** Markers without a length of their own: TEM and the restarts. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Frames carry the size; 0xc4, 0xc8 and 0xcc between them are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B */
function judgeJpeg(bytes: Uint8Array): DocumentVerdict {
  const view = viewOf(bytes);
  let at = 2;
  let hasSize = false;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return refused("broken");
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      const length = at + 2;
      if (!hasSize) return refused("broken");
      // Cameras append previews and film after the picture; those are cut off, archives and pages are refused.
      if (hidesArchive(bytes) || hidesPage(bytes.subarray(length))) return refused("carries_more");
      return hidesArchive(bytes.subarray(0, length))
        ? refused("carries_more")
        : { isKept: true, type: "image/jpeg", length };
    }
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) return refused("broken");
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return refused("broken");
    if (isFrame(marker)) {
      if (length < 8) return refused("broken");
      const size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      if (isTooLarge(size)) return refused("too_many_pixels");
      hasSize = true;
    }
    at = marker === 0xda ? endOfScan(bytes, end) : end;
  }
  return refused("broken");
}

/** The place of the next marker after the coded data of a scan. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isBare(next)) return at;
  }
  return bytes.length;
}

/** What makes a PDF do something when it is opened, or carry other files. */
const activeNames: ReadonlySet<string> = new Set([
  "JavaScript",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "GoToE",
  "Rendition",
  "RichMedia",
  "XFA",
]);
/** What says so in dictionaries; as bytes of pictures, names this short come up by chance. */
const activeKeys: ReadonlySet<string> = new Set([...activeNames, "EF", "JS"]);
const longestActiveName = 13;

function judgePdf(bytes: Uint8Array, inflate: Inflate | undefined): DocumentVerdict {
  const end = lastPlaceOf(bytes, ascii("%%EOF"));
  if (end < 0) return refused("broken");
  // Writers pad the end of a PDF with blanks and zeros.
  const isPadding = bytes.subarray(end + 5).every((byte) => byte <= 0x20);
  if (!isPadding || hidesArchive(bytes) || hidesPage(bytes)) return refused("carries_more");
  if (isActive(bytes)) return refused("active_pdf");
  const packed = inflate === undefined ? "none" : findNamesInObjects(bytes, activeKeys, inflate);
  if (packed === "found") return refused("active_pdf");
  return packed === "unclear" ? refused("opaque_pdf") : { isKept: true, type: "application/pdf", length: bytes.length };
}

/** Whether one of the names stands anywhere. Byte by byte: a file of megabytes must not hold anything up. */
function isActive(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x2f); at >= 0; at = bytes.indexOf(0x2f, at + 1)) {
    if (activeNames.has(nameAt(bytes, at + 1))) return true;
  }
  return false;
}

/** A name of a PDF, whose characters may be written as `#61`; longer ones are not read to their end. */
function nameAt(bytes: Uint8Array, from: number): string {
  let name = "";
  for (let at = from; name.length <= longestActiveName; at += 1) {
    const byte = bytes[at] ?? 0;
    const code = byte === 0x23 ? Number.parseInt(latin(bytes.subarray(at + 1, at + 3)), 16) : byte;
    const character = String.fromCharCode(code);
    if (!/[A-Za-z0-9]/.test(character)) return name;
    name += character;
    if (byte === 0x23) at += 2;
  }
  return name;
}

function lastPlaceOf(bytes: Uint8Array, text: readonly number[]): number {
  const [first = 0] = text;
  for (let at = bytes.lastIndexOf(first); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1)) {
    if (isAt(bytes, at, text)) return at;
  }
  return -1;
}

/** An archive is read from its end: the record there says how long the comment is that runs to the last byte. */
function hidesArchive(bytes: Uint8Array): boolean {
  const recordLength = 22;
  const longestComment = 0xffff;
  const first = Math.max(0, bytes.length - recordLength - longestComment);
  for (let at = bytes.length - recordLength; at >= first; at -= 1) {
    if (bytes[at] !== 0x50 || !isAt(bytes, at, [0x50, 0x4b, 0x05, 0x06])) continue;
    const comment = (bytes[at + 20] ?? 0) + (bytes[at + 21] ?? 0) * 256;
    if (at + recordLength + comment <= bytes.length) return true;
  }
  return false;
}

/** Browsers decide by the beginning of a file whether it is a page. */
const pageBeginning = 1024;

function hidesPage(bytes: Uint8Array): boolean {
  return /<(?:!doctype|html|script|svg|body|iframe|\?xml|\?php)/i.test(latin(bytes.subarray(0, pageBeginning)));
}

function isTooLarge({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width > longestSide || height > longestSide || width * height > mostPixels;
}

function refused(refusal: DocumentRefusal): DocumentVerdict {
  return { isKept: false, refusal };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return isAt(bytes, 0, start);
}

function isAt(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return at + expected.length <= bytes.length && expected.every((byte, index) => bytes[at + index] === byte);
}

/** One character per byte, whatever the bytes mean; for short pieces. */
function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
