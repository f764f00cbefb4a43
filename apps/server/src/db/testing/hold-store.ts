/** A process that opens the store its first argument names, writes one row, says so, and waits to be killed. */
import { pino } from "pino";
import { openStore } from "../store.ts";

const store = await openStore({
  url: process.argv[2] ?? "",
  logger: pino({ level: "silent" }),
  clock: { now: () => 0 },
});
await store.write
  .insertInto("quarantined_payments")
  .values({ key: "held", imp_uid: null, raw: "{}", problem: "none", first_seen_at_ms: 0, last_seen_at_ms: 0 })
  .execute();
process.stdout.write("held\n");
