import { type AccountIssueForm, accountDues, duesOf } from "@maru/domain";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { describeOnBothStores, openSqliteStore } from "../../db/testing/test-stores.ts";
import { testNow } from "../../testing/create-test-app.ts";
import { type Mishap, mishaps, pauseUnless, silence } from "../../testing/mishaps.ts";
import type { InstructionView } from "../instructions/instruction-view.ts";
import { type AccountDesk, openAccountDesk } from "./testing/account-desk.ts";

const second = 1_000;
const minute = 60 * second;
const nowSeconds = testNow / 1000;
const day = 24 * 60 * 60;
const code = (name: string) => ({ cause: { code: name } });

describeOnBothStores("virtual accounts", (open) => {
  let desk: AccountDesk;

  beforeEach(async () => {
    desk = await openAccountDesk({ open });
  });

  afterEach(() => desk.close());

  test("one is issued through a channel that can, and the index holds it at once", async () => {
    const form = await desk.issueForm("nice_v2", { orderName: "원목 도마" });
    const api = await desk.api("support");
    const issued = await api.virtualAccounts.issue(form);
    expect(issued).toMatchObject({
      state: "done",
      target: { kind: "order", id: form.merchantUid },
      result: { amount: 33_000, dueAt: form.dueAt },
    });
    const { payment } = await api.payments.get({ impUid: issued.impUid ?? "" });
    expect(payment).toMatchObject({ status: "ready", virtualAccount: { dueAt: form.dueAt } });
    expect(desk.done("account_issued")).toBe(1);
    expect(await api.virtualAccounts.issue(form)).toMatchObject({ instructionId: form.instructionId, state: "done" });
    await expect(api.virtualAccounts.issue({ ...form, amount: 1_000 })).rejects.toMatchObject(
      code("INSTRUCTION_ID_REUSED"),
    );
    expect(desk.done("account_issued")).toBe(1);
  });

  test.each<[string, string, Partial<AccountIssueForm>, string]>([
    ["a field the PG needs is empty", "ksnet", { productType: undefined }, "fields_missing"],
    ["the deadline is past", "nice_v2", { dueAt: nowSeconds }, "due_past"],
    ["the bank is none of the PG's", "welcome", { bank: "020" }, "bank_not_taken"],
    ["the channel is another PG's", "nice_v2", { pgProvider: "settle" }, "channel_unknown"],
    ["the channel is gone", "nice_v2", { channelKey: "channel-key-of-nobody" }, "channel_unknown"],
  ])("none is issued where %s, and nothing is sent", async (_, pg, changes, rule) => {
    const { virtualAccounts } = await desk.api("support");
    const filled = Object.entries({ ...(await desk.issueForm(pg)), ...changes }).filter(
      ([, value]) => value !== undefined,
    );
    expect(await virtualAccounts.issue(Object.fromEntries(filled) as AccountIssueForm)).toMatchObject({
      state: "not_sent",
      problem: { code: "INSTRUCTION_IMPOSSIBLE", details: { rule } },
    });
    expect(desk.sent()).toEqual([]);
  });

  test.each<[string, string, Partial<AccountIssueForm>, object, object]>([
    [
      "without a limit at Hecto",
      "settle",
      { isUnlimited: true, amount: null, fixedNumber: "79012345678901" },
      { fixed_unlimited_vbank: true, vbank_num: "79012345678901", amount: 0 },
      { amount: { amount: 0 }, virtualAccount: { number: "79012345678901" } },
    ],
    [
      "in escrow at Hecto",
      "settle",
      { escrowPassword: "pw-of-a-test", fixedNumber: "79012345678902" },
      { escrow_password: "pw-of-a-test", vbank_num: "79012345678902", buyer_email: "maru@example.com" },
      { isEscrow: true },
    ],
    [
      "to a business at NICE",
      "nice_v2",
      { buyerBusinessNumber: "1248100998" },
      { business_registration_number: "1248100998" },
      { pgProvider: "nice_v2" },
    ],
  ])("one is issued %s with what that takes", async (_, pg, facts, wire, made) => {
    await desk.set({ fixedAccountContract: true });
    const form = await desk.issueForm(pg, facts);
    const api = await desk.api("support");
    const issued = await api.virtualAccounts.issue(form);
    expect(issued).toMatchObject({ state: "done" });
    expect(desk.bodies().at(-1)).toMatchObject(wire);
    const { payment } = await api.payments.get({ impUid: issued.impUid ?? "" });
    expect(payment).toMatchObject({ status: "ready", ...made });
    const kept = JSON.stringify(await desk.deps.store.read.selectFrom("instructions").selectAll().execute());
    expect(kept).not.toContain("pw-of-a-test");
  });

  test("one without a limit whose answer was lost is found, although it has no amount to be told by", async () => {
    await desk.set({ fixedAccountContract: true });
    const unlimited = { isUnlimited: true, amount: null, fixedNumber: "79012345678901" } as const;
    const form = await desk.issueForm("settle", unlimited);
    desk.sandbox.control.faults.order({ kind: "drop", method: "POST", path: "/vbanks", when: "after" });
    const api = await desk.api("support");
    expect(await api.virtualAccounts.issue(form)).toMatchObject({ state: "checking" });
    await desk.passes(5 * second);
    const { instruction } = await api.instructions.get({ instructionId: form.instructionId });
    expect(instruction).toMatchObject({ state: "done" });
    expect(desk.done("account_issued")).toBe(1);
  });

  test("none is issued for an order that was paid, and which payment that was is said", async () => {
    const { control } = desk.sandbox;
    const { wire } = control.createPayment(control.parent, { merchantUid: "ORD-PAID" });
    const { virtualAccounts } = await desk.api("support");
    expect(await virtualAccounts.issue(await desk.issueForm("nice_v2", { merchantUid: "ORD-PAID" }))).toMatchObject({
      state: "not_sent",
      problem: { details: { rule: "order_paid", impUid: wire.imp_uid } },
    });
    expect(desk.sent()).toEqual([]);
  });

  test("the PG's own refusal is kept in its words", async () => {
    await desk.set({ vbankIssueContracts: [] });
    const { virtualAccounts } = await desk.api("support");
    expect(await virtualAccounts.issue(await desk.issueForm("nice_v2"))).toMatchObject({
      state: "refused",
      refusal: { message: expect.stringContaining("계약이 필요합니다") },
    });
  });

  test("nothing personal and no key of a PG's admin is kept or logged", async () => {
    const form = await desk.issueForm("html5_inicis", {
      holder: "박보검상점",
      buyerName: "남궁민수",
      buyerEmail: "namgung.minsu@example.com",
      buyerTel: "010-4321-8765",
    });
    const { virtualAccounts } = await desk.api("support");
    const issued = await virtualAccounts.issue(form);
    expect(issued.state).toBe("done");
    await virtualAccounts.revoke({ ...desk.revokeForm(issued.impUid ?? ""), pgApiKey: form.pgApiKey });
    const { read } = desk.deps.store;
    const kept = JSON.stringify([
      await read.selectFrom("instructions").selectAll().execute(),
      await read.selectFrom("instruction_events").selectAll().execute(),
      await read.selectFrom("audit_entries").selectAll().execute(),
      desk.logLines,
    ]);
    for (const word of ["박보검상점", "남궁민수", "namgung.minsu", "4321-8765", String(form.pgApiKey)]) {
      expect(kept, word).not.toContain(word);
    }
    expect(desk.done("account_revoked")).toBe(1);
  });

  test("one that waits is revoked once, read before and after", async () => {
    const impUid = desk.waiting({ pgProvider: "tosspayments" });
    const api = await desk.api("support");
    expect(await api.virtualAccounts.revoke(desk.revokeForm(impUid))).toMatchObject({
      state: "done",
      impUid,
      result: { status: "failed" },
    });
    expect((await api.payments.get({ impUid })).payment.status).toBe("failed");
    expect(await api.virtualAccounts.revoke(desk.revokeForm(impUid))).toMatchObject({
      state: "not_sent",
      problem: { details: { rule: "account_not_waiting", status: "failed" } },
    });
    expect(desk.sent()).toEqual(["revokeVirtualAccount"]);
  });

  test("one at KCP, about which the documents disagree, is tried and its refusal told", async () => {
    const { virtualAccounts } = await desk.api("support");
    const impUid = desk.waiting({ pgProvider: "kcp" });
    expect(await virtualAccounts.revoke(desk.revokeForm(impUid))).toMatchObject({
      state: "refused",
      refusal: { message: expect.stringContaining("지원하지 않는") },
    });
  });

  test("one into which somebody pays meanwhile is not revoked, and nobody says it was", async () => {
    const impUid = desk.waiting({ pgProvider: "tosspayments" });
    desk.beforeWrite(() => desk.deposit(impUid));
    const { virtualAccounts } = await desk.api("support");
    expect(await virtualAccounts.revoke(desk.revokeForm(impUid))).toMatchObject({ state: "refused" });
    expect((await (await desk.api("support")).payments.get({ impUid })).payment.status).toBe("paid");
  });

  test("one at Hecto gets another amount and deadline; elsewhere and of another state than was seen it does not", async () => {
    const impUid = desk.waiting({ pgProvider: "settle", amount: 30_000, vbankDate: nowSeconds + day });
    const { virtualAccounts } = await desk.api("support");
    const seen = { amount: 30_000, dueAt: nowSeconds + day };
    const next = { amount: 20_000, dueAt: nowSeconds + 2 * day };
    expect(await virtualAccounts.change(desk.changeForm(impUid, { ...next, seen }))).toMatchObject({
      state: "done",
      result: next,
    });
    expect(await virtualAccounts.change(desk.changeForm(impUid, { ...next, seen }))).toMatchObject({
      state: "not_sent",
      problem: { details: { rule: "account_moved", amountNow: 20_000 } },
    });
    const other = desk.waiting({ pgProvider: "nice_v2", amount: 30_000, vbankDate: nowSeconds + day });
    expect(await virtualAccounts.change(desk.changeForm(other, { ...next, seen }))).toMatchObject({
      state: "not_sent",
      problem: { details: { rule: "pg_changes_none" } },
    });
    expect(desk.done("account_changed")).toBe(1);
  });

  test("channels offered are those that issue accounts, and viewers neither see them nor write", async () => {
    const { items } = await (await desk.api("support")).virtualAccounts.channels();
    expect(new Set(items.map(({ pgProvider }) => pgProvider))).toEqual(
      new Set(["settle", "nice", "nice_v2", "html5_inicis", "ksnet", "smartro_v2", "tosspayments", "welcome"]),
    );
    const { virtualAccounts } = await desk.api("viewer");
    await expect(virtualAccounts.channels()).rejects.toMatchObject(code("NOT_ALLOWED"));
    await expect(virtualAccounts.issue(await desk.issueForm("nice_v2"))).rejects.toMatchObject(code("NOT_ALLOWED"));
  });

  test("the holder of an account is told where the look-up is still there, and masked for who may not see buyers", async () => {
    const { virtualAccounts } = await desk.api("support");
    expect(await virtualAccounts.holder({ bank: "004", number: "12345678901" })).toEqual({ holder: null });
    await desk.set({ holderLookup: true });
    const { holder } = await virtualAccounts.holder({ bank: "004", number: "12345678901" });
    expect(holder).toMatch(/^[가-힣]+$/);
  });

  test("the board counts, sums and lists what a scan of every payment finds", async () => {
    const dues = [-40 * day, -day, -1, 0, 60, 8 * 3600, 11 * 3600, 13 * 3600, day - 1, day, 3 * day, 40 * day];
    const expected = new Map<string, { count: number; amount: number }>();
    const add = (due: string, amount: number) => {
      const { count, amount: sum } = expected.get(due) ?? { count: 0, amount: 0 };
      expected.set(due, { count: count + 1, amount: sum + amount });
    };
    for (const [index, offset] of dues.entries()) {
      for (const isTest of [false, true]) {
        const amount = 1_000 * (index + 1);
        const dueAt = nowSeconds + offset;
        const impUid = desk.waiting({ amount, vbankDate: dueAt, isTest });
        if (!isTest) for (const due of ["all", ...duesOf(dueAt, nowSeconds)]) add(due, amount);
        await desk.index(impUid);
      }
    }
    await desk.index(desk.waiting({ status: "paid" }));
    await desk.index(desk.waiting({ payMethod: "card", status: "ready" }));
    const { virtualAccounts } = await desk.api("viewer");
    const { counts } = await virtualAccounts.list({ mode: "live" });
    for (const due of ["all", ...accountDues] as const) {
      const counted = counts.find((each) => each.due === due);
      expect(counted, due).toEqual({ due, ...(expected.get(due) ?? { count: 0, amount: 0 }) });
      const seen: (number | null)[] = [];
      let cursor: string | undefined;
      do {
        const page = await virtualAccounts.list({
          due,
          mode: "live",
          limit: 3,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ dueAt }) => dueAt));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen, due).toHaveLength(counted?.count ?? -1);
      const order = seen.map(Number);
      expect(order).toEqual(order.toSorted((a, b) => (due === "overdue" ? b - a : a - b)));
    }
    const all = await virtualAccounts.list({});
    expect(all.counts[0]).toMatchObject({ due: "all", count: 2 * dues.length });
    expect(all.items[0]?.number).toMatch(/^\*+/);
  });

  test("accounts are read around their deadline although no webhook comes, and a deposit nobody told of is raised once", async () => {
    const impUid = desk.waiting({ vbankDate: nowSeconds + 20 * 60 });
    await desk.index(impUid);
    const api = await desk.api("finance");
    await desk.deposit(impUid);
    await desk.told(desk.waiting({ status: "paid" }), "paid");
    desk.clock.advance(11 * minute);
    await desk.deposits.step();
    expect((await api.payments.get({ impUid })).payment.status).toBe("paid");
    await desk.deposits.step();
    await desk.deposits.step();
    const { items } = await api.audit.list({ event: "deposit.untold", limit: 5 });
    expect(items.map(({ subject }) => subject)).toEqual([impUid]);
    expect(await api.virtualAccounts.untold()).toMatchObject({ isToldOfAny: true, items: [{ impUid }] });
    await desk.told(impUid, "paid");
    expect((await api.virtualAccounts.untold()).items).toEqual([]);
  });

  test("a deposit the buyer speaks of is traced to the hop that is missing, in each of four cases to another", async () => {
    const { virtualAccounts } = await desk.api("viewer");
    const diagnose = async (impUid: string) => (await virtualAccounts.diagnose({ impUid })).diagnosis;
    const [unknown, untold, told, closed] = [desk.waiting(), desk.waiting(), desk.waiting(), desk.waiting()];
    await desk.deposit(untold);
    await desk.deposit(told);
    await desk.told(told, "paid");
    await (await desk.api("support")).virtualAccounts.revoke(desk.revokeForm(closed));
    desk.clock.advance(11 * minute);
    expect(await Promise.all([unknown, untold, told, closed].map(diagnose))).toEqual([
      "pg_to_portone",
      "portone_to_shop",
      "shop_itself",
      "account_closed",
    ]);
  });

  test("where no webhook ever came, no deposit is called untold", async () => {
    const impUid = desk.waiting();
    await desk.deposit(impUid);
    await desk.index(impUid);
    desk.clock.advance(11 * minute);
    await desk.deposits.step();
    const api = await desk.api("finance");
    expect(await api.virtualAccounts.untold()).toMatchObject({ isToldOfAny: false, items: [] });
    expect(await api.virtualAccounts.diagnose({ impUid })).toMatchObject({ diagnosis: "webhooks_elsewhere" });
    expect((await api.audit.list({ event: "deposit.untold", limit: 5 })).items).toEqual([]);
  });
});

describe("whatever happens to the answer", () => {
  let desk: AccountDesk;
  const next: { mishap?: Mishap | undefined; isDone: boolean } = { isDone: true };
  let isUnanswered = false;

  beforeAll(async () => {
    desk = await openAccountDesk({
      open: openSqliteStore,
      client: {
        async fetch(request) {
          const { mishap, isDone } = next;
          if (mishap === undefined || request.method === "GET" || !request.url.includes("/vbanks")) {
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

  const seen = { amount: 30_000, dueAt: nowSeconds + 40 * day };
  const writes = {
    issue: async () => {
      const form = await desk.issueForm("nice_v2", { dueAt: nowSeconds + 40 * day });
      return async () => (await desk.api("support")).virtualAccounts.issue(form);
    },
    change: async () => {
      const form = desk.changeForm(desk.waiting({ pgProvider: "settle", amount: seen.amount, vbankDate: seen.dueAt }), {
        amount: 20_000,
        dueAt: nowSeconds + 50 * day,
        seen,
      });
      return async () => (await desk.api("support")).virtualAccounts.change(form);
    },
    revoke: async () => {
      const form = desk.revokeForm(desk.waiting({ pgProvider: "tosspayments" }));
      return async () => (await desk.api("support")).virtualAccounts.revoke(form);
    },
  };
  const ledger = { issue: "account_issued", change: "account_changed", revoke: "account_revoked" } as const;

  async function untilSettled(first: InstructionView): Promise<InstructionView> {
    let view = first;
    for (const pauseMs of [2 * second, 3 * second, 10 * second, 45 * second, 5 * minute, 5 * minute]) {
      if (view.settledAtMs !== null) return view;
      await desk.passes(pauseMs);
      const { instructions } = await desk.api("viewer");
      view = (await instructions.get({ instructionId: view.instructionId })).instruction;
    }
    return view;
  }

  const names = ["issue", "change", "revoke"] as const;
  /** i'mport turns a token away before it looks at the request: that one is never carried out. */
  const isPossible = ({ what, isDone }: { what: string; isDone: boolean }) => !(isDone && what.includes("token"));
  const cases = names
    .flatMap((name) =>
      mishaps.flatMap(([what, mishap]) => [true, false].map((isDone) => ({ name, what, mishap, isDone }))),
    )
    .filter(isPossible);
  test.each(cases)("to $name because $what (carried out: $isDone), it ends where upstream is", async (each) => {
    const write = await writes[each.name]();
    const before = desk.done(ledger[each.name]);
    next.mishap = each.mishap;
    next.isDone = each.isDone;
    isUnanswered = false;
    const first = await write();
    next.mishap = undefined;
    isUnanswered = false;
    const last = await untilSettled(first);
    expect(desk.done(ledger[each.name]) - before).toBe(each.isDone ? 1 : 0);
    if (each.isDone) expect(last.state).toBe("done");
    else expect(["not_done", "not_sent", "refused"]).toContain(last.state);
    expect(await write()).toMatchObject({ state: last.state });
    expect(desk.done(ledger[each.name]) - before).toBe(each.isDone ? 1 : 0);
  });
});
