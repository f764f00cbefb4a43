import { AppError, isAllowed, maskFreeText, type RevealReason, revealMinutes, revealReasons } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { endReveals, findRevealEnd, insertReveal } from "./buyer-reveals.repository.ts";
import { requirePayment } from "./find-payment.ts";

const revealLastsMs = revealMinutes * 60_000;

export const revealRequest = z.strictObject({
  impUid: z.string().check(z.minLength(1), z.maxLength(80)),
  reason: z.enum(revealReasons),
  /** In the person's own words; needed where the reason is `other`. */
  text: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
});

type Reader = Pick<SignedInContext, "actor" | "session" | "store" | "clock">;

/** Whether this reader sees this payment's buyer unmasked: by their role, or because they asked and it still holds. */
export async function seesBuyer(reader: Reader, impUid: string): Promise<boolean> {
  return isAllowed(reader.actor.role, "buyer:read") || (await revealedUntilMs(reader, impUid)) !== null;
}

/** When a reveal of this payment ends for this session, unix milliseconds; null when there is none. */
export async function revealedUntilMs(reader: Reader, impUid: string): Promise<number | null> {
  if (!isAllowed(reader.actor.role, "buyer:reveal")) return null;
  return findRevealEnd(reader.store.read, reader.session.id, impUid, reader.clock.now());
}

/**
 * Shows one payment's buyer to somebody whose role masks buyers, in this session and for a while. Why is on record before
 * anything is shown. Rejects with PAYMENT_NOT_FOUND.
 */
export async function revealBuyer(
  ctx: SignedInContext,
  { impUid, reason, text }: { readonly impUid: string; readonly reason: RevealReason; readonly text: string },
): Promise<{ readonly untilMs: number }> {
  if (reason === "other" && text.length < shortestReason) {
    throw new AppError("INVALID_INPUT", "Say why in a few words.", { details: { field: "text" } });
  }
  await requirePayment(ctx, impUid);
  const nowMs = ctx.clock.now();
  const untilMs = Math.min(nowMs + revealLastsMs, ctx.session.expiresAtMs);
  await ctx.store.transact(async (tx) => {
    await insertReveal(tx, {
      id: ctx.ids.next(),
      imp_uid: impUid,
      user_id: ctx.actor.userId,
      session_id: ctx.session.id,
      revealed_at_ms: nowMs,
      expires_at_ms: untilMs,
    });
    await recordAudit(tx, ctx, {
      event: "payment.buyer_revealed",
      impUid,
      reason,
      text: maskFreeText(storableText(text)),
      untilMs,
    });
  });
  return { untilMs };
}

const shortestReason = 5;

/** Masks the buyer again before the time is over. */
export async function hideBuyer(ctx: SignedInContext, { impUid }: { readonly impUid: string }): Promise<void> {
  await ctx.store.transact((tx) => endReveals(tx, ctx.session.id, impUid, ctx.clock.now()));
}
