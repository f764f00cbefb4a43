import { z } from "zod";
import { openText, sealText } from "../../seal-text.ts";
import type { Secret } from "../../secret.ts";

const account = z.object({
  bankCode: z.string(),
  number: z.string(),
  holder: z.string(),
  tel: z.string().nullable(),
});
export type SealedAccount = z.output<typeof account>;

/** The account as only this console can read it; bound to its refund, so that it opens nowhere else. */
export function sealAccount(secret: Secret, refundId: string, plain: SealedAccount): string {
  return sealText(secret, { purpose: "maru refund account", id: refundId }, JSON.stringify(plain));
}

/** The account that was sealed for this refund. Throws where it was sealed for another. */
export function openAccount(secret: Secret, refundId: string, sealed: string): SealedAccount {
  return account.parse(JSON.parse(openText(secret, { purpose: "maru refund account", id: refundId }, sealed)));
}
