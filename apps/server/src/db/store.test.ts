import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as setImmediately } from "node:timers/promises";
import { sql } from "kysely";
import { pino } from "pino";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { insertRows } from "./insert-rows.ts";
import { writerPatienceMs } from "./sqlite/writer-turns.ts";
import { openStore } from "./store.ts";
import {
  describeOnBothStores,
  type OpenTestStore,
  openPostgresStore,
  openSqliteStore,
  type TestStore,
} from "./testing/test-stores.ts";

const opened: TestStore[] = [];

async function keep(opening: Promise<TestStore>): Promise<TestStore> {
  const db = await opening;
  opened.push(db);
  return db;
}

afterEach(async () => {
  vi.useRealTimers();
  for (const db of opened.splice(0)) await db.remove();
});

const quarantined = (key: string, raw = "{}") => ({
  key,
  imp_uid: null,
  raw,
  problem: "none",
  first_seen_at_ms: 1_795_143_600_123,
  last_seen_at_ms: 1_795_143_600_123,
});

/** Rows of more text than a thread may use memory for. */
const moreThanAThreadHolds = `
  with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 100000)
  select printf('%.*c', 1000000, 'x') || n from counted`;

async function keysIn({ store }: TestStore): Promise<string[]> {
  const rows = await store.read.selectFrom("quarantined_payments").select("key").orderBy("key").execute();
  return rows.map((row) => row.key);
}

describeOnBothStores("the store", (open: OpenTestStore) => {
  it("gives whole numbers back as numbers, flags as 0 or 1, and nothing as null", async () => {
    const { store } = await keep(open());
    const wide = Number.MAX_SAFE_INTEGER;
    await store.write
      .insertInto("quarantined_payments")
      .values({ ...quarantined("a"), last_seen_at_ms: wide })
      .execute();
    const row = await store.read.selectFrom("quarantined_payments").selectAll().executeTakeFirst();
    expect(row).toEqual({ ...quarantined("a"), last_seen_at_ms: wide });
    const counted = await store.reports
      .selectFrom("quarantined_payments")
      .select(({ fn }) => [fn.countAll<number>().as("count"), fn.max("last_seen_at_ms").as("max")])
      .executeTakeFirst();
    expect(counted).toEqual({ count: 1, max: wide });
  });

  it("shows in a snapshot what was committed when it was opened, and refuses changes there", async () => {
    const { store } = await keep(open());
    await store.write.insertInto("quarantined_payments").values(quarantined("a")).execute();
    const { db, close } = await store.openSnapshot();
    await store.write.insertInto("quarantined_payments").values(quarantined("b")).execute();
    await store.write.deleteFrom("quarantined_payments").where("key", "=", "a").execute();
    const keysShown = async () =>
      (await db.selectFrom("quarantined_payments").select("key").execute()).map((row) => row.key);
    expect(await keysShown()).toEqual(["a"]);
    expect(await keysShown()).toEqual(["a"]);
    await expect(db.insertInto("quarantined_payments").values(quarantined("c")).execute()).rejects.toThrow();
    await close();
    await expect(keysShown()).rejects.toThrow();
    const later = await store.openSnapshot();
    const shown = await later.db.selectFrom("quarantined_payments").select("key").execute();
    expect(shown).toEqual([{ key: "b" }]);
    await later.close();
  });

  it("keeps all of a transaction or nothing of it", async () => {
    const db = await keep(open());
    await expect(
      db.store.transact(async (tx) => {
        await tx.insertInto("quarantined_payments").values(quarantined("a")).execute();
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await keysIn(db)).toEqual([]);
    const answer = await db.store.transact(async (tx) => {
      await tx.insertInto("quarantined_payments").values(quarantined("b")).execute();
      return "done";
    });
    expect(answer).toBe("done");
    expect(await keysIn(db)).toEqual(["b"]);
  });

  it("lets go of memory in the middle of a transaction, and loses nothing", async () => {
    const db = await keep(open());
    await db.store.transact(async (tx) => {
      await tx.insertInto("quarantined_payments").values(quarantined("a")).execute();
      await db.store.giveBackMemory();
      await tx.insertInto("quarantined_payments").values(quarantined("b")).execute();
    });
    expect(await keysIn(db)).toEqual(["a", "b"]);
  });

  it("keeps transactions that run at the same time apart", async () => {
    const { store } = await keep(open());
    await store.write.insertInto("sync_leases").values({ name: "n", owner: "o", expires_at_ms: 0 }).execute();
    const addOne = () =>
      store.transact(async (tx) => {
        const locked = tx.selectFrom("sync_leases").select("expires_at_ms");
        const row = await (store.dialect === "postgres" ? locked.forUpdate() : locked).executeTakeFirstOrThrow();
        await tx
          .updateTable("sync_leases")
          .set({ expires_at_ms: row.expires_at_ms + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect(await store.read.selectFrom("sync_leases").select("expires_at_ms").execute()).toEqual([
      { expires_at_ms: 20 },
    ]);
  });

  it("inserts any number of rows at once, whatever their text holds", async () => {
    const db = await keep(open());
    const texts = ["", "'", '"', "\\", "\n", "김민수 🙂", "%_", "{}", "null", "\u007f"];
    const rows = Array.from({ length: 3_000 }, (_, at) => quarantined(String(at).padStart(5, "0"), texts[at % 10]));
    await db.store.transact((tx) =>
      insertRows(
        tx,
        {
          table: "quarantined_payments",
          columns: {
            key: "text",
            imp_uid: "text",
            raw: "text",
            problem: "text",
            first_seen_at_ms: "integer",
            last_seen_at_ms: "integer",
          },
        },
        rows.map((row) => Object.values(row)),
      ),
    );
    expect(await db.store.read.selectFrom("quarantined_payments").orderBy("key").selectAll().execute()).toEqual(rows);
  });

  it("refuses the same key twice and goes on working", async () => {
    const db = await keep(open());
    await db.store.write.insertInto("quarantined_payments").values(quarantined("a")).execute();
    await expect(db.store.write.insertInto("quarantined_payments").values(quarantined("a")).execute()).rejects.toThrow(
      /unique/i,
    );
    expect(await keysIn(db)).toEqual(["a"]);
  });

  it("opens what it wrote before, with nothing to migrate", async () => {
    const db = await keep(open());
    await db.store.write.insertInto("quarantined_payments").values(quarantined("a")).execute();
    await db.store.close();
    const again = await openStore({ url: db.url, logger: pino({ level: "silent" }), clock: { now: () => 0 } });
    expect(await keysIn({ ...db, store: again })).toEqual(["a"]);
    await again.close();
  });
});

describe("the SQLite store", () => {
  it("names another version after every change, and none during one", async () => {
    const { store } = await keep(openSqliteStore());
    const before = store.version();
    await store.read.selectFrom("quarantined_payments").selectAll().execute();
    expect([before, store.version()]).toEqual([expect.any(Number), before]);
    await store.write.insertInto("quarantined_payments").values(quarantined("a")).execute();
    const after = store.version();
    expect(after).not.toBe(before);
    await store.transact(async () => {
      expect(store.version()).toBeNull();
    });
    expect([before, after, null]).not.toContain(store.version());
  });

  it("refuses a second process in one sentence, and is free again once the first one is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "maru-lock-"));
    const url = `file:${join(folder, "maru.db")}`;
    const options = { url, logger: pino({ level: "silent" }), clock: { now: () => 0 } };
    const holder = spawn(process.execPath, [join(import.meta.dirname, "testing/hold-store.ts"), url], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(holder.stdout, "data");
    await expect(openStore(options)).rejects.toThrow(
      `Another process is already using ${join(folder, "maru.db")}. Stop it first, or give this one another DATABASE_URL.`,
    );
    holder.kill("SIGKILL");
    await once(holder, "exit");
    const store = await openStore(options);
    // What the killed process had committed is still there.
    expect(await store.read.selectFrom("quarantined_payments").select("key").execute()).toEqual([{ key: "held" }]);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("says that the disk is full, keeps what it had and goes on reading", async () => {
    const db = await keep(openSqliteStore({ maxSqlitePages: 400 }));
    await db.store.write.insertInto("quarantined_payments").values(quarantined("a")).execute();
    const big = quarantined("b", "x".repeat(2_000_000));
    const refusal = { code: "STORAGE_FULL", reason: expect.stringContaining("full") };
    await expect(db.store.write.insertInto("quarantined_payments").values(big).execute()).rejects.toMatchObject(
      refusal,
    );
    await expect(
      db.store.transact((tx) => tx.insertInto("quarantined_payments").values(big).execute()),
    ).rejects.toMatchObject(refusal);
    expect(await keysIn(db)).toEqual(["a"]);
    await db.store.write.insertInto("quarantined_payments").values(quarantined("c")).execute();
    expect(await keysIn(db)).toEqual(["a", "c"]);
  });

  it("refuses a write that would wait for its own transaction", async () => {
    const { store } = await keep(openSqliteStore());
    await expect(store.transact(() => store.transact(() => Promise.resolve()))).rejects.toThrow("would wait");
    await expect(
      store.transact(() => store.write.insertInto("quarantined_payments").values(quarantined("a")).execute()),
    ).rejects.toThrow("use tx");
  });

  it("does not let a reader write", async () => {
    const { store } = await keep(openSqliteStore());
    await expect(sql`delete from payments`.execute(store.read)).rejects.toThrow(/readonly|query_only/);
  });

  it("answers a search while a report is still counting", async () => {
    const { store } = await keep(openSqliteStore());
    const order: string[] = [];
    const report = sql`
      with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 3000000)
      select count(*) from counted`
      .execute(store.reports)
      .then(() => order.push("report"));
    await store.read.selectFrom("payments").select("id").execute();
    order.push("search");
    await report;
    expect(order).toEqual(["search", "report"]);
  });

  it("starts a thread anew that died of what it was asked, and keeps nothing half done", async () => {
    const db = await keep(openSqliteStore());
    const unavailable = { code: "STORAGE_UNAVAILABLE" };
    await expect(sql.raw(moreThanAThreadHolds).execute(db.store.read)).rejects.toMatchObject(unavailable);
    const work = db.store.transact(async (tx) => {
      await tx.insertInto("quarantined_payments").values(quarantined("a")).execute();
      await sql.raw(moreThanAThreadHolds).execute(tx);
    });
    await expect(work).rejects.toMatchObject(unavailable);
    expect(await keysIn(db)).toEqual([]);
    await db.store.write.insertInto("quarantined_payments").values(quarantined("b")).execute();
    expect(await keysIn(db)).toEqual(["b"]);
    const deaths = db.logLines.filter((line) => line.includes("a database thread has died"));
    expect(deaths.map((line) => JSON.parse(line).role)).toEqual(["reader", "writer"]);
  });

  it("refuses a change that would wait too long for another, and changes nothing", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const db = await keep(openSqliteStore());
    const stuck = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = db.store.transact(async () => {
      begun.resolve();
      await stuck.promise;
    });
    await begun.promise;
    const second = db.store.write.insertInto("quarantined_payments").values(quarantined("a")).execute();
    const refused = expect(second).rejects.toMatchObject({ code: "STORAGE_UNAVAILABLE" });
    await setImmediately();
    vi.advanceTimersByTime(writerPatienceMs);
    await refused;
    stuck.resolve();
    await first;
    expect(await keysIn(db)).toEqual([]);
    await db.store.write.insertInto("quarantined_payments").values(quarantined("b")).execute();
    expect(await keysIn(db)).toEqual(["b"]);
    expect(db.logLines.join("")).toContain("a change waited too long for its turn to write");
  });

  it("does not wait for a pipe to be read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "maru-pipe-"));
    const pipe = join(folder, "maru.db");
    execFileSync("sh", ["-c", 'mkfifo "$0"', pipe]);
    const options = { logger: pino({ level: "silent" }), clock: { now: () => 0 } };
    await expect(openStore({ ...options, url: `file:${pipe}` })).rejects.toThrow(
      `Cannot open the database file ${pipe}`,
    );
    rmSync(folder, { recursive: true });
  });

  it("names the file it cannot open", async () => {
    const options = { logger: pino({ level: "silent" }), clock: { now: () => 0 } };
    const impossible = join(import.meta.filename, "maru.db");
    await expect(openStore({ ...options, url: `file:${impossible}` })).rejects.toThrow(
      `Cannot open the database file ${impossible}`,
    );
  });
});

describe.skipIf(inject("postgresUrl") === null)("two transactions that wait for each other on PostgreSQL", () => {
  it("both end as asked: the one that is sent back runs again", async () => {
    const { store } = await keep(openPostgresStore());
    const rows = [quarantined("a"), quarantined("b")];
    await store.write.insertInto("quarantined_payments").values(rows).execute();
    const hold = { a: Promise.withResolvers<void>(), b: Promise.withResolvers<void>() };
    let runs = 0;
    const both = (first: "a" | "b", second: "a" | "b") =>
      store.transact(async (tx) => {
        runs += 1;
        for (const key of [first, second]) {
          await tx
            .updateTable("quarantined_payments")
            .set((eb) => ({ raw: eb("raw", "||", `${first}${second} `) }))
            .where("key", "=", key)
            .execute();
          hold[first].resolve();
          await hold[second].promise;
        }
      });
    await Promise.all([both("a", "b"), both("b", "a")]);
    expect(runs).toBe(3);
    const kept = await store.read.selectFrom("quarantined_payments").select("raw").execute();
    expect(kept.map(({ raw }) => [...raw.slice(2).split(" ")].sort().join(" "))).toEqual([" ab ba", " ab ba"]);
  });
});

it("an unreachable PostgreSQL is one sentence without the password", async () => {
  const opening = openStore({
    url: "postgres://maru:hunter2@127.0.0.1:1/maru",
    logger: pino({ level: "silent" }),
    clock: { now: () => 0 },
  });
  await expect(opening).rejects.toThrow("Cannot reach PostgreSQL at DATABASE_URL");
  await expect(opening).rejects.not.toThrow("hunter2");
});

it("an address of another kind is refused", async () => {
  const options = { logger: pino({ level: "silent" }), clock: { now: () => 0 } };
  await expect(openStore({ ...options, url: "mysql://x" })).rejects.toThrow("must start with file: or postgres://");
});
