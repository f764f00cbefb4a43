import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Smaller answers gain nothing. */
const smallestWorthwhile = 1_024;
const brotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

/** Compresses a JSON answer for a caller who takes it, quickly rather than tightly. Streams pass through. */
export async function compressJson(response: Response, acceptEncoding: string | undefined): Promise<Response> {
  const encoding = /\bbr\b/.test(acceptEncoding ?? "") ? "br" : /\bgzip\b/.test(acceptEncoding ?? "") ? "gzip" : null;
  const isPlainJson =
    response.headers.get("content-type")?.startsWith("application/json") && !response.headers.has("content-encoding");
  // The body is not so much as looked at before it is needed: an untouched one takes a shorter way out.
  if (encoding === null || !isPlainJson || response.body === null) return response;
  const plain = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append("vary", "accept-encoding");
  if (plain.byteLength <= smallestWorthwhile) return new Response(plain, { status: response.status, headers });
  const packed = await (encoding === "br" ? brotliAsync(plain, brotliOptions) : gzipAsync(plain, { level: 1 }));
  headers.set("content-encoding", encoding);
  headers.set("content-length", String(packed.byteLength));
  return new Response(new Uint8Array(packed), { status: response.status, headers });
}
