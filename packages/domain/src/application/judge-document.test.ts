import { describe, expect, test } from "vitest";
import { judgeDocument, mostDocumentBytes } from "./judge-document.ts";

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((character) => character.charCodeAt(0) & 0xff) : [...part],
    ),
  );
const uint32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const uint16 = (value: number) => [(value >>> 8) & 255, value & 255];

const chunk = (type: string, data: readonly number[] = []) => [
  ...uint32(data.length),
  ...bytes(type),
  ...data,
  0,
  0,
  0,
  0,
];
const header = (width: number, height: number) => chunk("IHDR", [...uint32(width), ...uint32(height), 8, 2, 0, 0, 0]);
const png = (width = 100, height = 100, ...more: readonly (readonly number[])[]) =>
  bytes("\x89PNG\r\n\x1a\n", header(width, height), ...more, chunk("IDAT", [1, 2, 3]), chunk("IEND"));

const frame = (width: number, height: number) => [
  0xff,
  0xc0,
  ...uint16(11),
  8,
  ...uint16(height),
  ...uint16(width),
  1,
  1,
  0x11,
  0,
];
const scan = [0xff, 0xda, ...uint16(8), 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const jpeg = (width = 100, height = 100) =>
  bytes([0xff, 0xd8, 0xff, 0xe0, ...uint16(4), 0, 0], frame(width, height), scan, [0xff, 0xd9]);

const pdf = (body = "1 0 obj << /Type /Catalog >> endobj") => bytes(`%PDF-1.7\n${body}\ntrailer\n%%EOF\n`);
const archive = bytes("PK\x05\x06", new Array<number>(16).fill(0), [0, 0]);
const joined = (...parts: readonly Uint8Array[]) => bytes(...parts.map((part) => [...part]));

describe("a file people bring", () => {
  test.each([
    ["a PNG", png(), "image/png"],
    ["a JPEG", jpeg(), "image/jpeg"],
    ["a PDF", pdf(), "application/pdf"],
    ["a PDF padded at its end", joined(pdf(), bytes("\r\n\0\0")), "application/pdf"],
  ] as const)("%s is kept", (_name, file, type) => {
    expect(judgeDocument(file)).toEqual({ isKept: true, type, length: file.length });
  });

  test("what a camera appends after a picture is cut off", () => {
    const picture = jpeg();
    const verdict = judgeDocument(joined(picture, bytes("MotionPhoto_Data"), jpeg()));
    expect(verdict).toEqual({ isKept: true, type: "image/jpeg", length: picture.length });
  });

  test.each([
    ["nothing", bytes(), "empty"],
    ["more than fits", new Uint8Array(mostDocumentBytes + 1), "too_large"],
    ["a page", bytes("<!doctype html><script>alert(1)</script>"), "unknown_type"],
    ["a drawing with a script", bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "unknown_type"],
    ["an archive", joined(bytes("PK\x03\x04"), archive), "unknown_type"],
    ["a program", bytes("\x7fELF", [2, 1, 1, 0]), "unknown_type"],
    ["a GIF", bytes("GIF89a"), "unknown_type"],
    ["a PDF that begins later", joined(bytes("#!/bin/sh\n"), pdf()), "unknown_type"],
    ["a PNG of which only the name is one", bytes("\x89PNG\r\n\x1a\n"), "broken"],
    ["a PNG cut off", png().subarray(0, -8), "broken"],
    ["a PNG without a picture", bytes("\x89PNG\r\n\x1a\n", header(1, 1), chunk("IEND")), "broken"],
    [
      "a PNG whose part claims four gigabytes",
      bytes("\x89PNG\r\n\x1a\n", header(1, 1), uint32(0xffffffff), "IDAT"),
      "broken",
    ],
    ["a PNG of four billion pixels", png(65_535, 65_535), "too_many_pixels"],
    ["a PNG of one endless line", png(16_001, 1), "too_many_pixels"],
    ["a JPEG of four billion pixels", jpeg(65_535, 65_535), "too_many_pixels"],
    ["a JPEG cut off", jpeg().subarray(0, -2), "broken"],
    ["a JPEG without a size", bytes([0xff, 0xd8, 0xff, 0xd9]), "broken"],
    ["a PDF cut off", bytes("%PDF-1.7\n1 0 obj"), "broken"],
    ["a picture with an archive behind it", joined(png(), archive), "carries_more"],
    [
      "a picture with an archive inside it",
      png(10, 10, chunk("tEXt", [...archive, ...new Array<number>(40).fill(65)])),
      "carries_more",
    ],
    ["a photograph with an archive behind it", joined(jpeg(), archive), "carries_more"],
    ["a photograph with a page behind it", joined(jpeg(), bytes("<html><script>")), "carries_more"],
    ["a PDF with an archive behind it", joined(pdf(), archive), "carries_more"],
    ["a PDF that is a page as well", pdf("<html><script>alert(1)</script>"), "carries_more"],
    ["a PDF with a script", pdf("<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"), "active_pdf"],
    ["a PDF with a script under an escaped name", pdf("<< /S /J#61vaScript >>"), "active_pdf"],
    ["a PDF that starts a program", pdf("<< /S /Launch /F (cmd.exe) >>"), "active_pdf"],
    ["a PDF with a file in it", pdf("<< /Type /EmbeddedFile >>"), "active_pdf"],
  ] as const)("%s is refused", (_name, file, refusal) => {
    expect(judgeDocument(file)).toEqual({ isKept: false, refusal });
  });

  test("a PDF whose comments would be walked anew from each place where an object may begin is refused as unclear", () => {
    const walked = pdf("obj%".repeat(10_000));
    expect(judgeDocument(walked, () => null)).toEqual({ isKept: false, refusal: "opaque_pdf" });
    const behindDictionaries = pdf("obj<<>>%".repeat(10_000));
    expect(judgeDocument(behindDictionaries, () => null)).toEqual({ isKept: false, refusal: "opaque_pdf" });
  });

  test("a PDF whose packed data lies one in another is refused as unclear, and one after another it is kept", () => {
    const object = `1 0 obj<</Type/ObjStm/Filter/Fl>>stream\n${" ".repeat(2_000)}\nendstream endobj\n`;
    const many = pdf(object.repeat(200));
    const readingOn = (rest: Uint8Array) => ({ unpacked: new Uint8Array(), read: rest.length });
    expect(judgeDocument(many, readingOn)).toEqual({ isKept: false, refusal: "opaque_pdf" });
    const readingItsOwn = () => ({ unpacked: new Uint8Array(), read: 2_000 });
    expect(judgeDocument(many, readingItsOwn)).toMatchObject({ isKept: true });
  });

  test("no prefix of a good file makes it throw or is kept", () => {
    for (const file of [png(), jpeg()]) {
      for (let length = 0; length < file.length; length += 1) {
        expect(judgeDocument(file.subarray(0, length)).isKept).toBe(false);
      }
    }
  });
});
