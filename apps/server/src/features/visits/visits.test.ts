import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { deleteVisitsBeyond, selectVisits } from "./visits.repository.ts";

describeOnBothStores("payments somebody has looked at", (open) => {
  let app: TestApp;

  beforeEach(async () => {
    app = await createTestApp({ open });
  });
  afterEach(() => app.close());

  it("are remembered for that person alone, the last one first", async () => {
    const viewer = await app.api("viewer");
    for (const impUid of ["imp_1", "imp_2", "imp_1"]) {
      app.clock.advance(1_000);
      await viewer.visits.add({ impUid });
    }
    expect(await (await app.api("viewer")).visits.list()).toEqual({ impUids: ["imp_1", "imp_2"] });
    expect(await (await app.api("admin")).visits.list()).toEqual({ impUids: [] });
  });

  it("are forgotten beyond the last ones", async () => {
    const viewer = await app.api("viewer");
    for (const impUid of ["imp_1", "imp_2", "imp_3"]) {
      app.clock.advance(1_000);
      await viewer.visits.add({ impUid });
    }
    const { user } = await viewer.sessions.me();
    await app.deps.store.transact((tx) => deleteVisitsBeyond(tx, user.id, 2));
    expect(await selectVisits(app.deps.store.read, user.id, 10)).toEqual(["imp_3", "imp_2"]);
  });
});
