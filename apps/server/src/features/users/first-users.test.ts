import { roles } from "@maru/domain";
import { pino } from "pino";
import { describe, expect, inject, it } from "vitest";
import { readConfig } from "../../config.ts";
import { openStore } from "../../db/store.ts";
import { createPostgresDatabase } from "../../db/testing/test-stores.ts";
import { createIds } from "../../ids.ts";
import { claimStore } from "../console/claim-store.ts";
import { ensureDemoUsers } from "./first-users.ts";

const clock = { now: () => Date.UTC(2026, 10, 20, 3) };
const processes = 4;

describe.skipIf(inject("postgresUrl") === null)("processes that start at the same moment", () => {
  it("on one empty PostgreSQL database make its tables and its first people once", async () => {
    const { url, remove } = await createPostgresDatabase();
    const config = readConfig({ DATABASE_URL: url, MARU_SECRET: "s".repeat(48) }, clock.now());
    const start = async () => {
      const store = await openStore({ url, logger: pino({ level: "silent" }), clock });
      await claimStore(store, config);
      await store.startAlone(() => ensureDemoUsers({ store, clock, ids: createIds(clock), config }));
      return store;
    };
    const stores = await Promise.all(Array.from({ length: processes }, start));
    const people = await stores[0]?.read.selectFrom("users").select("role").execute();
    expect(people?.map(({ role }) => role).toSorted()).toEqual([...roles].toSorted());
    await Promise.all(stores.map((store) => store.close()));
    await remove();
  });
});
