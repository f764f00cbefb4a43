import { deflateSync } from "node:zlib";
import { judgeDocument } from "@maru/domain";
import { describe, expect, test } from "vitest";
import { inflate } from "./inflate.ts";

const pdf = (body: string) => new Uint8Array(Buffer.from(`%PDF-1.7\n${body}\ntrailer\n%%EOF\n`, "latin1"));
const flate = (text: string) => deflateSync(Buffer.from(text, "latin1")).toString("latin1");
/** An object stream with one object in it, as writers of PDF 1.5 make them. */
const packed = (
  object: string,
  entries = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
  data = flate(`7 0 ${object}`),
) => pdf(`5 0 obj\n<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream\nendobj`);
const picture = "<< /Subtype /Image /Filter /DCTDecode /Length 4 >>\nstream\n/EF \nendstream";

describe("what a PDF has packed into object streams", () => {
  test.each([
    ["a page", packed("<< /Type /Page /Parent 2 0 R >>")],
    [
      "a page, the words of its dictionary in a string",
      packed("<< /Type /Page >>", "/Type /ObjStm /N 1 /First 4 /X (>> stream \\) ) % >>\n /Filter /Fl"),
    ],
    ["pictures and outlines, and nothing packed", pdf(`1 0 obj << /First 2 0 R >> endobj 2 0 obj ${picture} endobj`)],
    ["an opening view, which runs nothing", packed("<< /Type /Catalog /OpenAction [3 0 R /Fit] >>")],
  ])("%s is kept", (_name, file) => {
    expect(judgeDocument(file, inflate)).toMatchObject({ isKept: true });
  });

  test.each([
    ["a script", packed("<< /S /JavaScript /JS (app.alert(1)) >>"), "active_pdf"],
    ["a script under an escaped name", packed("<< /S /Java#53cript >>"), "active_pdf"],
    ["a script of a rendition", packed("<< /S /Rendition /JS (app.alert(1)) >>"), "active_pdf"],
    ["a program", packed("<< /S /Launch /F (cmd.exe) >>"), "active_pdf"],
    ["a file", packed("<< /Type /Filespec /EF << /F 9 0 R >> >>"), "active_pdf"],
    ["a file, named outside of them", pdf("8 0 obj << /Type /Filespec /EF << /F 9 0 R >> >> endobj"), "active_pdf"],
    ["a script, without the type", packed("<< /S /JavaScript >>", "/N 1 /First 4 /Filter /FlateDecode"), "active_pdf"],
    [
      "a script, as though a picture",
      packed("<< /JS (x) >>", "/Subtype /Image /N 1 /First 4 /Filter /Fl"),
      "active_pdf",
    ],
    [
      "a script behind words in a string",
      packed("<< /JS (x) >>", "/Type /ObjStm /X (\\) >>) /Filter /Fl"),
      "active_pdf",
    ],
    ["a script behind a comment", packed("<< /JS (x) >>", "/Type /ObjStm % >> stream\n /Filter /Fl"), "active_pdf"],
    ["what is encoded twice", packed("<< >>", "/Type /ObjStm /Filter [/FlateDecode /FlateDecode]"), "opaque_pdf"],
    ["what is encoded otherwise", packed("<< >>", "/Type /ObjStm /Filter /LZWDecode"), "opaque_pdf"],
    ["what is encoded by reference", packed("<< >>", "/Type /ObjStm /Filter 9 0 R"), "opaque_pdf"],
    ["what is foretold from the row above", packed("<< >>", "/Type /ObjStm /Filter /Fl /Predictor 12"), "opaque_pdf"],
    ["what is no such data", packed("<< >>", "/Type /ObjStm /Filter /FlateDecode", "garbage"), "opaque_pdf"],
    ["more than papers have", packed("0 ".repeat(5_000_000)), "opaque_pdf"],
    [
      "more streams than papers have",
      packed(
        "<< >>",
        `/Type /ObjStm /Filter /Fl`,
        `${flate("1 0 ")}\nendstream\n${`6 0 obj << /Type /ObjStm /Filter /Fl >> stream\n${flate("1 0 ")}\n`.repeat(2_001)}`,
      ),
      "opaque_pdf",
    ],
    [
      "what is encrypted",
      pdf(`${Buffer.from(packed("<< /Type /Page >>")).toString("latin1").slice(9, -16)}\ntrailer << /Encrypt 6 0 R >>`),
      "opaque_pdf",
    ],
    [
      "data that begins where readers disagree",
      pdf(`5 0 obj << /Type /ObjStm /Filter /Fl >> stream ${flate("7 0 << >>")}`),
      "opaque_pdf",
    ],
    ["a dictionary without an end", pdf("5 0 obj << /Type /ObjStm"), "opaque_pdf"],
  ] as const)("%s is refused", (_name, file, refusal) => {
    expect(judgeDocument(file, inflate)).toEqual({ isKept: false, refusal });
  });

  test("it is known how far the packed data went, whatever follows it", () => {
    const data = deflateSync("7 0 << >>");
    const inflated = inflate(Buffer.concat([data, Buffer.from("\nendstream")]), 100);
    expect([String(inflated?.unpacked), inflated?.read]).toEqual(["7 0 << >>", data.length]);
  });

  test("dictionaries inside of each other cost no more than the file is long, a few times over", () => {
    const nested = pdf("1 0 obj << ".repeat(100_000) + ">> ".repeat(100_000));
    expect(judgeDocument(nested, inflate)).toEqual({ isKept: false, refusal: "opaque_pdf" });
  });
});
