import { inflateSync } from "node:zlib";

/** Undoes Flate, as far as `most` bytes: a few may stand for gigabytes. Null where it is no such data, or makes more. */
export function inflate(bytes: Uint8Array, most: number): Uint8Array | null {
  if (most <= 0) return null;
  try {
    return inflateSync(bytes, { maxOutputLength: most });
  } catch {
    return null;
  }
}
