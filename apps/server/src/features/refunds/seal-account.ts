import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Secret } from "../../secret.ts";

const cipher = "aes-256-gcm";
const account = z.object({
  bankCode: z.string(),
  number: z.string(),
  holder: z.string(),
  tel: z.string().nullable(),
});
export type SealedAccount = z.output<typeof account>;

/** The account as only this console can read it; bound to its refund, so that it opens nowhere else. */
export function sealAccount(secret: Secret, refundId: string, plain: SealedAccount): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, keyFor(secret, "maru refund account"), nonce).setAAD(Buffer.from(refundId));
  const body = Buffer.concat([sealing.update(JSON.stringify(plain), "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString("base64");
}

export function openAccount(secret: Secret, refundId: string, sealed: string): SealedAccount {
  const bytes = Buffer.from(sealed, "base64");
  const opening = createDecipheriv(cipher, keyFor(secret, "maru refund account"), bytes.subarray(0, 12))
    .setAAD(Buffer.from(refundId))
    .setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString("utf8");
  return account.parse(JSON.parse(text));
}

/** Equal for equal texts, and worth nothing to whoever does not hold the console's secret. */
export function keyedHash(secret: Secret, purpose: string, text: string): string {
  return createHmac("sha256", keyFor(secret, purpose)).update(text).digest("base64url");
}

function keyFor(secret: Secret, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret.reveal(), "", purpose, 32));
}
