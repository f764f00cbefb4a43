import { inflateSync, type ZlibOptions } from "node:zlib";
import type { Inflated } from "@maru/domain";

/** Asked for `info`, zlib answers with more than its types say. https://nodejs.org/api/zlib.html#class-options */
const inflateTelling: (
  bytes: Uint8Array,
  options: ZlibOptions & { readonly info: true },
) => { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } } = inflateSync as never;

/** Undoes Flate, as far as `most` bytes: a few may stand for gigabytes. Null where it is no such data, or makes more. */
export function inflate(bytes: Uint8Array, most: number): Inflated | null {
  if (most <= 0) return null;
  try {
    const { buffer, engine } = inflateTelling(bytes, { maxOutputLength: most, info: true });
    return { unpacked: buffer, read: engine.bytesWritten };
  } catch {
    return null;
  }
}
