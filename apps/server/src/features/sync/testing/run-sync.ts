/**
 * A process that synchronises the store of its first argument from the upstream of its second, at the instant of its
 * third (unix milliseconds), and writes its progress as JSON lines until it is killed.
 */
import { createImportClient } from "@maru/import-client";
import { pino } from "pino";
import { openStore } from "../../../db/store.ts";
import { createLiveHub } from "../../live/live-hub.ts";
import { createSync } from "../create-sync.ts";

const [url = "", baseUrl = "", nowMs = "0"] = process.argv.slice(2);
const clock = { now: () => Number(nowMs) };
const logger = pino({ level: "silent" });
const store = await openStore({ url, logger, clock });
const live = createLiveHub(() => undefined);
const credentials = { key: "sandbox", secret: "sandbox-secret" };
const upstream = createImportClient({ baseUrl, credentials, clock });
const ids = { next: () => `process-${process.pid}` };
const sync = createSync({ store, upstream, clock, logger, live, ids, config: { syncFrom: "2023-11-20" } });
for (;;) {
  await sync.step();
  process.stdout.write(`${JSON.stringify(sync.current())}\n`);
}
