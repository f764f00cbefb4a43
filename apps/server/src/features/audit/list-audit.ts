import { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import { selectEntries } from "./audit.repository.ts";
import type { AuditEntryRow } from "./audit.tables.ts";

export const auditQuery = z.strictObject({
  /** The position the previous page ended at. */
  cursor: z.int().positive().optional(),
  limit: z.int().min(1).max(200).default(50),
  event: z.string().max(60).optional(),
  outcome: z.enum(["done", "refused"]).optional(),
  actorUserId: z.string().max(64).optional(),
  subject: z.string().max(100).optional(),
});

export interface AuditEntry {
  readonly sequence: number;
  /** Unix milliseconds. */
  readonly atMs: number;
  /** A name this version may not know; show it as it is. */
  readonly event: string;
  readonly outcome: "done" | "refused";
  readonly actor: { readonly userId: string; readonly name: string | null; readonly role: string | null } | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly subject: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface AuditPage {
  readonly items: readonly AuditEntry[];
  /** Null on the last page. */
  readonly nextCursor: number | null;
}

/** The audit log, newest first. */
export async function listAudit(ctx: SignedInContext, query: z.infer<typeof auditQuery>): Promise<AuditPage> {
  const rows = await selectEntries(ctx.store.read, { ...query, before: query.cursor ?? null, limit: query.limit + 1 });
  const items = rows.slice(0, query.limit).map(toEntry);
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.sequence ?? null) : null };
}

function toEntry(row: AuditEntryRow): AuditEntry {
  return {
    sequence: row.sequence,
    atMs: row.at_ms,
    event: row.event,
    outcome: row.outcome === "refused" ? "refused" : "done",
    actor:
      row.actor_user_id === null ? null : { userId: row.actor_user_id, name: row.actor_name, role: row.actor_role },
    ip: row.ip || null,
    userAgent: row.user_agent,
    requestId: row.request_id || null,
    subject: row.subject,
    details: readDetails(row.details),
    hash: row.hash,
  };
}

/** What an entry holds, under `text` where it cannot be read. Never throws. */
export function readDetails(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Shown as text below: an entry is never hidden for being unreadable.
  }
  return { text };
}
