import type { Transaction } from "kysely";
import type { RequestContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { appendEntry, lockHead } from "./audit.repository.ts";
import { canonicalJson, chainStart, hashEntry, sealPosition } from "./audit-chain.ts";
import { type AuditEvent, outcomeOf, subjectOf } from "./audit-event.ts";

/** Who did it, from where, and when. A request's context is one. */
export type AuditOrigin = Pick<RequestContext, "actor" | "ip" | "userAgent" | "requestId" | "clock" | "config">;

const longestUserAgent = 300;

/**
 * Appends one entry to the audit log, in the transaction of what it tells: both are kept or neither. The chain is locked
 * until that transaction ends, so this comes last in it.
 */
export async function recordAudit(tx: Transaction<Database>, origin: AuditOrigin, event: AuditEvent): Promise<void> {
  const head = await lockHead(tx);
  const { event: name, ...details } = event;
  const entry = {
    sequence: (head?.sequence ?? 0) + 1,
    at_ms: origin.clock.now(),
    event: name,
    outcome: outcomeOf(name),
    actor_user_id: origin.actor?.userId ?? null,
    actor_name: origin.actor?.name ?? null,
    actor_role: origin.actor?.role ?? null,
    ip: origin.ip,
    user_agent: origin.userAgent?.slice(0, longestUserAgent) ?? null,
    request_id: origin.requestId,
    subject: subjectOf(event),
    details: canonicalJson(details),
    previous_hash: head?.hash ?? chainStart,
  };
  const position = { sequence: entry.sequence, hash: hashEntry(entry) };
  await appendEntry(tx, { ...entry, hash: position.hash }, sealPosition(origin.config.secret, position));
}

/** The origin of what the console does by itself. */
export function ownOrigin(deps: Pick<RequestContext, "clock" | "config">): AuditOrigin {
  return { clock: deps.clock, config: deps.config, actor: null, ip: "", userAgent: null, requestId: "" };
}
