import { AppError, isAllowed, maskFreeText } from "@maru/domain";
import { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import type { AuditEvent } from "../audit/audit-event.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { asTold, recordRefusal } from "../audit/record-refusal.ts";
import {
  deleteView,
  findDefaultView,
  findView,
  insertView,
  replaceDefault,
  selectUsers,
  selectViews,
  updateView,
  upsertUse,
  type ViewRow,
} from "./views.repository.ts";

const id = z.string().min(1).max(64);
const name = z.string().trim().min(1).max(60);
/** What the list's address may hold after its question mark. What it means is the list's own business. */
const query = z.string().max(4_000);

export const newView = z.strictObject({ name, query, isShared: z.boolean().default(false) });
export const viewReference = z.strictObject({ id });
export const viewQuery = z.strictObject({ id, query });
export const viewName = z.strictObject({ id, name });
export const viewSharing = z.strictObject({ id, isShared: z.boolean() });
export const defaultChoice = z.strictObject({ id: id.nullable() });

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly isShared: boolean;
  readonly isMine: boolean;
  readonly ownerName: string;
  readonly updatedAtMs: number;
}

/** Somebody who would miss a view. */
export interface ViewUser {
  readonly name: string;
  readonly isMe: boolean;
  readonly lastUsedAtMs: number | null;
  readonly isDefault: boolean;
}

/** A view nobody has opened for this long is not in use. */
const usedWithinMs = 90 * 24 * 60 * 60 * 1000;

/** The views this person may use, and which of them their list opens with. */
export async function listViews(ctx: SignedInContext): Promise<{ items: SavedView[]; defaultId: string | null }> {
  const { userId } = ctx.actor;
  const [rows, chosen] = await Promise.all([
    selectViews(ctx.store.read, userId),
    findDefaultView(ctx.store.read, userId),
  ]);
  return { items: rows.map((row) => toView(ctx, row)), defaultId: chosen?.id ?? null };
}

/** Keeps a way of looking at the list under a name. Sharing it from the start takes the permission to share. */
export async function createView(ctx: SignedInContext, input: z.infer<typeof newView>): Promise<{ view: SavedView }> {
  if (input.isShared) await requireSharing(ctx, "views.create");
  const row = {
    id: ctx.ids.next(),
    owner_user_id: ctx.actor.userId,
    name: input.name,
    query: input.query,
    is_shared: Number(input.isShared),
    created_at_ms: ctx.clock.now(),
    updated_at_ms: ctx.clock.now(),
  };
  await ctx.store.transact(async (tx) => {
    await insertView(tx, row);
    if (input.isShared) await recordAudit(tx, ctx, telling("view.shared", row));
  });
  return { view: toView(ctx, { ...row, owner_name: ctx.actor.name }) };
}

/** Lets a view show what the list shows now. */
export function saveView(ctx: SignedInContext, { id, query }: z.infer<typeof viewQuery>): Promise<{ view: SavedView }> {
  return changeView(ctx, "views.save", id, { query });
}

/** Gives a view another name. Throws where it is not the caller's to change, or changed meanwhile. */
export function renameView(ctx: SignedInContext, { id, name }: z.infer<typeof viewName>): Promise<{ view: SavedView }> {
  return changeView(ctx, "views.rename", id, { name });
}

/** Gives a view to everybody, or back to its owner alone. */
export async function shareView(
  ctx: SignedInContext,
  { id, isShared }: z.infer<typeof viewSharing>,
): Promise<{ view: SavedView }> {
  const view = await takeView(ctx, id);
  const change = { is_shared: Number(isShared), updated_at_ms: ctx.clock.now() };
  if (change.is_shared === view.is_shared) return { view: toView(ctx, view) };
  await ctx.store.transact(async (tx) => {
    if (!(await updateView(tx, view, change))) throw changedMeanwhile();
    await recordAudit(tx, ctx, telling(isShared ? "view.shared" : "view.unshared", view));
  });
  return { view: toView(ctx, { ...view, ...change }) };
}

/** Removes a view; whoever opens their list with it opens the whole list again. */
export async function removeView(ctx: SignedInContext, id: string): Promise<void> {
  const view = await takeView(ctx, id, "views.remove");
  await ctx.store.transact(async (tx) => {
    if (!(await deleteView(tx, view))) throw changedMeanwhile();
    if (view.is_shared === 1) await recordAudit(tx, ctx, telling("view.removed", view));
  });
}

/** Who uses a view, so that whoever would remove it knows whom to ask. */
export async function describeUsage(ctx: SignedInContext, id: string): Promise<{ people: ViewUser[] }> {
  const view = await takeView(ctx, id);
  const rows = await selectUsers(ctx.store.read, view.id, ctx.clock.now() - usedWithinMs);
  return {
    people: rows.map((row) => ({
      name: row.name,
      isMe: row.id === ctx.actor.userId,
      lastUsedAtMs: row.last_used_at_ms,
      isDefault: row.is_default === 1,
    })),
  };
}

/** Remembers that this person opened a view. */
export async function noteUse(ctx: SignedInContext, id: string): Promise<void> {
  const view = await takeView(ctx, id);
  await ctx.store.transact((tx) => upsertUse(tx, view.id, ctx.actor.userId, ctx.clock.now()));
}

/** Chooses the view this person's list opens with; null is the whole list. */
export async function chooseDefault(ctx: SignedInContext, id: string | null): Promise<void> {
  if (id !== null) await takeView(ctx, id);
  await ctx.store.transact((tx) => replaceDefault(tx, ctx.actor.userId, id));
}

async function changeView(
  ctx: SignedInContext,
  procedure: string,
  id: string,
  named: { readonly name: string } | { readonly query: string },
): Promise<{ view: SavedView }> {
  const view = await takeView(ctx, id, procedure);
  const change = { ...named, updated_at_ms: ctx.clock.now() };
  await ctx.store.transact(async (tx) => {
    if (!(await updateView(tx, view, change))) throw changedMeanwhile();
    if (view.is_shared === 1) await recordAudit(tx, ctx, telling("view.changed", { ...view, ...named }));
  });
  return { view: toView(ctx, { ...view, ...change }) };
}

/**
 * A view this person may use; what others keep for themselves does not exist for them. With the procedure that is about
 * to change it, a shared one also takes the permission to share: it is everybody's.
 */
async function takeView(ctx: SignedInContext, id: string, changing?: string): Promise<ViewRow> {
  const view = await findView(ctx.store.read, ctx.actor.userId, id);
  if (view === undefined) throw new AppError("NOT_FOUND", "There is no such view, or it is not yours to see.");
  if (changing !== undefined && view.is_shared === 1) await requireSharing(ctx, changing);
  return view;
}

async function requireSharing(ctx: SignedInContext, procedure: string): Promise<void> {
  const permission = "view:share";
  if (isAllowed(ctx.actor.role, permission)) return;
  await recordRefusal(ctx, { code: "NOT_ALLOWED", permission, procedure });
  throw asTold(new AppError("NOT_ALLOWED", `Your role does not include "${permission}".`, { details: { permission } }));
}

function changedMeanwhile(): AppError {
  return new AppError("NOT_FOUND", "Somebody removed this view or changed who may use it. Look again.");
}

type ViewEventName = Extract<AuditEvent, { readonly viewId: string }>["event"];

/** People put buyers' names and numbers into names of views. */
function telling(event: ViewEventName, { id, name }: Pick<ViewRow, "id" | "name">): AuditEvent {
  return { event, viewId: id, name: maskFreeText(name) };
}

function toView(ctx: Pick<SignedInContext, "actor">, row: ViewRow): SavedView {
  return {
    id: row.id,
    name: row.name,
    query: row.query,
    isShared: row.is_shared === 1,
    isMine: row.owner_user_id === ctx.actor.userId,
    ownerName: row.owner_name,
    updatedAtMs: row.updated_at_ms,
  };
}
