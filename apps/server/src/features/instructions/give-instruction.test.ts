import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { confirmInstruction } from "./confirm-instruction.ts";
import { type InstructionDesk, openInstructionDesk } from "./testing/instruction-desk.ts";
import { prepareOrder, prepareUnseen, testKinds } from "./testing/prepare-order.ts";

const second = 1_000;
const minute = 60 * second;
const code = (name: string) => ({ code: name });

describeOnBothStores("an instruction", (open) => {
  let desk: InstructionDesk;
  let sent: number;
  let whileWriting: (() => Promise<unknown>) | undefined;
  let answerInstead: Response | undefined;

  beforeEach(async () => {
    sent = 0;
    whileWriting = undefined;
    answerInstead = undefined;
    desk = await openInstructionDesk({
      open,
      client: {
        async fetch(request) {
          if (request.method === "POST" && request.url.endsWith("/payments/prepare")) {
            sent += 1;
            await whileWriting?.();
            if (answerInstead !== undefined) return answerInstead;
          }
          return desk.sandbox.fetch(request);
        },
      },
    });
  });

  afterEach(() => desk.close());

  async function entries(subject: string) {
    const { items } = await (await desk.api("admin")).audit.list({ subject, limit: 50 });
    return items.toReversed();
  }

  async function everythingKept(): Promise<string> {
    const { read } = desk.deps.store;
    return JSON.stringify([
      await read.selectFrom("instructions").selectAll().execute(),
      await read.selectFrom("instruction_events").selectAll().execute(),
      await read.selectFrom("audit_entries").selectAll().execute(),
      desk.logLines,
    ]);
  }

  test("is written down, sent once, and each step is in its timeline and in the audit log", async () => {
    const form = desk.form();
    expect(await desk.give(form)).toMatchObject({
      state: "done",
      target: { kind: "order", id: form.merchantUid },
      contents: { merchantUid: form.merchantUid, amount: 10_000 },
      result: { amount: 10_000 },
    });
    const { steps } = await (await desk.api("viewer")).instructions.get({ instructionId: form.instructionId });
    expect(steps.map(({ to }) => to)).toEqual(["written", "sending", "done"]);
    expect((await entries(form.merchantUid)).map(({ event, details }) => [event, details.to])).toEqual([
      ["instruction.written", undefined],
      ["instruction.moved", "sending"],
      ["instruction.moved", "done"],
    ]);
    expect(desk.prepared(form.merchantUid)).toEqual([10_000]);
  });

  test("given a hundred times at once is the same one and is sent once", async () => {
    const form = desk.form();
    const views = await Promise.all(Array.from({ length: 100 }, () => desk.give(form)));
    expect(new Set(views.map(({ instructionId }) => instructionId)).size).toBe(1);
    expect(sent).toBe(1);
    expect((await desk.give(form)).state).toBe("done");
    expect(sent).toBe(1);
  });

  test("under an id that is taken by other contents is refused, and that is on record", async () => {
    const form = desk.form();
    await desk.give(form);
    await expect(desk.give({ ...form, amount: 20_000 })).rejects.toMatchObject(code("INSTRUCTION_ID_REUSED"));
    expect(sent).toBe(1);
    expect((await entries(form.merchantUid)).at(-1)).toMatchObject({
      event: "instruction.refused",
      outcome: "refused",
      details: { code: "INSTRUCTION_ID_REUSED", step: "give" },
    });
  });

  test("about something of which another one is open is refused, and not afterwards", async () => {
    const form = desk.form();
    const other = desk.form({ merchantUid: form.merchantUid });
    let refusal: unknown;
    whileWriting = async () => {
      whileWriting = undefined;
      refusal = await desk.give(other).catch((error: unknown) => error);
    };
    await desk.give(form);
    expect(refusal).toMatchObject({ code: "INSTRUCTION_IN_PROGRESS", details: { instructionId: form.instructionId } });
    expect((await desk.give({ ...other, merchantUid: "order-of-its-own" })).state).toBe("done");
    expect(desk.prepared(form.merchantUid)).toEqual([10_000]);
  });

  test("that a rule stands against is never sent, and says which rule", async () => {
    const form = desk.form({ amount: 50 });
    expect(await desk.give(form)).toMatchObject({
      state: "not_sent",
      problem: { code: "INSTRUCTION_IMPOSSIBLE", details: { rule: "amount_too_small" } },
    });
    expect(sent).toBe(0);
  });

  test("that the PG refuses keeps the PG's words", async () => {
    const form = desk.form();
    answerInstead = Response.json({ code: -1, message: "[9999] 이용할 수 없는 상점입니다.", response: null });
    expect(await desk.give(form)).toMatchObject({
      state: "refused",
      refusal: { message: expect.stringContaining("[9999] 이용할 수 없는 상점입니다.") },
    });
    answerInstead = undefined;
    expect((await desk.give(desk.form({ merchantUid: form.merchantUid }))).state).toBe("done");
  });

  test("tells the PG's words masked to whoever may not see buyers, also where nobody knows what became of it", async () => {
    const form = desk.form();
    const words = "고객 문의 010-5555-7777";
    answerInstead = Response.json({ code: -1, message: words, response: null }, { status: 500 });
    const given = await desk.give(form, prepareUnseen());
    expect(given).toMatchObject({ state: "unconfirmed", problem: { details: { message: words } } });
    expect(await desk.view(form.instructionId)).toMatchObject({
      state: "unconfirmed",
      problem: { details: { message: "고객 문의 010-****-7777", httpStatus: 500 } },
    });
  });

  test("keeps what is personal sealed while it is open, hands it to whatever is done with it, and then forgets it", async () => {
    const form = desk.form({ tel: "010-5555-7777", residentNumber: "851231-2345678" });
    let kept = "";
    whileWriting = async () => {
      kept = await everythingKept();
    };
    let handed: unknown;
    const kind = prepareOrder({
      onDone: (personal) => {
        handed = personal;
      },
    });
    await desk.give(form, kind);
    expect(handed).toEqual({ tel: "010-5555-7777" });
    const { personal_sealed } = await desk.deps.store.read
      .selectFrom("instructions")
      .select("personal_sealed")
      .executeTakeFirstOrThrow();
    expect(personal_sealed).toBeNull();
    for (const everything of [kept, await everythingKept()]) {
      expect(everything).not.toMatch(/5555-?7777|851231|2345678/);
    }
    expect((await desk.give({ ...form, residentNumber: "" })).state).toBe("done");
  });

  test("whose own memory cannot be written is not lost: it is read back", async () => {
    const form = desk.form();
    const kind = prepareOrder({
      onDone: () => {
        throw new Error("the memory is full");
      },
    });
    expect((await desk.give(form, kind)).state).toBe("sending");
    await desk.passes(minute);
    await desk.passes(2 * second);
    expect((await desk.view(form.instructionId)).state).toBe("done");
    expect(sent).toBe(1);
  });

  test("of which upstream keeps no record waits for a person, who says what happened and why they know", async () => {
    const form = desk.form();
    desk.sandbox.control.faults.order({ kind: "drop", when: "after", method: "POST", path: "/payments/prepare" });
    expect(await desk.give(form, prepareUnseen())).toMatchObject({ state: "unconfirmed", isReadBack: false });
    await desk.passes(20 * minute);
    expect((await desk.view(form.instructionId)).state).toBe("unconfirmed");
    const { instructionId } = form;
    const word = { instructionId, outcome: "done", reason: "PG 관리자 화면에서 확인함" } as const;
    await expect(confirmInstruction(desk.ctx("viewer"), word, [prepareUnseen()])).rejects.toMatchObject(
      code("NOT_ALLOWED"),
    );
    expect(await confirmInstruction(desk.ctx("support"), word, [prepareUnseen()])).toMatchObject({
      state: "done",
      confirmation: { reason: "PG 관리자 화면에서 확인함", by: { name: "A support" } },
    });
    await expect(confirmInstruction(desk.ctx("support"), word, [prepareUnseen()])).rejects.toMatchObject(
      code("INSTRUCTION_STATE_CHANGED"),
    );
    expect((await entries(form.merchantUid)).slice(-2).map(({ event, actor }) => [event, actor?.role])).toEqual([
      ["instruction.moved", "support"],
      ["instruction.refused", "support"],
    ]);
    expect(sent).toBe(1);
  });

  test("a person's word gives way to upstream's record where there is one", async () => {
    const form = desk.form();
    whileWriting = () => Promise.reject(Object.assign(new TypeError("x"), { code: "ECONNRESET" }));
    await desk.give(form);
    whileWriting = undefined;
    const { instructionId, merchantUid } = form;
    // Somebody registers another amount meanwhile: the record no longer says whether it was us.
    await desk.deps.upstream.preparePayment({ merchantUid, amount: { amount: 777, currency: "KRW" } });
    await desk.passes(2 * second);
    expect(await desk.view(instructionId)).toMatchObject({
      state: "unconfirmed",
      problem: { details: { amountNow: 777 } },
    });
    await desk.deps.upstream.updatePreparedPayment({ merchantUid, amount: { amount: 10_000, currency: "KRW" } });
    const word = { instructionId, outcome: "not_done", reason: "PG가 없다고 답함" } as const;
    expect(await confirmInstruction(desk.ctx("support"), word, testKinds)).toMatchObject({
      state: "done",
      confirmation: null,
    });
  });

  test("is counted by family and state, listed by what it is about, and measured while unresolved", async () => {
    const form = desk.form();
    desk.sandbox.control.faults.order({ kind: "drop", when: "after", method: "POST", path: "/payments/prepare" });
    await desk.give(form, prepareUnseen());
    await desk.give(desk.form());
    const { instructions } = await desk.api("viewer");
    expect(await instructions.counts()).toMatchObject({
      forPeople: 1,
      states: expect.arrayContaining([
        expect.objectContaining({ family: "virtual_account", state: "unconfirmed", count: 1 }),
      ]),
    });
    const about = { target: { kind: "order", id: form.merchantUid } } as const;
    expect((await instructions.list(about)).items).toMatchObject([{ instructionId: form.instructionId }]);
    const first = await instructions.list({ limit: 1 });
    const rest = await instructions.list({ limit: 1, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map(({ instructionId }) => instructionId)).toHaveLength(2);
    expect(rest.nextCursor).toBeNull();
    desk.clock.advance(90 * second);
    const metrics = await (await desk.http("/metrics", { from: "127.0.0.1" })).text();
    expect(metrics).toContain('maru_instructions{family="virtual_account",state="unconfirmed"} 1');
    expect(metrics).toMatch(/maru_instructions_unresolved_seconds 90/);
  });
});
