import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { keyFor } from "../../derived-key.ts";
import type { Secret } from "../../secret.ts";
import type { AuditEntryRow } from "./audit.tables.ts";

/** What the first entry follows. */
export const chainStart = "0".repeat(64);

/** JSON with sorted keys and no spaces, so that equal facts are equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The hash of an entry, in hexadecimal: over the hash before it and everything it says. */
export function hashEntry(entry: Omit<AuditEntryRow, "hash">): string {
  return createHash("sha256").update(entry.previous_hash).update(canonicalJson(entry)).digest("hex");
}

/** Proves that whoever wrote a position of the chain held the console's secret. */
export function sealPosition(secret: Secret, position: { readonly sequence: number; readonly hash: string }): string {
  return createHmac("sha256", keyFor(secret, "maru audit seal"))
    .update(`${position.sequence}:${position.hash}`)
    .digest("hex");
}

/** Whether a seal is that of the position, asked in a time that tells nothing of how near it came. */
export function isSealOf(
  secret: Secret,
  position: { readonly sequence: number; readonly hash: string },
  seal: string,
): boolean {
  const expected = Buffer.from(sealPosition(secret, position));
  const given = Buffer.from(seal);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
