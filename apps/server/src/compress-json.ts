import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Smaller answers gain nothing. */
const smallestWorthwhile = 1_024;
const brotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

/** Answers remembered in their packed form, and the longest that is. */
const mostRemembered = 32;
const longestRemembered = 128 * 1024;

type Encoding = "br" | "gzip";

export interface JsonCompressor {
  /**
   * Compresses a JSON answer for a caller who takes it, quickly rather than tightly. Streams pass through. What
   * `isAskedAgain` says may be asked for again, byte for byte, is packed once.
   */
  compress(response: Response, acceptEncoding: string | undefined, isAskedAgain: boolean): Promise<Response>;
}

/** A compressor that remembers a few packed answers and no long ones. */
export function createJsonCompressor(): JsonCompressor {
  const remembered = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  function packOnce(plain: Buffer<ArrayBuffer>, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
    // The whole answer is the key, so that what is packed can be nothing else.
    const key = encoding + plain.toString("latin1");
    const packed = remembered.get(key) ?? pack(plain, encoding);
    remembered.delete(key);
    remembered.set(key, packed);
    packed.catch(() => remembered.delete(key));
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    return packed;
  }

  return {
    async compress(response, acceptEncoding, isAskedAgain) {
      const encoding = /\bbr\b/.test(acceptEncoding ?? "")
        ? "br"
        : /\bgzip\b/.test(acceptEncoding ?? "")
          ? "gzip"
          : null;
      const isPlainJson =
        response.headers.get("content-type")?.startsWith("application/json") &&
        !response.headers.has("content-encoding");
      // The body is not so much as looked at before it is needed: an untouched one takes a shorter way out.
      if (encoding === null || !isPlainJson || response.body === null) return response;
      const plain = Buffer.from(await response.arrayBuffer());
      const headers = new Headers(response.headers);
      headers.append("vary", "accept-encoding");
      if (plain.byteLength <= smallestWorthwhile) return new Response(plain, { status: response.status, headers });
      const isKept = isAskedAgain && plain.byteLength <= longestRemembered;
      const packed = await (isKept ? packOnce(plain, encoding) : pack(plain, encoding));
      headers.set("content-encoding", encoding);
      headers.set("content-length", String(packed.byteLength));
      return new Response(packed, { status: response.status, headers });
    },
  };
}

async function pack(plain: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (encoding === "br" ? brotliAsync(plain, brotliOptions) : gzipAsync(plain, { level: 1 })));
}
