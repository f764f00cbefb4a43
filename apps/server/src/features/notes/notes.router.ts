import { allowed, router } from "../../trpc.ts";
import { findMembers } from "./find-members.ts";
import { countMentions, listMentions, markSeen, mentionsSeen } from "./mentions.ts";
import {
  addNote,
  editNote,
  listNotes,
  newNote,
  noteEdit,
  noteRemoval,
  notesOfPayment,
  removeNote,
} from "./payment-notes.ts";

/** What people write about a payment; stands under `payments.note`. */
export const notesRouter = router({
  list: allowed("payment:read")
    .input(notesOfPayment)
    .query(({ ctx, input }) => listNotes(ctx, input)),
  people: allowed("payment:note").query(async ({ ctx }) => ({ items: await findMembers(ctx, ctx.store.read) })),
  add: allowed("payment:note")
    .input(newNote)
    .mutation(({ ctx, input }) => addNote(ctx, input)),
  edit: allowed("payment:note")
    .input(noteEdit)
    .mutation(({ ctx, input }) => editNote(ctx, input)),
  remove: allowed("payment:note")
    .input(noteRemoval)
    .mutation(({ ctx, input }) => removeNote(ctx, input)),
});

/** The notes that call the reader in. */
export const mentionsRouter = router({
  list: allowed("payment:read").query(({ ctx }) => listMentions(ctx)),
  count: allowed("payment:read").query(({ ctx }) => countMentions(ctx)),
  markSeen: allowed("payment:read")
    .input(mentionsSeen)
    .mutation(({ ctx, input }) => markSeen(ctx, input)),
});
