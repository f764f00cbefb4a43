import { describe, expect, inject, it } from "vitest";
import { openPostgresStore } from "../../db/testing/test-stores.ts";
import { readSyncState } from "./sync.repository.ts";
import { createSyncJournal, LeaseLost } from "./sync-journal.ts";
import { createProgressReport } from "./sync-progress.ts";
import { prepareSync } from "./testing/sync-harness.ts";

describe.skipIf(inject("postgresUrl") === null)("two journals on one PostgreSQL database", () => {
  it("a process that was overtaken while it planned does not write its plan", async () => {
    const { db, deps, clock } = await prepareSync(openPostgresStore, { payments: 0 });
    const progress = createProgressReport(deps, "2026-09-01");
    const slow = createSyncJournal(deps, progress, "slow");
    const quick = createSyncJournal(deps, progress, "quick");
    const state = (coveredFrom: string) => ({
      phase: "following" as const,
      cursor: null,
      covered_from: coveredFrom,
      started_at_ms: 0,
      last_read_at_ms: null,
      watermark: 0,
    });
    expect(await slow.holdsLease()).toBe(true);
    clock.advance(60_000);
    expect(await quick.holdsLease()).toBe(true);
    await quick.open(state("2026-09-01"), undefined);
    await expect(slow.open(state("2026-01-01"), undefined)).rejects.toBeInstanceOf(LeaseLost);
    expect(await readSyncState(db.store.read)).toMatchObject({ covered_from: "2026-09-01" });
  });
});
