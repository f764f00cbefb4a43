import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AppError, maskFreeText } from "@maru/domain";
import type { Deps, SignedInContext } from "../../context.ts";
import { findChainPosition, lockChain, readHead } from "../audit/audit.repository.ts";
import { readAnchors } from "../audit/audit-anchors.ts";
import { chainStart } from "../audit/audit-chain.ts";
import { ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { type AuditAnchor, type ChainPosition, verifyAudit } from "../audit/verify-audit.ts";
import { findSafeMode, upsertSafeMode } from "./refunds.repository.ts";

/** Why refunds are stopped while everything else goes on. */
export type SafeModeFault =
  | { readonly fault: "index_lags"; readonly behindMs: number }
  | { readonly fault: "clock_off"; readonly byMs: number }
  | { readonly fault: "disk_nearly_full"; readonly freeBytes: number }
  | { readonly fault: "audit_broken"; readonly sequence: number; readonly problem: string };

export interface SafeMode {
  /** What stops refunds now; empty when nothing does. */
  faults(): Promise<readonly SafeModeFault[]>;
  /** Walks the whole audit log, from where somebody last looked at a broken one. */
  verifyChain(): Promise<void>;
  /** Learns how far our clock is from upstream's; positive when ours is ahead. */
  noteClock(aheadMs: number): void;
  /** Goes on from the present end of the log, because a person has looked at what is broken. */
  acceptChain(ctx: SignedInContext, reason: string): Promise<void>;
}

export type SafeModeParts = Pick<Deps, "store" | "config" | "clock" | "sync" | "logger"> & {
  /** How much the data folder's disk still takes. */
  readonly freeBytes?: (() => Promise<number>) | undefined;
};

/** Upstream unread for longer than this: what the console shows may be history. */
const longestLagMs = 15 * 60_000;
/** Deadlines turn at midnight; a clock further off gives wrong answers for minutes. */
export const mostClockErrorMs = 60_000;
/** Each refund writes a few kilobytes before it is sent; running out halfway must not happen. */
const leastFreeBytes = 200 * 1024 * 1024;
/** How much of the log's end is looked at before the whole has been. */
const firstTail = 200;

/** Watches for what makes refunds unsafe. It stops them only; what has been sent is settled all the same. */
export function createSafeMode(parts: SafeModeParts): SafeMode {
  const { store, config, clock, sync, logger } = parts;
  const freeBytes = parts.freeBytes ?? (() => measureFreeBytes(config.dataFolder));
  let clockAheadMs = 0;
  let verified: ChainPosition | undefined;

  async function lag(): Promise<SafeModeFault[]> {
    const { lastReadAtMs, startedAtMs } = sync.current();
    const sinceMs = lastReadAtMs ?? startedAtMs;
    const behindMs = sinceMs === null ? 0 : clock.now() - sinceMs;
    return behindMs > longestLagMs ? [{ fault: "index_lags", behindMs }] : [];
  }

  async function disk(): Promise<SafeModeFault[]> {
    const free = await freeBytes();
    return free < leastFreeBytes ? [{ fault: "disk_nearly_full", freeBytes: free }] : [];
  }

  async function chain(): Promise<SafeModeFault[]> {
    const row = await findSafeMode(store.read);
    if (row !== undefined && row.chain_broken_at_ms !== null) {
      return [{ fault: "audit_broken", sequence: row.chain_sequence ?? 0, problem: row.chain_problem ?? "" }];
    }
    const from = verified ?? (await nearEnd());
    // Somebody may have looked at what is broken in another process, or in another life of this one.
    const hash = row?.accepted_hash ?? null;
    const isBehind = row !== undefined && row.accepted_sequence > from.sequence;
    return verifyFrom(isBehind && hash !== null ? { sequence: row.accepted_sequence, hash } : from, []);
  }

  /** A place so near the end of the log that checking from there takes no time. */
  async function nearEnd(): Promise<ChainPosition> {
    const head = await readHead(store.read);
    const place = await findChainPosition(store.read, Math.max(0, (head?.sequence ?? 0) - firstTail));
    return place ?? { sequence: 0, hash: chainStart };
  }

  async function verifyFrom(
    from: ChainPosition,
    anchors: readonly AuditAnchor[],
    db = store.read,
  ): Promise<SafeModeFault[]> {
    const verdict = await verifyAudit(db, config.secret, anchors, from);
    if (verdict.isIntact) {
      verified = { sequence: verdict.entries, hash: verdict.headHash };
      return [];
    }
    const { sequence, problem } = verdict;
    logger.error({ sequence, problem }, "the audit log is broken; refunds stop until somebody has looked at it");
    await store.transact(async (tx) => {
      await lockChain(tx);
      const row = await findSafeMode(tx);
      if (row !== undefined && row.chain_broken_at_ms !== null) return;
      await upsertSafeMode(tx, {
        chain_broken_at_ms: clock.now(),
        chain_problem: problem,
        chain_sequence: sequence,
        accepted_sequence: row?.accepted_sequence ?? 0,
        accepted_hash: row?.accepted_hash ?? null,
      });
      await recordAudit(tx, ownOrigin({ clock, config }), { event: "audit.found_broken", sequence, problem });
    });
    return [{ fault: "audit_broken", sequence, problem }];
  }

  return {
    async faults() {
      const found = await Promise.all([lag(), disk(), chain()]);
      const byMs = Math.abs(clockAheadMs);
      return [...found.flat(), ...(byMs > mostClockErrorMs ? [{ fault: "clock_off", byMs } as const] : [])];
    },
    async verifyChain() {
      const row = await findSafeMode(store.read);
      if (row !== undefined && row.chain_broken_at_ms !== null) return;
      const from = { sequence: row?.accepted_sequence ?? 0, hash: row?.accepted_hash ?? chainStart };
      await verifyFrom(from, readAnchors(config), store.reports);
    },
    noteClock(aheadMs) {
      clockAheadMs = aheadMs;
    },
    async acceptChain(ctx, reason) {
      verified = await store.transact(async (tx) => {
        await lockChain(tx);
        const row = await findSafeMode(tx);
        if (row === undefined || row.chain_broken_at_ms === null) {
          throw new AppError("NOT_FOUND", "The audit log is not known to be broken.");
        }
        const sequence = row.chain_sequence ?? 0;
        await recordAudit(tx, ctx, { event: "audit.accepted_broken", sequence, reason: maskFreeText(reason) });
        const head = await readHead(tx);
        const accepted = { sequence: head?.sequence ?? 0, hash: head?.hash ?? chainStart };
        await upsertSafeMode(tx, {
          chain_broken_at_ms: null,
          chain_problem: null,
          chain_sequence: null,
          accepted_sequence: accepted.sequence,
          accepted_hash: accepted.hash,
        });
        return accepted;
      });
    },
  };
}

/** Throws while refunds are stopped; the reasons are in the details. */
export async function requireNoFault(safeMode: SafeMode): Promise<void> {
  const faults = await safeMode.faults();
  if (faults.length === 0) return;
  throw new AppError("SAFE_MODE", `Refunds are stopped: ${faults.map(({ fault }) => fault).join(", ")}.`, {
    details: { faults },
  });
}

/** Of the disk the folder is on, or will be: on PostgreSQL it is made when the first anchor is noted. */
async function measureFreeBytes(folder: string): Promise<number> {
  let place = resolve(folder);
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = await statfs(place);
  return bavail * bsize;
}
