/**
 * A process of the console that only carries lists of refunds out and finds out what became of them. Says how far it has
 * come in JSON lines, until it is killed.
 */
import { setTimeout as wait } from "node:timers/promises";
import { isFinalRefundState } from "@maru/domain";
import { openStore } from "../../../../db/store.ts";
import { createRefundKeeper } from "../../create-refund-keeper.ts";
import type { RefundDeps } from "../../move-refund.ts";
import { createSafeMode } from "../../safe-mode.ts";
import type { WorkerSettings } from "../../testing/worker-orders.ts";
import { workerParts } from "../../testing/worker-parts.ts";
import { createBulkRunner } from "../create-bulk-runner.ts";

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const { clock, logger, config, ids, live, sync, client: upstream } = workerParts(settings);
const store = await openStore({ url: settings.url, logger, clock });
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
