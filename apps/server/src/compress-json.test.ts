import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { createJsonCompressor } from "./compress-json.ts";

const answer = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json", "x-of": "this answer" },
  });
const long = (letter: string) => ({ text: `김${letter.repeat(3_000)}` });

it.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)("packs every answer as itself, however often it comes, as %s", async (encoding, unpack) => {
  const { compress } = createJsonCompressor();
  const order = [..."abacabca", ..."defghijklmnopqrstuvwxyzABCDEFGHIJKLMN", ..."ab"];
  for (const letter of order) {
    const packed = await compress(answer(long(letter)), encoding, true);
    expect(packed.headers.get("content-encoding")).toBe(encoding);
    expect(packed.headers.get("x-of")).toBe("this answer");
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect(packed.headers.get("content-length")).toBe(String(bytes.length));
    expect(JSON.parse(unpack(bytes).toString())).toEqual(long(letter));
  }
});

it("keeps the encodings of one answer apart", async () => {
  const { compress } = createJsonCompressor();
  for (const encoding of ["br", "gzip", "br"]) {
    const packed = await compress(answer(long("a")), encoding, true);
    const unpack = encoding === "br" ? brotliDecompressSync : gunzipSync;
    expect(JSON.parse(unpack(Buffer.from(await packed.arrayBuffer())).toString())).toEqual(long("a"));
  }
});

it("leaves small answers, and callers who take none, as they are", async () => {
  const { compress } = createJsonCompressor();
  expect((await compress(answer({ a: 1 }), "br", true)).headers.get("content-encoding")).toBeNull();
  expect(await (await compress(answer(long("a")), undefined, true)).json()).toEqual(long("a"));
});
