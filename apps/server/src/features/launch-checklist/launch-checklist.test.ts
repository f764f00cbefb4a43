import { type LaunchBoxId, type LaunchMode, launchBoxIds, launchBoxRule, type RedirectClaim } from "@maru/domain";
import { parseWirePayment, type WireObject } from "@maru/import-client";
import type { NewPayment } from "@maru/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnBothStores, type OpenTestStore } from "../../db/testing/test-stores.ts";
import type { TestAppOptions } from "../../testing/create-test-app.ts";
import { storeReads } from "../payments/read-payments-upstream.ts";
import { openRefundDesk, type RefundDesk } from "../refunds/testing/refund-desk.ts";
import type { LaunchBoxView } from "./read-checklist.ts";

const day = 86_400;
/** KCP's live channel in the beginning; it is replaced again and again. */
const firstMid = "A8KX2";
const tossMid = "maruho8a2k";

/** A console on the way to going live: its channels are known, and nobody has paid yet. */
interface LaunchDesk extends RefundDesk {
  /** The MID of KCP's live channel now. */
  mid(): string;
  /** Puts another channel in the place of KCP's live one. */
  replaceChannel(): Promise<void>;
  /** A payment on KCP's live channel unless said otherwise, in the index as upstream tells it but for `wire`. */
  made(order?: NewPayment, wire?: WireObject): Promise<string>;
  /** What upstream says of a payment now comes into the index. */
  index(impUid: string, wire?: WireObject): Promise<void>;
  /** A webhook about a payment arrives and is processed. */
  told(impUid: string, status: string): Promise<void>;
  /** Somebody works on the channels in the vendor's console, and the console looks at them. */
  channel(method: "PATCH" | "DELETE", mid: string, change?: object): Promise<void>;
  box(id: LaunchBoxId, mode?: LaunchMode): Promise<LaunchBoxView>;
}

async function openLaunchDesk(open: OpenTestStore, options: TestAppOptions = {}): Promise<LaunchDesk> {
  const desk = await openRefundDesk({ open, ...options });
  const { control } = desk.sandbox;
  async function index(impUid: string, change: WireObject = {}): Promise<void> {
    const read = await desk.deps.upstream.getPayment(impUid);
    const wire = { ...read.wire, ...change };
    await storeReads(desk.deps, [{ payment: parseWirePayment(wire), wire }], "poll", desk.clock.now());
  }
  async function look(): Promise<void> {
    desk.clock.advance(600_000);
    await desk.channelWatch.step();
    desk.clock.advance(1_000);
  }
  let mid = firstMid;
  async function channel(method: "PATCH" | "DELETE", of: string, change?: object): Promise<void> {
    const found = (await desk.deps.upstream.listChannels()).find((each) => each.mid === of);
    const answer = await desk.sandbox.fetch(
      new Request(`http://localhost/__sandbox/channels/${found?.channelKey}`, {
        method,
        ...(change === undefined
          ? {}
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(change) }),
      }),
    );
    if (!answer.ok) throw new Error(await answer.text());
    await look();
  }
  let replaced = 0;
  await look();
  return {
    ...desk,
    index,
    channel,
    mid: () => mid,
    async replaceChannel() {
      replaced += 1;
      const next = `REPLACED${replaced}`;
      await channel("PATCH", mid, { pg_id: next });
      mid = next;
    },
    async made(order = {}, wire = {}) {
      const own = { amount: 10_000, pgProvider: "kcp", pgId: mid };
      const { imp_uid: impUid } = control.createPayment(control.parent, { ...own, ...order }).wire;
      await index(impUid, wire);
      return impUid;
    },
    async told(impUid, status) {
      await desk.http("/webhooks/iamport", { json: { imp_uid: impUid, status } });
      while ((await desk.webhooks.step()) === 0);
    },
    async box(id, mode = "live") {
      const { boxes } = await (await desk.api("viewer")).launchChecklist.get({ mode });
      const box = boxes.find((each) => each.id === id);
      if (box === undefined) throw new Error(`there is no box ${id}`);
      return box;
    },
  };
}

async function using(
  open: OpenTestStore,
  work: (desk: LaunchDesk) => Promise<void>,
  options: TestAppOptions = {},
): Promise<void> {
  const desk = await openLaunchDesk(open, options);
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
}

type Act = (desk: LaunchDesk) => Promise<unknown>;

async function cancelled(desk: LaunchDesk, order: NewPayment = {}, amount = 10_000): Promise<string> {
  const impUid = await desk.made(order);
  await desk.cancelInConsole(impUid, amount);
  await desk.index(impUid);
  return impUid;
}

const account = { payMethod: "vbank" } as const;

async function keepReceipt(
  desk: LaunchDesk,
  source: "payment" | "outside",
  target: string,
  state: "issued" | "cancelled" = "issued",
): Promise<void> {
  const channels = await desk.deps.upstream.listChannels();
  await desk.deps.store.write
    .insertInto("cash_receipts")
    .values({
      source,
      target,
      state,
      noted_at_ms: desk.clock.now(),
      read_at_ms: desk.clock.now(),
      channel_key: source === "payment" ? null : (channels.find(({ mid }) => mid === desk.mid())?.channelKey ?? null),
      pg_provider: "kcp",
      order_name: null,
      type: "person",
      identifier_type: "phone",
      identifier_masked: "010****5678",
      amount: 10_000,
      vat: null,
      tax_free: null,
      receipt_tid: "t1",
      apply_number: "1",
      receipt_url: null,
      applied_at: null,
      cancelled_at: null,
      is_ours: 1,
      issued_by_name: null,
      issued_at_ms: null,
    })
    .execute();
}

/** Something happened of which a webhook was promised, and none came. */
async function missed(desk: LaunchDesk, impUid = desk.deps.ids.next()): Promise<void> {
  desk.clock.advance(60_000);
  await desk.deps.store.write
    .insertInto("webhook_misses")
    .values({
      id: desk.deps.ids.next(),
      imp_uid: impUid,
      status: "paid",
      cancellation_id: "",
      happened_at_ms: desk.clock.now(),
      noticed_at_ms: desk.clock.now(),
      noticed_by: "poll",
      is_test: 0,
      arrived_at_ms: null,
      is_alerted: 1,
    })
    .execute();
}

/** Has the last webhook go on to the shop, with what came of it. */
async function forwarded(desk: LaunchDesk, state: "delivered" | "failed"): Promise<void> {
  const { store, ids } = desk.deps;
  await store.write.updateTable("webhook_settings").set({ is_forwarding: 1 }).execute();
  const delivery = await store.read
    .selectFrom("webhook_deliveries")
    .orderBy("received_at_ms", "desc")
    .select("id")
    .executeTakeFirstOrThrow();
  await store.write
    .insertInto("webhook_forwards")
    .values({
      id: ids.next(),
      delivery_id: delivery.id,
      replay_id: ids.next(),
      replayed_by_name: null,
      created_at_ms: desk.clock.now(),
      state,
      attempts: 1,
      next_attempt_at_ms: null,
      settled_at_ms: desk.clock.now(),
      last_status: state === "delivered" ? 200 : 500,
      last_problem: null,
    })
    .execute();
}

async function lostAndFound(desk: LaunchDesk): Promise<string> {
  const impUid = await desk.made();
  desk.onCancel({ kind: "drop", when: "after" });
  const finance = await desk.as("finance");
  const form = desk.form(impUid, { amount: 10_000 });
  await finance.request(form);
  for (const pauseMs of [5_000, 60_000, 600_000]) await desk.passes(pauseMs);
  expect((await finance.get({ refundId: form.refundId })).refund.state).toBe("done");
  return form.refundId;
}

/** A verified test payment, with what its redirect named. */
async function testPaid(desk: LaunchDesk, impUid: string, claimedImpUid: string | null): Promise<void> {
  const nowMs = desk.clock.now();
  const claim: RedirectClaim = {
    impUid: claimedImpUid,
    merchantUid: null,
    successName: "imp_success",
    success: true,
    errorCode: null,
    errorMessage: null,
    isOdd: false,
  };
  await desk.deps.store.write
    .insertInto("test_payments")
    .values({
      id: desk.deps.ids.next(),
      merchant_uid: `test-${impUid}-${claimedImpUid}`,
      channel_key: "channel-key",
      pg_provider: "kcp",
      mid: desk.mid(),
      is_test: 0,
      channel_name: null,
      method: "card",
      amount: 10_000,
      currency: "KRW",
      order_name: "테스트 결제",
      started_by: "user",
      started_by_name: "박개발",
      started_at_ms: nowMs,
      preparation: "prepared",
      prepared_at_ms: nowMs,
      preparation_code: null,
      preparation_words: null,
      claim: JSON.stringify(claim),
      returned_at_ms: nowMs,
      claim_by: "user",
      claim_is_from_window: 1,
      other_claims: 0,
      verdict: "paid",
      imp_uid: impUid,
      found: null,
      read_at_ms: nowMs,
      verified_at_ms: nowMs,
    })
    .execute();
}

/** What shows each box that records decide. Afterwards KCP's channel is replaced, on which all of it happened. */
const proofs: Readonly<Partial<Record<LaunchBoxId, Act>>> = {
  pg_credentials: (desk) => desk.made(),
  test_mode_off: (desk) => desk.made(),
  webhook_url: async (desk) => desk.told(await desk.made(), "paid"),
  instalment_settings: (desk) => desk.made({}, { card_quota: 3 }),
  redirect_url: (desk) => desk.made({}, { channel: "mobile" }),
  async window_opened(desk) {
    for (const { pgProvider, mid, isTestChannel, type } of await desk.deps.upstream.listChannels()) {
      if (!isTestChannel && type === "payment") await desk.made({ pgProvider, pgId: mid, status: "ready" });
    }
  },
  async result_returned(desk) {
    const impUid = await desk.made();
    await testPaid(desk, impUid, null);
    await testPaid(desk, impUid, "imp_0");
    expect(await desk.box("result_returned"), "the redirects named no payment, or another one").toMatchObject({
      verdict: "unseen",
    });
    await testPaid(desk, impUid, impUid);
  },
  async webhook_results(desk) {
    const impUid = await cancelled(desk);
    await desk.told(impUid, "paid");
    await desk.told(impUid, "cancelled");
  },
  webhook_answered: async (desk) => desk.told(await desk.made(), "paid"),
  unknown_results: lostAndFound,
  async repeated_attempts(desk) {
    const impUid = await desk.made();
    const finance = await desk.as("finance");
    desk.onCancel({ kind: "pg_refusal", message: "[8178] 상계가능 정산금액 부족" });
    expect((await finance.request(desk.form(impUid))).state).toBe("refused_pg");
    desk.clock.advance(1_000);
    expect((await finance.request(desk.form(impUid, { repeatReason: "정산 뒤 재시도" }))).state).toBe("done");
  },
  slips: (desk) => cancelled(desk),
  key_facts: (desk) => desk.made(),
  async duplicates(desk) {
    const impUid = await desk.made();
    await desk.told(impUid, "paid");
    await desk.told(impUid, "paid");
  },
  async card_tests(desk) {
    for (const cardCode of ["361", "365"]) {
      await cancelled(desk, { cardCode });
      await cancelled(desk, { cardCode }, 3_000);
    }
  },
  async card_kinds(desk) {
    await cancelled(desk, { cardType: 0 });
    await cancelled(desk, { cardType: 1 });
  },
  billing_key: (desk) => desk.made({ customerUid: `customer-of-${desk.mid()}` }),
  async billing_key_renewed(desk) {
    const customerUid = `customer-of-${desk.mid()}`;
    const charge = () => desk.made({ customerUid });
    await desk.set({ customerUid }, "billing-keys");
    await charge();
    desk.clock.advance(60_000);
    const deletion = { instructionId: "a-billing-key-that-is-deleted", customerUid, reason: "점검" };
    expect(await (await desk.api("finance")).billing.deleteKey(deletion)).toMatchObject({ state: "done" });
    expect(await desk.box("billing_key_renewed")).toMatchObject({ verdict: "unseen" });
    desk.clock.advance(60_000);
    await charge();
  },
  account_bank: (desk) => desk.made({ ...account, status: "ready" }),
  async account_closed(desk) {
    const own = { ...account, status: "ready", pgProvider: "tosspayments", pgId: tossMid } as const;
    const impUid = await desk.made(own);
    const revoke = { instructionId: "an-account-that-is-revoked", impUid };
    expect(await (await desk.api("support")).virtualAccounts.revoke(revoke)).toMatchObject({ state: "done" });
  },
  deposit_result: async (desk) => desk.told(await desk.made(account), "paid"),
  async account_refund(desk) {
    const cancelled_at = Math.floor(desk.clock.now() / 1000);
    const history = [{ pg_tid: "t", amount: 10_000, cancelled_at, reason: "변심", receipt_url: null }];
    await desk.made(account, { status: "cancelled", cancel_amount: 10_000, cancelled_at, cancel_history: history });
  },
  transfer_bank: (desk) => desk.made({ payMethod: "trans" }),
  transfer_refund: (desk) => cancelled(desk, { payMethod: "trans" }),
  phone_tests: (desk) => cancelled(desk, { payMethod: "phone" }),
  phone_month: (desk) => cancelled(desk, { payMethod: "phone" }),
  async receipt_cancel(desk) {
    await keepReceipt(desk, "payment", await desk.made(account), "cancelled");
  },
  async receipts_apart(desk) {
    await keepReceipt(desk, "payment", await desk.made(account));
    await keepReceipt(desk, "outside", "CASH0001");
  },
};

const deposited: Act = async (desk) => missed(desk, await desk.made(account));
const declare: (desk: LaunchDesk, list: "iamport" | "required", cidr?: string) => Promise<unknown> = async (
  desk,
  list,
  cidr,
) => {
  const { settings } = await desk.api("developer");
  const entries = cidr === undefined ? [] : [{ cidr, memo: "shop" }];
  return settings.whitelist.declare({ list, isOn: false, version: 0, entries, accepted: [] });
};

/** What disproves a box that had been proved; where more than one thing can, each of them. */
const disproofs: readonly (readonly [LaunchBoxId, string, Act])[] = [
  ["webhook_url", "the last event was not told", (desk) => missed(desk)],
  ["webhook_results", "the last event was not told", (desk) => missed(desk)],
  [
    "unknown_results",
    "the answer of a refund has been missing for a day",
    async (desk) => {
      const refundId = await lostAndFound(desk);
      const change = { state: "needs_person" as const, sending_at_ms: desk.clock.now() - 2 * day * 1000 };
      await desk.deps.store.write.updateTable("refunds").set(change).where("id", "=", refundId).execute();
    },
  ],
  ["key_facts", "the last card payment has no approval number", (desk) => desk.made({}, { apply_num: null })],
  [
    "duplicates",
    "an order was paid twice",
    async (desk) => {
      await desk.made({ merchantUid: "order-1" });
      await desk.made({ merchantUid: "order-1", force: true });
    },
  ],
  [
    "account_bank",
    "a bank has no name",
    async (desk) => {
      desk.clock.advance(2_000);
      await desk.made({ ...account, status: "ready" }, { vbank_code: "999" });
    },
  ],
  ["deposit_result", "the last deposit was not told", deposited],
  [
    "transfer_bank",
    "a bank has no name",
    async (desk) => {
      desk.clock.advance(2_000);
      await desk.made({ payMethod: "trans" }, { bank_code: "999" });
    },
  ],
  [
    "phone_month",
    "a cancel happened in a later month",
    async (desk) => {
      const danal = { pgProvider: "danal", pgId: "A010029381", payMethod: "phone" } as const;
      const paidAt = Math.floor(desk.clock.now() / 1000) - 40 * day;
      const impUid = await desk.made({ ...danal, paidAt, startedAt: paidAt });
      const cancelledAt = Math.floor(desk.clock.now() / 1000);
      const history = [{ pg_tid: "t", amount: 10_000, cancelled_at: cancelledAt, reason: "변심", receipt_url: null }];
      const change = { status: "cancelled", cancel_amount: 10_000, cancelled_at: cancelledAt, cancel_history: history };
      await desk.index(impUid, change);
    },
  ],
  ["webhook_answered", "the shop's server did not take the last one", (desk) => forwarded(desk, "failed")],
];

const decided = launchBoxIds.filter((id) => launchBoxRule(id).needs.length > 0);
const leftToPeople = launchBoxIds.filter((id) => launchBoxRule(id).needs.length === 0);
const attested = { answer: "done", evidence: "3월 2일 운영 서버에서 직접 확인했어요." } as const;

describeOnBothStores("a box of the launch checklist that records decide (N12)", (open) => {
  let desk: LaunchDesk;
  beforeAll(async () => {
    desk = await openLaunchDesk(open);
  });
  afterAll(() => desk.close());

  it("has a fixture each, and so many that 37 are left with those only people can know", () => {
    expect(Object.keys(proofs).toSorted()).toEqual([...decided].toSorted());
    expect(decided.length + leftToPeople.length).toBe(37);
  });

  it.each(decided)("is proved by its records, and open again once their channel is replaced: %s", async (id) => {
    await desk.replaceChannel();
    expect(await desk.box(id)).toMatchObject({ verdict: "unseen", isSettled: false });
    await proofs[id]?.(desk);
    const proved = await desk.box(id);
    expect(proved, JSON.stringify(proved.needs)).toMatchObject({ verdict: "proved", isSettled: true, against: [] });
    for (const { proof } of proved.needs) expect(proof).not.toBeNull();
    await desk.replaceChannel();
    if (id === "account_closed") await desk.channel("PATCH", tossMid, { pg_id: "REPLACED" });
    expect(await desk.box(id)).toMatchObject({ verdict: "unseen", isSettled: false });
  });

  it.each(disproofs)("is disproved although it was proved: %s, because %s", async (id, _, act) => {
    await desk.replaceChannel();
    await proofs[id]?.(desk);
    expect(await desk.box(id)).toMatchObject({ verdict: "proved" });
    await act(desk);
    const box = await desk.box(id);
    expect(box, JSON.stringify(box)).toMatchObject({ verdict: "disproved", isSettled: false });
    expect(box.against).not.toEqual([]);
  });
});

describeOnBothStores("the launch checklist (G6, N12)", (open) => {
  it("is disproved where the last payments were all tests, and where no channel is listed", () =>
    using(open, async (desk) => {
      await desk.made({ pgId: "T0000", isTest: true });
      expect(await desk.box("test_mode_off")).toMatchObject({ verdict: "disproved" });
      expect(await desk.box("pg_credentials", "test")).toMatchObject({ verdict: "proved" });
      await desk.made();
      expect(await desk.box("test_mode_off")).toMatchObject({ verdict: "proved" });
      for (const { mid, isTestChannel } of await desk.deps.upstream.listChannels()) {
        if (!isTestChannel) await desk.channel("DELETE", mid);
      }
      for (const id of ["pg_credentials", "test_mode_off", "window_opened"] as const) {
        expect(await desk.box(id)).toMatchObject({
          verdict: "disproved",
          against: [{ sign: "no_channel", proof: { kind: "channels" } }],
        });
      }
    }));

  it("is disproved by a whitelist that is declared to be off, or that traffic contradicts", () =>
    using(
      open,
      async (desk) => {
        expect(await desk.box("ip_security")).toMatchObject({ verdict: "person", isSettled: false });
        await declare(desk, "iamport");
        expect(await desk.box("ip_security")).toMatchObject({
          verdict: "disproved",
          against: [{ sign: "whitelist_off", proof: { kind: "whitelist" } }],
        });
        await declare(desk, "required", "52.78.5.241");
        const { against } = await desk.box("ip_security");
        expect(against.map(({ sign }) => sign)).toEqual(["whitelist_off", "whitelist_contradicted"]);
      },
      { egress: async () => "52.78.48.223" },
    ));

  it("answers of a person settle each box that only people can know, and taking them back opens it", () =>
    using(open, async (desk) => {
      const developer = await desk.api("developer");
      for (const box of leftToPeople) {
        expect(await desk.box(box)).toMatchObject({ verdict: "person", isSettled: false, version: 0, said: null });
        await developer.launchChecklist.attest({ mode: "live", box, version: 0, ...attested });
      }
      const { boxes } = await developer.launchChecklist.get({ mode: "live" });
      const said = boxes.filter(({ id }) => leftToPeople.includes(id));
      for (const box of said) {
        expect(box).toMatchObject({ verdict: "person", isSettled: true, version: 1 });
        expect(box.said).toMatchObject({ ...attested, byName: expect.any(String), atMs: desk.clock.now() });
      }
      for (const box of leftToPeople) {
        await developer.launchChecklist.attest({ mode: "live", box, version: 1, answer: "withdraw" });
      }
      const after = (await developer.launchChecklist.get({ mode: "live" })).boxes;
      for (const box of after.filter(({ id }) => leftToPeople.includes(id))) {
        expect(box).toMatchObject({ isSettled: false, version: 2, said: null, withdrawn: { atMs: desk.clock.now() } });
      }
    }));

  it("keeps what is said of live and of test channels apart, and writes both into the audit log masked", () =>
    using(open, async (desk) => {
      const admin = await desk.api("admin");
      const evidence = "김민수(010-1234-5678)와 통화해 확인";
      await admin.launchChecklist.attest({ mode: "test", box: "confirm_url", version: 0, answer: "done", evidence });
      expect(await desk.box("confirm_url", "test")).toMatchObject({ isSettled: true, said: { evidence } });
      expect(await desk.box("confirm_url", "live")).toMatchObject({ isSettled: false, said: null });
      const { items } = await admin.audit.list({ event: "launch_box.attested", limit: 1 });
      expect(items[0]).toMatchObject({
        event: "launch_box.attested",
        details: { mode: "test", box: "confirm_url", version: 1, answer: "done" },
      });
      expect(JSON.stringify(items[0])).not.toContain("1234-5678");
    }));

  it("is settled by a person where a shop has nothing of the kind, until a record says that it has", () =>
    using(open, async (desk) => {
      const developer = await desk.api("developer");
      const answer = { answer: "not_applicable", evidence: "가상계좌를 받지 않아요." } as const;
      await developer.launchChecklist.attest({ mode: "live", box: "account_bank", version: 0, ...answer });
      expect(await desk.box("account_bank")).toMatchObject({ verdict: "person", isSettled: true, said: answer });
      await desk.made({ ...account, status: "ready" }, { vbank_code: "999" });
      expect(await desk.box("account_bank")).toMatchObject({ verdict: "disproved", isSettled: false, said: answer });
    }));

  it("forgets what was said of channels that have been replaced since, and of nothing else", () =>
    using(open, async (desk) => {
      const developer = await desk.api("developer");
      for (const box of ["tax_amounts", "app_scheme"] as const) {
        await developer.launchChecklist.attest({ mode: "live", box, version: 0, ...attested });
      }
      await desk.replaceChannel();
      expect(await desk.box("tax_amounts")).toMatchObject({ isSettled: false, said: { isOutdated: true } });
      expect(await desk.box("app_scheme")).toMatchObject({ isSettled: true, said: { isOutdated: false } });
      await developer.launchChecklist.attest({ mode: "live", box: "tax_amounts", version: 1, ...attested });
      expect(await desk.box("tax_amounts")).toMatchObject({ isSettled: true, said: { isOutdated: false } });
    }));

  it("goes back to open where a channel's key is replaced under the same PG and MID", () =>
    using(open, async (desk) => {
      await desk.made();
      expect(await desk.box("pg_credentials")).toMatchObject({ verdict: "proved" });
      const old = (await desk.deps.upstream.listChannels()).find(({ mid }) => mid === firstMid);
      await desk.channel("DELETE", firstMid);
      await desk.sandbox.fetch(
        new Request("http://localhost/__sandbox/channels", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            pg_provider: "kcp",
            pg_id: firstMid,
            sandbox: false,
            type: "payment",
            channel_name: old?.name,
            channel_key: "channel-key-00000000-new",
          }),
        }),
      );
      desk.clock.advance(600_000);
      await desk.channelWatch.step();
      expect(await desk.box("pg_credentials")).toMatchObject({ verdict: "unseen" });
      desk.clock.advance(1_000);
      await desk.made();
      expect(await desk.box("pg_credentials")).toMatchObject({ verdict: "proved" });
    }));

  it("takes the word of the first of two who speak at once, and tells the second", () =>
    using(open, async (desk) => {
      const [developer, admin] = [await desk.api("developer"), await desk.api("admin")];
      const first = { mode: "live", box: "confirm_url", version: 0, ...attested } as const;
      const answers = await Promise.allSettled([
        developer.launchChecklist.attest(first),
        admin.launchChecklist.attest({ ...first, evidence: "다른 근거" }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const refused = answers.find((answer) => answer.status === "rejected");
      expect(refused?.reason).toMatchObject({ code: "CONFLICT", cause: { code: "CHECKLIST_CHANGED" } });
      expect(await desk.box("confirm_url")).toMatchObject({ version: 1, isSettled: true });
      const stale = developer.launchChecklist.attest({ ...first, evidence: "늦은 근거" });
      await expect(stale).rejects.toMatchObject({ cause: { code: "CHECKLIST_CHANGED" } });
      const { items } = await admin.audit.list({ event: "launch_box.attested", limit: 10 });
      expect(items).toHaveLength(1);
    }));

  it("is read by everybody, and spoken for by those who may, with a word of evidence", () =>
    using(open, async (desk) => {
      const input = { mode: "live", box: "confirm_url", version: 0, ...attested } as const;
      for (const role of ["viewer", "support", "finance", "approver"] as const) {
        const { launchChecklist } = await desk.api(role);
        expect((await launchChecklist.get({ mode: "live" })).boxes).toHaveLength(37);
        await expect(launchChecklist.attest(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
      }
      const { launchChecklist } = await desk.api("developer");
      const bad = (change: object) => expect(launchChecklist.attest({ ...input, ...change } as never)).rejects;
      await bad({ evidence: "   " }).toMatchObject({ code: "BAD_REQUEST" });
      await bad({ evidence: "x".repeat(1_001) }).toMatchObject({ code: "BAD_REQUEST" });
      await bad({ box: "no_such_box" }).toMatchObject({ code: "BAD_REQUEST" });
      const withdrawal = { mode: "live", box: "confirm_url", version: 0, answer: "withdraw" } as const;
      await expect(launchChecklist.attest(withdrawal)).rejects.toMatchObject({ code: "CONFLICT" });
      expect(await desk.box("confirm_url")).toMatchObject({ version: 0, said: null });
    }));

  it("names card companies, channels and environments that were not seen", () =>
    using(open, async (desk) => {
      await cancelled(desk, { cardCode: "361" });
      const impUid = await desk.made({ cardCode: "365" });
      const { issuers, unopened, cells } = await (await desk.api("viewer")).launchChecklist.get({ mode: "live" });
      expect(issuers).toMatchObject([
        { code: "361", cancelled: expect.any(String), partlyCancelled: null },
        { code: "365", paid: impUid, cancelled: null },
      ]);
      expect(unopened.map(({ mid }) => mid)).not.toContain(firstMid);
      expect(unopened.map(({ mid }) => mid)).toContain("maruhous01");
      expect(cells).toEqual([{ system: "windows", browser: "chrome", impUid: expect.any(String) }]);
    }));
});
