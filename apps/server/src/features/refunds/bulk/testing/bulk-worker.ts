/**
 * A process of the console that only carries lists of refunds out and finds out what became of them. Says how far it has
 * come in JSON lines, until it is killed.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isFinalRefundState } from "@maru/domain";
import { createImportClient } from "@maru/import-client";
import { readConfig } from "../../../../config.ts";
import type { SyncStatusReader } from "../../../../context.ts";
import { openStore } from "../../../../db/store.ts";
import { createIds } from "../../../../ids.ts";
import { createLogger } from "../../../../logger.ts";
import { createLiveHub } from "../../../live/live-hub.ts";
import { createRefundKeeper } from "../../create-refund-keeper.ts";
import type { RefundDeps } from "../../move-refund.ts";
import { createSafeMode } from "../../safe-mode.ts";
import type { WorkerSettings } from "../../testing/worker-orders.ts";
import { createBulkRunner } from "../create-bulk-runner.ts";

const { url, upstreamUrl, startMs, startRealMs, speed }: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const clock = { now: () => Math.round(startMs + (Date.now() - startRealMs) * speed) };
const logger = createLogger("silent", [], { write: () => undefined });
const store = await openStore({ url, logger, clock });
const environment = { DATABASE_URL: url, MARU_SECRET: "s".repeat(48) };
const config = { ...readConfig(environment, clock.now()), dataFolder: mkdtempSync(join(tmpdir(), "maru-worker-")) };
const ids = createIds(clock);
const live = createLiveHub(() => undefined);
/** Nothing is synchronised here. */
const sync: SyncStatusReader = {
  current: () => ({
    phase: "following",
    loaded: 0,
    expected: 0,
    startedAtMs: null,
    lastReadAtMs: null,
    upstream: "up",
    problem: null,
    quarantined: 0,
    from: config.syncFrom,
  }),
};
const upstream = createImportClient({
  baseUrl: upstreamUrl,
  credentials: { key: "sandbox", secret: "sandbox-secret" },
  clock,
  readTimeoutMs: 3_000,
  writeTimeoutMs: 3_000,
});
const safeMode = createSafeMode({ store, config, clock, sync, logger });
const deps: RefundDeps = { store, upstream, clock, ids, logger, live, config, sync, safeMode, processId: ids.next() };
const runner = createBulkRunner(deps);
createRefundKeeper(deps).start();

process.stdout.on("error", () => process.exit());
let isWorking = true;
void (async () => {
  while (isWorking) if ((await runner.step()) > 0) await wait(50);
})();
for (;;) {
  const rows = await store.read.selectFrom("refund_batch_rows").select("state").execute();
  const refunds = await store.read.selectFrom("refunds").select("state").execute();
  const waiting = rows.filter(({ state }) => state === "will_go" || state === "asking").length;
  const open = refunds.filter(({ state }) => !isFinalRefundState(state) && state !== "needs_person").length;
  process.stdout.write(`${JSON.stringify({ waiting, open })}\n`);
  if (waiting === 0 && open === 0) isWorking = false;
  await wait(25);
}
