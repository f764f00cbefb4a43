import { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import { deleteVisitsBeyond, selectVisits, upsertVisit } from "./visits.repository.ts";

export const visit = z.strictObject({ impUid: z.string().min(1).max(80) });

/** What a person has looked at longer ago than this many payments counts as not looked at. */
const visitsKept = 2_000;

/** The payments this person looked at last, newest first. */
export async function listVisits(ctx: SignedInContext): Promise<{ impUids: string[] }> {
  return { impUids: await selectVisits(ctx.store.read, ctx.actor.userId, visitsKept) };
}

/** Remembers that this person has looked at a payment. It is their own mark, and no entry of the audit log. */
export async function rememberVisit(ctx: SignedInContext, { impUid }: z.infer<typeof visit>): Promise<void> {
  const { userId } = ctx.actor;
  await ctx.store.transact(async (tx) => {
    await upsertVisit(tx, { user_id: userId, imp_uid: impUid, visited_at_ms: ctx.clock.now() });
    await deleteVisitsBeyond(tx, userId, visitsKept);
  });
}
