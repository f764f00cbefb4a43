import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Secret } from "../../secret.ts";
import { readHead, selectChainAfter } from "./audit.repository.ts";
import type { AuditEntryRow } from "./audit.tables.ts";
import { chainStart, hashEntry, isSealOf } from "./audit-chain.ts";

/** A position of the chain noted outside the database. */
export interface AuditAnchor {
  readonly sequence: number;
  readonly hash: string;
}

export type AuditProblem = "changed" | "missing" | "out_of_order" | "cut_short" | "head_forged" | "not_as_anchored";

export type AuditVerdict =
  | { readonly isIntact: true; readonly entries: number; readonly headHash: string }
  | {
      readonly isIntact: false;
      readonly entries: number;
      /** The first entry that cannot be trusted. */
      readonly sequence: number;
      readonly problem: AuditProblem;
    };

const pageSize = 1_000;

/** A place in the chain. */
export interface ChainPosition {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Walks the whole chain, or what follows a place known to be good, and names the first entry that was changed, removed,
 * moved or cut off.
 */
export async function verifyAudit(
  db: Kysely<Database>,
  secret: Secret,
  anchors: readonly AuditAnchor[] = [],
  from: ChainPosition = { sequence: 0, hash: chainStart },
): Promise<AuditVerdict> {
  const head = await readHead(db);
  const anchored = new Map(anchors.map((anchor) => [anchor.sequence, anchor.hash]));
  let last = from;
  while (true) {
    const page = await selectChainAfter(db, last.sequence, pageSize);
    for (const entry of page) {
      const problem = findProblem(entry, last, anchored);
      if (problem !== undefined) return broken(last.sequence, last.sequence + 1, problem);
      last = { sequence: entry.sequence, hash: entry.hash };
    }
    if (page.length < pageSize) break;
  }
  // Entries written since the head was read are still part of the chain.
  if (head !== undefined && last.sequence < head.sequence) return broken(last.sequence, last.sequence + 1, "cut_short");
  const current = last.sequence === head?.sequence ? head : await readHead(db);
  const farthest = Math.max(0, ...anchored.keys());
  if (last.sequence < farthest) return broken(last.sequence, last.sequence + 1, "cut_short");
  if (last.sequence === 0 && current === undefined) return { isIntact: true, entries: 0, headHash: chainStart };
  if (current === undefined || !isSealOf(secret, current, current.seal)) {
    return broken(last.sequence, last.sequence, "head_forged");
  }
  if (current.sequence === last.sequence && current.hash !== last.hash) {
    return broken(last.sequence, last.sequence, "changed");
  }
  if (current.sequence < last.sequence) return broken(last.sequence, current.sequence + 1, "head_forged");
  return { isIntact: true, entries: last.sequence, headHash: last.hash };
}

function findProblem(
  entry: AuditEntryRow,
  last: { readonly sequence: number; readonly hash: string },
  anchored: ReadonlyMap<number, string>,
): AuditProblem | undefined {
  if (entry.sequence !== last.sequence + 1) return "missing";
  const { hash, ...content } = entry;
  if (hashEntry(content) !== hash) return "changed";
  if (entry.previous_hash !== last.hash) return "out_of_order";
  const noted = anchored.get(entry.sequence);
  return noted === undefined || noted === hash ? undefined : "not_as_anchored";
}

function broken(entries: number, sequence: number, problem: AuditProblem): AuditVerdict {
  return { isIntact: false, entries, sequence, problem };
}
