import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { keyFor } from "./derived-key.ts";
import type { Secret } from "./secret.ts";

const cipher = "aes-256-gcm";

/** What a sealed text is for and whose it is: it opens nowhere else. */
export interface SealBinding {
  readonly purpose: string;
  readonly id: string;
}

/** The text as only this console can read it. */
export function sealText(secret: Secret, { purpose, id }: SealBinding, plain: string): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, keyFor(secret, purpose), nonce).setAAD(Buffer.from(id));
  const body = Buffer.concat([sealing.update(plain, "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString("base64");
}

/** The text that was sealed. Throws where it was sealed for something else, or changed since. */
export function openText(secret: Secret, { purpose, id }: SealBinding, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const opening = createDecipheriv(cipher, keyFor(secret, purpose), bytes.subarray(0, 12))
    .setAAD(Buffer.from(id))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString("utf8");
}

/** Equal for equal texts, and worth nothing to whoever does not hold the console's secret. */
export function keyedHash(secret: Secret, purpose: string, text: string): string {
  return createHmac("sha256", keyFor(secret, purpose)).update(text).digest("base64url");
}
