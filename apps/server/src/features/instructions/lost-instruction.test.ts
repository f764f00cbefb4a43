import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { type Mishap, mishaps, pauseUnless, silence } from "../../testing/mishaps.ts";
import { createInstructionKeeper } from "./create-instruction-keeper.ts";
import type { InstructionView } from "./instruction-view.ts";
import { type InstructionDesk, openInstructionDesk } from "./testing/instruction-desk.ts";
import { prepareUnseen, testKinds } from "./testing/prepare-order.ts";

const second = 1_000;
const minute = 60 * second;

describeOnBothStores("whatever happens to the answer of an instruction", (open) => {
  let desk: InstructionDesk;
  const next: { mishap?: Mishap | undefined; isDone: boolean; isAway: boolean } = { isDone: true, isAway: false };
  let isUnanswered = false;

  beforeAll(async () => {
    desk = await openInstructionDesk({
      open,
      client: {
        async fetch(request) {
          if (next.isAway) throw Object.assign(new TypeError("x"), { code: "ECONNREFUSED" });
          const { mishap, isDone } = next;
          if (mishap === undefined || request.method !== "POST" || !request.url.endsWith("/payments/prepare")) {
            return desk.sandbox.fetch(request);
          }
          isUnanswered = mishap === silence;
          const answer = isDone ? await desk.sandbox.fetch(request) : Response.json({});
          return mishap(answer);
        },
        sleep: pauseUnless(() => isUnanswered),
      },
    });
  });

  afterAll(() => desk.close());

  function meets(mishap: Mishap | undefined, isDone = true): void {
    next.mishap = mishap;
    next.isDone = isDone;
    isUnanswered = false;
  }

  /** Upstream is read at the times of the schedule until a final state, or for a quarter of an hour. */
  async function untilSettled(instructionId: string): Promise<InstructionView[]> {
    const seen: InstructionView[] = [];
    for (const pauseMs of [2 * second, 3 * second, 10 * second, 45 * second, 5 * minute, 5 * minute, 5 * minute]) {
      const view = await desk.view(instructionId);
      seen.push(view);
      if (view.settledAtMs !== null) return seen;
      await desk.passes(pauseMs);
    }
    seen.push(await desk.view(instructionId));
    return seen;
  }

  describe.each([
    ["and it was carried out", true],
    ["and it was not carried out", false],
  ])("%s", (_, isDone) => {
    test.each(mishaps)("because %s, it ends as upstream's record says", async (_name, mishap) => {
      const form = desk.form();
      meets(mishap, isDone);
      const first = await desk.give(form);
      meets(undefined);
      const seen = await untilSettled(form.instructionId);
      expect(desk.prepared(form.merchantUid)).toEqual(isDone ? [10_000] : []);
      if (isDone) expect(seen.at(-1)).toMatchObject({ state: "done", result: { amount: 10_000 } });
      else expect(["not_done", "refused", "not_sent"]).toContain(seen.at(-1)?.state);
      for (const view of [first, ...seen]) if (view.settledAtMs === null) expect(view.state).toBe("checking");
    });

    test.each(mishaps)(
      "because %s, and upstream keeps no record, nobody claims what is not known",
      async (_n, mishap) => {
        const form = desk.form();
        meets(mishap, isDone);
        const view = await desk.give(form, prepareUnseen());
        meets(undefined);
        // Only the word of whoever answered ends it: a refusal in an envelope, or a token that was turned away.
        expect(["unconfirmed", "refused", "not_sent"]).toContain(view.state);
        if (view.state === "unconfirmed") expect(view.settledAtMs).toBeNull();
      },
    );
  });

  test("a clock that is set back does not put off finding out", async () => {
    const form = desk.form();
    meets(() => Promise.reject(new TypeError("x")), false);
    await desk.give(form);
    meets(undefined);
    let elapsedMs = 0;
    const keeper = createInstructionKeeper(desk.deps, testKinds, () => elapsedMs);
    const passes = async (ms: number) => {
      elapsedMs += ms;
      while ((await keeper.step()) === 0);
    };
    desk.clock.advance(-60 * minute);
    for (const pauseMs of [0, 2 * second, 3 * second, minute, 5 * minute, minute]) await passes(pauseMs);
    expect((await desk.view(form.instructionId)).state).toBe("not_done");
    desk.clock.advance(60 * minute);
  });

  test("while upstream is away it stays open, somebody is told after ten minutes, and the truth settles it later", async () => {
    const form = desk.form();
    meets(() => Promise.reject(new TypeError("x")));
    await desk.give(form);
    meets(undefined);
    next.isAway = true;
    for (const pauseMs of [minute, 5 * minute, 5 * minute]) await desk.passes(pauseMs);
    expect(await desk.view(form.instructionId)).toMatchObject({
      state: "unconfirmed",
      alertedAtMs: expect.any(Number),
    });
    const { items } = await (await desk.api("admin")).audit.list({
      subject: form.merchantUid,
      event: "instruction.alerted",
      limit: 1,
    });
    expect(items).toHaveLength(1);
    next.isAway = false;
    await desk.passes(5 * minute);
    expect((await desk.view(form.instructionId)).state).toBe("done");
    expect(desk.prepared(form.merchantUid)).toEqual([10_000]);
  });
});
