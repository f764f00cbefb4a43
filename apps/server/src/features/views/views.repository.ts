import type { Kysely, Selectable, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { SavedViewsTable } from "./views.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** A view with whose it is. */
export type ViewRow = Selectable<SavedViewsTable> & { owner_name: string };

/** Views this person may use: their own, and what others share. */
function visibleTo(db: Db, userId: string) {
  return db
    .selectFrom("saved_views as v")
    .innerJoin("users as u", "u.id", "v.owner_user_id")
    .where((where) => where.or([where("v.owner_user_id", "=", userId), where("v.is_shared", "=", 1)]))
    .selectAll("v")
    .select("u.name as owner_name");
}

/** The views a person sees, their own and everybody's, by name. */
export function selectViews(db: Db, userId: string): Promise<ViewRow[]> {
  return visibleTo(db, userId).orderBy("v.name").orderBy("v.id").execute();
}

/** The view; undefined where there is none that this person sees. */
export function findView(db: Db, userId: string, id: string): Promise<ViewRow | undefined> {
  return visibleTo(db, userId).where("v.id", "=", id).executeTakeFirst();
}

/** Saves a view, in the transaction that records it where everybody is to see it. */
export async function insertView(tx: Tx, view: SavedViewsTable): Promise<void> {
  await tx.insertInto("saved_views").values(view).execute();
}

/** Changes a view that is still as shared as it was judged; false when it is not. */
export async function updateView(
  tx: Tx,
  view: Pick<ViewRow, "id" | "is_shared">,
  change: Partial<Pick<SavedViewsTable, "name" | "query" | "is_shared" | "updated_at_ms">>,
): Promise<boolean> {
  const changed = await tx
    .updateTable("saved_views")
    .set(change)
    .where("id", "=", view.id)
    .where("is_shared", "=", view.is_shared)
    .returning("id")
    .execute();
  return changed.length === 1;
}

/** Removes a view that is still as shared as it was judged; false when it is not. */
export async function deleteView(tx: Tx, view: Pick<ViewRow, "id" | "is_shared">): Promise<boolean> {
  const removed = await tx
    .deleteFrom("saved_views")
    .where("id", "=", view.id)
    .where("is_shared", "=", view.is_shared)
    .returning("id")
    .execute();
  return removed.length === 1;
}

/** Notes when a person last used a view (unix milliseconds). */
export async function upsertUse(tx: Tx, viewId: string, userId: string, nowMs: number): Promise<void> {
  await tx
    .insertInto("view_uses")
    .values({ view_id: viewId, user_id: userId, last_used_at_ms: nowMs })
    .onConflict((conflict) => conflict.columns(["view_id", "user_id"]).doUpdateSet({ last_used_at_ms: nowMs }))
    .execute();
}

/** Who has used a view since an instant, or opens their list with it; last use first. */
export function selectUsers(
  db: Db,
  viewId: string,
  sinceMs: number,
): Promise<{ id: string; name: string; last_used_at_ms: number | null; is_default: number }[]> {
  return db
    .selectFrom("users as u")
    .leftJoin("view_uses as s", (join) => join.onRef("s.user_id", "=", "u.id").on("s.view_id", "=", viewId))
    .leftJoin("default_views as d", (join) => join.onRef("d.user_id", "=", "u.id").on("d.view_id", "=", viewId))
    .where("u.deactivated_at_ms", "is", null)
    .where((where) => where.or([where("s.last_used_at_ms", ">=", sinceMs), where("d.view_id", "is not", null)]))
    .select(({ eb }) => [
      "u.id",
      "u.name",
      "s.last_used_at_ms",
      eb.case().when("d.view_id", "is not", null).then(1).else(0).end().as("is_default"),
    ])
    .orderBy(({ fn, val }) => fn.coalesce("s.last_used_at_ms", val(0)), "desc")
    .orderBy("u.name")
    .execute();
}

/** The view a person's list opens with, while they may use it. */
export function findDefaultView(db: Db, userId: string): Promise<ViewRow | undefined> {
  return visibleTo(db, userId)
    .innerJoin("default_views as d", "d.view_id", "v.id")
    .where("d.user_id", "=", userId)
    .executeTakeFirst();
}

/** Sets the view a person begins with; none for null. */
export async function replaceDefault(tx: Tx, userId: string, viewId: string | null): Promise<void> {
  await tx.deleteFrom("default_views").where("user_id", "=", userId).execute();
  if (viewId !== null) await tx.insertInto("default_views").values({ user_id: userId, view_id: viewId }).execute();
}
