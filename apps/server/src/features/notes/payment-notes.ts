import { AppError, isAllowed, longestNote, maskFreeText } from "@maru/domain";
import type { Transaction } from "kysely";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { storableText } from "../../db/storable-text.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { requirePayment } from "../payments/find-payment.ts";
import { indexNotes } from "../payments/index-notes.ts";
import { seesBuyer } from "../payments/reveal-buyer.ts";
import { findMembers, type Member } from "./find-members.ts";
import {
  findNote,
  findStandingTexts,
  insertNote,
  insertVersion,
  replaceMentions,
  selectMentionsIn,
  selectNotes,
  selectVersions,
  updateNote,
} from "./notes.repository.ts";
import type { PaymentNoteRow } from "./notes.tables.ts";

const impUid = z.string().check(z.minLength(1), z.maxLength(80));
const noteId = z.uuid();
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestNote));
const mentions = z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(20));
const version = z.int().check(z.positive());

export const notesOfPayment = z.strictObject({ impUid });
export const newNote = z.strictObject({ noteId, impUid, text, mentions });
export const noteEdit = z.strictObject({ noteId, version, text, mentions });
export const noteRemoval = z.strictObject({ noteId });

export interface PaymentNote {
  readonly id: string;
  readonly impUid: string;
  /** Empty once it is removed. */
  readonly text: string;
  readonly version: number;
  readonly author: { readonly userId: string; readonly name: string };
  /** Unix milliseconds, as all its instants. */
  readonly writtenAtMs: number;
  readonly editedAtMs: number | null;
  readonly removed: { readonly atMs: number; readonly byName: string } | null;
  readonly mentions: readonly { readonly userId: string; readonly name: string }[];
  readonly mayEdit: boolean;
  readonly mayRemove: boolean;
  /** Earlier wordings, oldest first; none for readers who may not write notes. */
  readonly earlier: readonly { readonly version: number; readonly text: string; readonly writtenAtMs: number }[];
}

/** Everything written about a payment, oldest first, masked by role. Rejects with PAYMENT_NOT_FOUND. */
export async function listNotes(
  ctx: SignedInContext,
  { impUid: id }: z.infer<typeof notesOfPayment>,
): Promise<{ readonly items: readonly PaymentNote[] }> {
  await requirePayment(ctx, id);
  return { items: await present(ctx, id, await selectNotes(ctx.store.read, id)) };
}

/** Writes a note and calls in whom it mentions. The same note id again is the same note. */
export async function addNote(
  ctx: SignedInContext,
  note: z.infer<typeof newNote>,
): Promise<{ readonly note: PaymentNote }> {
  await requirePayment(ctx, note.impUid);
  const row: PaymentNoteRow = {
    id: note.noteId,
    imp_uid: note.impUid,
    text: storableText(note.text),
    version: 1,
    author_user_id: ctx.actor.userId,
    author_name: ctx.actor.name,
    written_at_ms: ctx.clock.now(),
    edited_at_ms: null,
    removed_at_ms: null,
    removed_by_name: null,
  };
  const isNew = await ctx.store.transact(async (tx) => {
    const mentioned = await requireMembers(ctx, tx, note.mentions);
    if (!(await insertNote(tx, row))) return false;
    await insertVersion(tx, { note_id: row.id, version: 1, text: row.text, written_at_ms: row.written_at_ms });
    await mention(ctx, tx, row.id, mentioned);
    await indexNotes(tx, row.imp_uid, await findStandingTexts(tx, row.imp_uid));
    await recordAudit(tx, ctx, {
      event: "payment.note_added",
      impUid: row.imp_uid,
      noteId: row.id,
      mentioned: mentioned.map(({ userId }) => userId),
    });
    return true;
  });
  if (isNew) announce(ctx, row.imp_uid);
  const written = await findNote(ctx.store.read, row.id);
  if (written?.author_user_id !== ctx.actor.userId || written.imp_uid !== row.imp_uid) {
    throw new AppError("INVALID_INPUT", "Another note has this id.");
  }
  return { note: await presentOne(ctx, written) };
}

/**
 * Words a note anew; its author alone may. Where it no longer stands as it was seen nothing is changed: `isSaved` is
 * false and the note comes back as it stands.
 */
export async function editNote(
  ctx: SignedInContext,
  edit: z.infer<typeof noteEdit>,
): Promise<{ readonly note: PaymentNote; readonly isSaved: boolean }> {
  const before = await requireNote(ctx, edit.noteId);
  if (before.author_user_id !== ctx.actor.userId) {
    throw new AppError("NOT_ALLOWED", "Only whoever wrote a note may word it anew.");
  }
  const wording = storableText(edit.text);
  const nowMs = ctx.clock.now();
  const next = edit.version + 1;
  const isSaved = await ctx.store.transact(async (tx) => {
    const mentioned = await requireMembers(ctx, tx, edit.mentions);
    const at = { id: edit.noteId, version: edit.version };
    if (!(await updateNote(tx, at, { text: wording, version: next, edited_at_ms: nowMs }))) {
      const { noteId, version: seen } = edit;
      const overtaken = { impUid: before.imp_uid, noteId, version: seen };
      await recordAudit(tx, ctx, { event: "payment.note_edit_refused", ...overtaken });
      return false;
    }
    await insertVersion(tx, { note_id: edit.noteId, version: next, text: wording, written_at_ms: nowMs });
    await mention(ctx, tx, edit.noteId, mentioned);
    await indexNotes(tx, before.imp_uid, await findStandingTexts(tx, before.imp_uid));
    await recordAudit(tx, ctx, {
      event: "payment.note_edited",
      impUid: before.imp_uid,
      noteId: edit.noteId,
      version: next,
      mentioned: mentioned.map(({ userId }) => userId),
    });
    return true;
  });
  if (isSaved) announce(ctx, before.imp_uid);
  return { note: await presentOne(ctx, await requireNote(ctx, edit.noteId)), isSaved };
}

/** Takes a note away: its author may, and administrators. What it said stays on record. */
export async function removeNote(ctx: SignedInContext, { noteId: id }: z.infer<typeof noteRemoval>): Promise<void> {
  const before = await requireNote(ctx, id);
  if (!mayRemove(ctx, before)) {
    throw new AppError("NOT_ALLOWED", "Only whoever wrote a note, or an administrator, may remove it.");
  }
  if (before.removed_at_ms !== null) return;
  const isRemoved = await ctx.store.transact(async (tx) => {
    const at = { id, version: before.version };
    const change = { removed_at_ms: ctx.clock.now(), removed_by_name: ctx.actor.name };
    if (!(await updateNote(tx, at, change))) return false;
    await indexNotes(tx, before.imp_uid, await findStandingTexts(tx, before.imp_uid));
    await recordAudit(tx, ctx, { event: "payment.note_removed", impUid: before.imp_uid, noteId: id });
    return true;
  });
  if (isRemoved) announce(ctx, before.imp_uid);
}

async function requireNote(ctx: SignedInContext, id: string): Promise<PaymentNoteRow> {
  const note = await findNote(ctx.store.read, id);
  if (note === undefined) throw new AppError("NOT_FOUND", "There is no such note.");
  return note;
}

function mayRemove({ actor }: SignedInContext, note: PaymentNoteRow): boolean {
  return note.author_user_id === actor.userId || isAllowed(actor.role, "user:write");
}

async function requireMembers(
  ctx: SignedInContext,
  tx: Transaction<Database>,
  userIds: readonly string[],
): Promise<Member[]> {
  if (userIds.length === 0) return [];
  const members = new Map((await findMembers(ctx, tx)).map((member) => [member.userId, member]));
  return [...new Set(userIds)].map((userId) => {
    const member = members.get(userId);
    if (member === undefined) {
      throw new AppError("INVALID_INPUT", "A note mentions somebody who is not a member.", {
        details: { field: "mentions" },
      });
    }
    return member;
  });
}

async function mention(
  ctx: SignedInContext,
  tx: Transaction<Database>,
  id: string,
  mentioned: readonly Member[],
): Promise<void> {
  const nowMs = ctx.clock.now();
  await replaceMentions(
    tx,
    id,
    mentioned.map(({ userId, name }) => ({
      note_id: id,
      user_id: userId,
      name,
      mentioned_at_ms: nowMs,
      // Nobody needs telling of what they wrote themselves.
      seen_at_ms: userId === ctx.actor.userId ? nowMs : null,
    })),
  );
}

function announce(ctx: SignedInContext, id: string): void {
  ctx.live.publish({ type: "payment.noted", impUid: id });
}

async function presentOne(ctx: SignedInContext, note: PaymentNoteRow): Promise<PaymentNote> {
  const [presented] = await present(ctx, note.imp_uid, [note]);
  if (presented === undefined) throw new AppError("NOT_FOUND", "There is no such note.");
  return presented;
}

async function present(ctx: SignedInContext, id: string, notes: readonly PaymentNoteRow[]): Promise<PaymentNote[]> {
  if (notes.length === 0) return [];
  const noteIds = notes.map((note) => note.id);
  const mayWrite = isAllowed(ctx.actor.role, "payment:note");
  const [isShown, called, versions] = await Promise.all([
    seesBuyer(ctx, id),
    selectMentionsIn(ctx.store.read, noteIds),
    mayWrite ? selectVersions(ctx.store.read, noteIds) : [],
  ]);
  const shown = (wording: string) => (isShown ? wording : maskFreeText(wording));
  return notes.map((note) => ({
    id: note.id,
    impUid: note.imp_uid,
    text: note.removed_at_ms === null ? shown(note.text) : "",
    version: note.version,
    author: { userId: note.author_user_id, name: note.author_name },
    writtenAtMs: note.written_at_ms,
    editedAtMs: note.edited_at_ms,
    removed:
      note.removed_at_ms === null
        ? null
        : { atMs: note.removed_at_ms, byName: note.removed_by_name ?? note.author_name },
    mentions: called.filter((each) => each.note_id === note.id).map(({ user_id: userId, name }) => ({ userId, name })),
    mayEdit: mayWrite && note.removed_at_ms === null && note.author_user_id === ctx.actor.userId,
    mayRemove: mayWrite && note.removed_at_ms === null && mayRemove(ctx, note),
    earlier: versions
      .filter((each) => each.note_id === note.id && (each.version < note.version || note.removed_at_ms !== null))
      .map((each) => ({ version: each.version, text: shown(each.text), writtenAtMs: each.written_at_ms })),
  }));
}
