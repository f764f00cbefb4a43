import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { LiveEvent } from "../../context.ts";
import { openPostgresStore, type TestStore } from "../../db/testing/test-stores.ts";
import { createIds } from "../../ids.ts";
import { createLiveHub } from "./live-hub.ts";
import { type SharedLiveEvents, shareLiveEvents } from "./share-live-events.ts";

const logger = pino({ level: "silent" });

describe.skipIf(inject("postgresUrl") === null)("two processes on one PostgreSQL database", () => {
  let database: TestStore;
  const processes: { live: ReturnType<typeof createLiveHub>; heard: LiveEvent[]; shared: SharedLiveEvents }[] = [];

  beforeEach(async () => {
    database = await openPostgresStore();
    for (let n = 0; n < 2; n += 1) {
      const live = createLiveHub(() => undefined);
      const heard: LiveEvent[] = [];
      live.subscribe((event) => heard.push(event));
      const ids = createIds({ now: () => n });
      processes.push({ live, heard, shared: await shareLiveEvents({ url: database.url, live, ids, logger }) });
    }
  });

  afterEach(async () => {
    for (const { shared } of processes.splice(0)) await shared.stop();
    await database.remove();
  });

  test("hear of each other's changes once", async () => {
    const [first, second] = processes;
    const change: LiveEvent = { type: "payment.changed", impUids: ["imp_1"], added: ["imp_1"] };
    const webhook: LiveEvent = { type: "webhook.changed", deliveryId: "d1" };
    first?.live.publish(change);
    await expect.poll(() => second?.heard).toEqual([change]);
    second?.live.publish(webhook);
    await expect.poll(() => first?.heard).toEqual([change, webhook]);
    expect(second?.heard).toEqual([change, webhook]);
  });

  test("hear of more payments than one notification carries", async () => {
    const [first, second] = processes;
    const impUids = Array.from({ length: 1_000 }, (_, n) => `imp_${String(n).padStart(12, "0")}`);
    first?.live.publish({ type: "payment.changed", impUids, added: impUids.slice(0, 3) });
    const heard = () => second?.heard.flatMap((event) => (event.type === "payment.changed" ? event.impUids : []));
    await expect.poll(heard).toEqual(impUids);
    const added = second?.heard.flatMap((event) => (event.type === "payment.changed" ? event.added : []));
    expect(added).toEqual(impUids.slice(0, 3));
  });
});
