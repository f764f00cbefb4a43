import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { keyFor } from "./derived-key.ts";
import type { Secret } from "./secret.ts";

const cipher = "aes-256-gcm";

/** What a sealed text is for and whose it is: it opens nowhere else. */
export interface SealBinding {
  readonly purpose: string;
  readonly id: string;
}

/** The bytes as only this console can read them: nonce, tag, ciphertext. */
export function sealBytes(secret: Secret, { purpose, id }: SealBinding, plain: Uint8Array): Buffer<ArrayBuffer> {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, keyFor(secret, purpose), nonce).setAAD(Buffer.from(id));
  const body = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]);
}

/** The bytes that were sealed. Throws where they were sealed for something else or by another secret, or changed since. */
export function openBytes(secret: Secret, { purpose, id }: SealBinding, sealed: Uint8Array): Buffer<ArrayBuffer> {
  const opening = createDecipheriv(cipher, keyFor(secret, purpose), sealed.subarray(0, 12))
    .setAAD(Buffer.from(id))
    .setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([opening.update(sealed.subarray(28)), opening.final()]);
}

/** The text as only this console can read it. */
export function sealText(secret: Secret, binding: SealBinding, plain: string): string {
  return sealBytes(secret, binding, Buffer.from(plain)).toString("base64");
}

/** The text that was sealed. Throws where it was sealed for something else, or changed since. */
export function openText(secret: Secret, binding: SealBinding, sealed: string): string {
  return openBytes(secret, binding, Buffer.from(sealed, "base64")).toString("utf8");
}

/** Equal for equal texts, and worth nothing to whoever does not hold the console's secret. */
export function keyedHash(secret: Secret, purpose: string, text: string): string {
  return createHmac("sha256", keyFor(secret, purpose)).update(text).digest("base64url");
}
