import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { Secret } from "./secret.ts";

const derived = new WeakMap<Secret, Map<string, KeyObject>>();

/** The key for one purpose, derived from the console's secret: what is sealed for one opens for no other. */
export function keyFor(secret: Secret, purpose: string): KeyObject {
  const own = derived.get(secret) ?? new Map<string, KeyObject>();
  derived.set(secret, own);
  const known = own.get(purpose);
  if (known !== undefined) return known;
  // Deriving takes longer than what is done with the key, and a refund does that a dozen times.
  const key = createSecretKey(new Uint8Array(hkdfSync("sha256", secret.reveal(), "", purpose, 32)));
  own.set(purpose, key);
  return key;
}
