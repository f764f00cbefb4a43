import { maskFreeText } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { seesBuyer } from "../payments/reveal-buyer.ts";
import { countUnseenMentions, markMentionsSeen, selectMentionsOf } from "./notes.repository.ts";

const shownMentions = 30;

export const mentionsSeen = z.strictObject({
  /** Only those about this payment; all when absent. */
  impUid: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
});

/** A note that calls the reader in. */
export interface Mention {
  readonly noteId: string;
  readonly impUid: string;
  readonly byName: string;
  readonly text: string;
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly isSeen: boolean;
}

/** The newest notes that mention the reader, masked by role, and how many of all of them are unseen. */
export async function listMentions(
  ctx: SignedInContext,
): Promise<{ readonly items: readonly Mention[]; readonly unseen: number }> {
  const [rows, unseen] = await Promise.all([
    selectMentionsOf(ctx.store.read, ctx.actor.userId, shownMentions),
    countUnseenMentions(ctx.store.read, ctx.actor.userId),
  ]);
  const items = rows.map(async (row) => ({
    noteId: row.note_id,
    impUid: row.imp_uid,
    byName: row.author_name,
    text: (await seesBuyer(ctx, row.imp_uid)) ? row.text : maskFreeText(row.text),
    atMs: row.mentioned_at_ms,
    isSeen: row.seen_at_ms !== null,
  }));
  return { items: await Promise.all(items), unseen };
}

/** How many mentions of the reader they have not seen. */
export async function countMentions(ctx: SignedInContext): Promise<{ readonly unseen: number }> {
  return { unseen: await countUnseenMentions(ctx.store.read, ctx.actor.userId) };
}

/** Remembers that the reader has seen their mentions. It is theirs alone, and no entry of the audit log. */
export async function markSeen(ctx: SignedInContext, { impUid }: z.infer<typeof mentionsSeen>): Promise<void> {
  await ctx.store.transact((tx) => markMentionsSeen(tx, ctx.actor.userId, impUid, ctx.clock.now()));
}
