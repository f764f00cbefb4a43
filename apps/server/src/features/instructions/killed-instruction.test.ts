import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { createPostgresDatabase, describeOnBothStores } from "../../db/testing/test-stores.ts";
import { testNow } from "../../testing/create-test-app.ts";
import { doomedWork, onlyKilled } from "../../testing/doomed-work.ts";
import { type LineWorker, startLineWorker } from "../../testing/line-worker.ts";
import { type ListeningSandbox, listeningSandbox } from "../../testing/listening-sandbox.ts";
import { giveInstruction } from "./give-instruction.ts";
import type { InstructionContext } from "./instruction-context.ts";
import { type InstructionDesk, openInstructionDesk } from "./testing/instruction-desk.ts";
import type { InstructionAnswer, InstructionOrder } from "./testing/instruction-worker.ts";
import { type PrepareForm, prepareOrder, prepareUnseen } from "./testing/prepare-order.ts";

const second = 1_000;
const minute = 60 * second;

/** The console as another process, which ends at a step of its work: before and after each commit, each read and the write. */
function doomedContext(desk: InstructionDesk, killAt: number): InstructionContext & { steps(): number } {
  const { upstream } = desk.deps;
  const { around, store, steps } = doomedWork(desk.deps.store, killAt);
  return {
    ...desk.ctx("admin"),
    processId: `doomed-${killAt}`,
    store,
    upstream: {
      ...upstream,
      getPreparedPayment: (merchantUid) => around(() => upstream.getPreparedPayment(merchantUid)),
      preparePayment: (request) => around(() => upstream.preparePayment(request)),
    },
    steps,
  };
}

describeOnBothStores("a process that ends in the middle of an instruction", (open) => {
  let desk: InstructionDesk;

  beforeEach(async () => {
    desk = await openInstructionDesk({ open });
  });

  afterEach(() => desk.close());

  test.each([
    ["of which upstream keeps a record", prepareOrder, ["done", "not_done", "not_sent"]],
    ["of which it keeps none", prepareUnseen, ["done", "not_sent", "unconfirmed"]],
  ] as const)("at whichever step of one %s, leaves it where upstream is", async (_, kindOf, expected) => {
    desk = await reopenedWith(kindOf);
    const ends = new Set<string>();
    for (let killAt = 1; ; killAt += 1) {
      const form = desk.form();
      const doomed = doomedContext(desk, killAt);
      await giveInstruction(doomed, kindOf(), form).catch(onlyKilled);
      if (doomed.steps() < killAt) break;
      const done = desk.prepared(form.merchantUid).length;
      for (const pauseMs of [40 * second, 40 * second, 6 * minute]) await desk.passes(pauseMs);
      // No recovery sends: whatever was open is settled by reading.
      expect(desk.prepared(form.merchantUid)).toHaveLength(done);
      const found = await desk.view(form.instructionId).catch(() => null);
      const state = found?.state ?? "not_sent";
      ends.add(state);
      if (done === 1) expect(["done", "unconfirmed"]).toContain(state);
      else expect(state).not.toBe("done");
      if (state === "unconfirmed") continue;
      expect((await desk.give(desk.form({ merchantUid: form.merchantUid, amount: 5_000 }))).state).toBe(
        done === 1 ? "refused" : "done",
      );
    }
    expect([...ends].toSorted()).toEqual(expected);
  });

  async function reopenedWith(kindOf: typeof prepareOrder) {
    await desk.close();
    return openInstructionDesk({ open }, [kindOf()]);
  }
});

const program = join(import.meta.dirname, "testing/instruction-worker.ts");
const form = (name: string): PrepareForm => ({
  instructionId: `instruction-${name}`.padEnd(24, "-"),
  merchantUid: `order-${name}`,
  amount: 10_000,
  tel: "010-0000-0000",
  residentNumber: "",
});

describe("processes of their own", () => {
  let upstream: ListeningSandbox;
  let crew: LineWorker<InstructionOrder, InstructionAnswer>[];

  beforeEach(async () => {
    crew = [];
    upstream = await listeningSandbox();
  });

  afterEach(async () => {
    await Promise.all(crew.map((worker) => worker.kill()));
    await upstream.close();
  });

  async function start(url: string, more: { readonly speed?: number; readonly killAt?: number } = {}) {
    const settings = { url, upstreamUrl: upstream.url, startMs: testNow, startRealMs: Date.now(), speed: 0, ...more };
    const worker = await startLineWorker<InstructionOrder, InstructionAnswer>(program, settings);
    crew.push(worker);
    return worker;
  }

  const done = () => upstream.sandbox.control.ledger.entries({ kind: "prepared" });

  test("killed with SIGKILL before and after the write, the next process finds out which it was", {
    timeout: 60_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "maru-killed-instruction-"));
    const url = `file:${join(folder, "maru.db")}`;
    // Written down, looked at, marked as sending: two steps each; then the write itself.
    for (const killAt of [7, 8]) {
      const worker = await start(url, { killAt });
      expect(await worker.tell({ do: "give", form: form(`killed-${killAt}`) })).toBeNull();
    }
    // Its clock flies through the schedule of checks.
    const survivor = await start(url, { speed: 1_000 });
    await survivor.tell({ do: "keep" });
    const states = async () => (await survivor.tell({ do: "list" }))?.states?.toSorted();
    await expect.poll(states, { timeout: 50_000, interval: 100 }).toEqual(["done", "not_done"]);
    expect(done()).toHaveLength(1);
    await survivor.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test.skipIf(inject("postgresUrl") === null)(
    "three that are given the same at once send it once",
    {
      timeout: 60_000,
    },
    async () => {
      const database = await createPostgresDatabase();
      const first = await start(database.url);
      await Promise.all([start(database.url), start(database.url)]);
      const answers = await Promise.all(
        Array.from({ length: 99 }, (_, index) => crew[index % 3]?.tell({ do: "give", form: form("shared") })),
      );
      expect(answers.every((answer) => ["done", "written", "sending"].includes(answer?.outcome ?? ""))).toBe(true);
      expect(done()).toHaveLength(1);
      expect((await first.tell({ do: "give", form: form("shared") }))?.outcome).toBe("done");
      await Promise.all(crew.map((worker) => worker.kill()));
      await database.remove();
    },
  );
});
