import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { openStore, type Store } from "../../db/store.ts";
import { describeOnBothStores, openPostgresStore } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { noteAnchor, readAnchors } from "./audit-anchors.ts";
import { canonicalJson, hashEntry } from "./audit-chain.ts";
import { ownOrigin, recordAudit } from "./record-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

const guards = {
  audit_entries: ["audit_entries_keep", "audit_entries_stay"],
  audit_head: ["audit_head_forward", "audit_head_stay"],
};

describeOnBothStores("the audit log", (open) => {
  let app: TestApp;
  const entries = 12;

  beforeEach(async () => {
    app = await createTestApp({ open });
    const before = await app.deps.store.read.selectFrom("audit_entries").select("sequence").execute();
    for (let n = before.length; n < entries; n += 1) {
      await app.deps.store.transact((tx) =>
        recordAudit(tx, ownOrigin(app.deps), { event: "user.deactivated", userId: `user-${n}` }),
      );
    }
  });

  afterEach(() => app.close());

  const verify = () => verifyAudit(app.deps.store.read, app.config.secret, readAnchors(app.config));

  /** Somebody with the database's own powers, who takes the triggers away first. */
  async function tamper(...statements: string[]): Promise<void> {
    const onPostgres = app.deps.store.dialect === "postgres";
    for (const [table, triggers] of Object.entries(guards)) {
      for (const trigger of triggers) {
        const statement = `drop trigger if exists ${trigger}${onPostgres ? ` on ${table}` : ""}`;
        await sql.raw(statement).execute(app.deps.store.write);
      }
    }
    for (const statement of statements) await sql.raw(statement).execute(app.deps.store.write);
  }

  test("an untouched log is whole", async () => {
    expect(await verify()).toMatchObject({ isIntact: true, entries });
  });

  describe("tampering is found, and the first bad entry named", () => {
    test.each([
      ["a changed detail", ["update audit_entries set details = '{}' where sequence = 8"], 8, "changed"],
      ["a changed person", ["update audit_entries set actor_user_id = 'x' where sequence = 3"], 3, "changed"],
      ["a changed time", ["update audit_entries set at_ms = 1 where sequence = 8"], 8, "changed"],
      ["a deleted entry", ["delete from audit_entries where sequence = 5"], 5, "missing"],
      ["a deleted first entry", ["delete from audit_entries where sequence = 1"], 1, "missing"],
      ["a cut-off end", [`delete from audit_entries where sequence > ${entries - 3}`], entries - 2, "cut_short"],
      ["everything cut off", ["delete from audit_entries"], 1, "cut_short"],
      [
        "two entries in each other's place",
        [
          "update audit_entries set sequence = 100 where sequence = 8",
          "update audit_entries set sequence = 8 where sequence = 9",
          "update audit_entries set sequence = 9 where sequence = 100",
        ],
        8,
        "changed",
      ],
      [
        "a cut-off end with the head moved back",
        [
          `delete from audit_entries where sequence > ${entries - 3}`,
          `update audit_head set sequence = ${entries - 3}, hash = (select hash from audit_entries where sequence = ${entries - 3})`,
        ],
        entries - 3,
        "head_forged",
      ],
    ])("%s", async (_, statements, sequence, problem) => {
      await tamper(...statements);
      expect(await verify()).toMatchObject({ isIntact: false, sequence, problem });
    });

    test("a whole chain written anew without the console's secret", async () => {
      const rows = await app.deps.store.read.selectFrom("audit_entries").selectAll().orderBy("sequence").execute();
      let previous = rows[0]?.previous_hash ?? "";
      await tamper("delete from audit_entries");
      for (const { hash: _, ...row } of rows) {
        const entry = { ...row, previous_hash: previous, details: row.sequence === 8 ? "{}" : row.details };
        previous = hashEntry(entry);
        await app.deps.store.write
          .insertInto("audit_entries")
          .values({ ...entry, hash: previous })
          .execute();
      }
      await app.deps.store.write.updateTable("audit_head").set({ hash: previous }).execute();
      expect(await verify()).toMatchObject({ isIntact: false, problem: "head_forged" });
    });

    test("an older state of the whole database, where an anchor was noted since", async () => {
      const { sequence, hash, seal } = await app.deps.store.read
        .selectFrom("audit_head")
        .selectAll()
        .executeTakeFirstOrThrow();
      await app.deps.store.transact((tx) =>
        recordAudit(tx, ownOrigin(app.deps), { event: "user.deactivated", userId: "late" }),
      );
      await noteAnchor({ ...app.deps, db: app.deps.store.read });
      await tamper(
        `delete from audit_entries where sequence > ${sequence}`,
        `update audit_head set sequence = ${sequence}, hash = '${hash}', seal = '${seal}'`,
      );
      expect(await verify()).toMatchObject({ isIntact: false, sequence: sequence + 1, problem: "cut_short" });
    });
  });

  test.each([
    ["changed", "update audit_entries set details = '{}'"],
    ["deleted", "delete from audit_entries"],
    ["moved back", "update audit_head set sequence = 1"],
    ["forgotten", "delete from audit_head"],
  ])("the database itself refuses to have entries %s", async (_, statement) => {
    await expect(sql.raw(statement).execute(app.deps.store.write)).rejects.toThrow(/audit (entries|head)/);
    expect(await verify()).toMatchObject({ isIntact: true, entries });
  });

  test("an anchor is noted once for each position and read back only with the right seal", async () => {
    await noteAnchor({ ...app.deps, db: app.deps.store.read });
    await noteAnchor({ ...app.deps, db: app.deps.store.read });
    expect(readAnchors(app.config)).toMatchObject([{ sequence: entries }]);
    const other = await createTestApp({ environment: { MARU_SECRET: "z".repeat(48) } });
    expect(readAnchors({ dataFolder: app.config.dataFolder, secret: other.config.secret })).toEqual([]);
    await other.close();
  });

  test("entries written at the same time follow one another", async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        app.deps.store.transact((tx) =>
          recordAudit(tx, ownOrigin(app.deps), { event: "user.reactivated", userId: `${n}` }),
        ),
      ),
    );
    expect(await verify()).toMatchObject({ isIntact: true, entries: entries + 30 });
  });

  test("an entry is not kept where the work it tells of is not", async () => {
    const work = app.deps.store.transact(async (tx) => {
      await recordAudit(tx, ownOrigin(app.deps), { event: "user.deactivated", userId: "x" });
      throw new Error("the work failed");
    });
    await expect(work).rejects.toThrow("the work failed");
    expect(await verify()).toMatchObject({ isIntact: true, entries });
  });

  test("the log is read page by page, newest first, without a gap", async () => {
    const api = await app.api("finance");
    const seen: number[] = [];
    let cursor: number | null | undefined;
    do {
      const page = await api.audit.list({ limit: 5, ...(cursor == null ? {} : { cursor }) });
      seen.push(...page.items.map(({ sequence }) => sequence));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: entries + 1 }, (_, n) => entries + 1 - n));
  });

  test("narrows by event, person, subject and outcome", async () => {
    const api = await app.api("admin");
    const viewer = await app.api("viewer");
    await viewer.users.list().catch(() => undefined);
    const refused = await api.audit.list({ outcome: "refused" });
    expect(refused.items.map(({ event }) => event)).toEqual(["access.refused"]);
    const userId = refused.items[0]?.actor?.userId ?? "";
    expect((await api.audit.list({ actorUserId: userId, event: "access.refused" })).items).toHaveLength(1);
    expect((await api.audit.list({ subject: "user-9" })).items).toHaveLength(1);
  });

  test("an entry that this version cannot read is shown as it is", async () => {
    const api = await app.api("admin");
    const last = await app.deps.store.read
      .selectFrom("audit_entries")
      .selectAll()
      .orderBy("sequence", "desc")
      .executeTakeFirstOrThrow();
    const future = { ...last, sequence: last.sequence + 1, event: "from.the.future", details: "not JSON" };
    await app.deps.store.write.insertInto("audit_entries").values(future).execute();
    const { items } = await api.audit.list({ limit: 1 });
    expect(items[0]).toMatchObject({ event: "from.the.future", details: { text: "not JSON" } });
  });

  test("equal facts are equal bytes", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "ㄱ" }], a: undefined })).toBe('{"b":[1,{"c":"ㄱ","d":null}]}');
  });
});

describe.skipIf(inject("postgresUrl") === null)("several processes on one PostgreSQL database", () => {
  test("write one chain between them", async () => {
    const app = await createTestApp({ open: openPostgresStore });
    const { url, store, remove } = await openPostgresStore();
    const second = await openStore({ url, logger: app.deps.logger, clock: app.clock });
    const write = (to: Store, n: number) =>
      to.transact((tx) => recordAudit(tx, ownOrigin(app.deps), { event: "user.reactivated", userId: `${n}` }));
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(n % 2 === 0 ? store : second, n)));
    expect(await verifyAudit(store.read, app.config.secret)).toMatchObject({ isIntact: true, entries: 40 });
    await second.close();
    await remove();
    await app.close();
  });
});
