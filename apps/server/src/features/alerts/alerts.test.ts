import type { AlertRule } from "@maru/domain";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { toAppError } from "../../errors.ts";
import { createTestApp, type TestApi, type TestApp } from "../../testing/create-test-app.ts";
import { allowThisMachine, type ListeningMachine, listenOnThisMachine } from "../../testing/listening-machine.ts";
import { type ListeningMailServer, listenForMail } from "../../testing/listening-mail-server.ts";
import { alertPausesMs } from "./create-alert-keeper.ts";

const minuteMs = 60_000;

describeOnBothStores("alerts", (open) => {
  let app: TestApp;
  let hook: ListeningMachine;
  let mail: ListeningMailServer;
  let admin: TestApi;

  beforeEach(async () => {
    [hook, mail] = await Promise.all([listenOnThisMachine(), listenForMail()]);
    const environment = { ...allowThisMachine, SMTP_URL: mail.url, SMTP_FROM: "maru@example.com" };
    app = await createTestApp({ open, environment });
    admin = await app.api("admin");
  });
  afterEach(async () => {
    await app.close();
    await Promise.all([hook.close(), mail.close()]);
  });

  const addHook = () =>
    admin.alerts.addDestination({ kind: "hook", name: "운영 채널", language: "ko", address: `${hook.url}/s3cret` });
  const addMail = (language: "ko" | "en" = "en") =>
    admin.alerts.addDestination({ kind: "email", name: "Desk", language, address: "desk@example.com" });

  /** A minute passes, and whatever there is to judge and to send is done. */
  async function pass(minutes = 1): Promise<void> {
    app.clock.advance(minutes * minuteMs);
    while ((await app.alerts.step()) === 0);
  }

  const raised = async (rule?: AlertRule) => (await admin.alerts.list(rule === undefined ? {} : { rule })).items;

  async function change(count: number, facts: { status?: string; cancelled?: number }, agoMs = 0): Promise<void> {
    const { status = "paid", cancelled = 0 } = facts;
    await app.deps.store.write
      .insertInto("payment_changes")
      .values(
        Array.from({ length: count }, (_, at) => ({
          imp_uid: `imp_${at}`,
          seen_at_ms: app.clock.now() - agoMs,
          source: "poll" as const,
          status_before: null,
          status_after: status,
          cancelled_before: 0,
          cancelled_after: cancelled,
        })),
      )
      .execute();
  }

  async function miss(id: string, isTest = 0): Promise<void> {
    const nowMs = app.clock.now();
    await app.deps.store.write
      .insertInto("webhook_misses")
      .values({
        id,
        imp_uid: `imp_${id}`,
        status: "paid",
        cancellation_id: "",
        happened_at_ms: nowMs,
        noticed_at_ms: nowMs,
        noticed_by: "poll",
        is_test: isTest,
        arrived_at_ms: null,
        is_alerted: 0,
      })
      .execute();
  }

  it("reach every destination once, each in its language, and leave their traces", async () => {
    await addHook();
    await addMail();
    await miss("1");
    await miss("2");
    await pass();
    await pass();
    expect(hook.heard.map(({ body }) => JSON.parse(body).text)).toEqual([
      expect.stringContaining("웹훅 2건이 오지 않았어요: imp_1, imp_2"),
    ]);
    expect(mail.taken).toEqual([{ to: ["desk@example.com"], message: expect.stringContaining("Missing webhooks") }]);
    expect(await raised()).toMatchObject([
      {
        rule: "webhook_missing",
        isMuted: false,
        facts: { count: 2, impUids: ["imp_1", "imp_2"] },
        sends: [{ state: "sent", isTrial: false }, { state: "sent" }],
      },
    ]);
    await miss("3");
    await pass();
    expect(await raised()).toHaveLength(2);
    expect(hook.heard).toHaveLength(2);
  });

  it("tell of a spike of cancels against what is usual, not of a busy hour", async () => {
    await change(9, { cancelled: 100 });
    await pass();
    expect(await raised()).toEqual([]);
    await change(1, { cancelled: 100 });
    await pass();
    expect(await raised()).toMatchObject([{ rule: "refund_spike", facts: { count: 10, usual: 0 } }]);
    await pass();
    expect(await raised()).toHaveLength(1);
    // Where ten an hour are usual, ten are no spike.
    await change(7 * 24 * 10, { cancelled: 100 }, 3 * 24 * 60 * minuteMs);
    await pass(120);
    await change(10, { cancelled: 100 });
    await pass();
    expect(await raised("refund_spike")).toHaveLength(1);
  });

  it("tell of records that disagree once, name why, and keep quiet where the rule is muted or off", async () => {
    await addHook();
    const { control } = app.sandbox;
    const pay = () => control.createPayment(control.parent, { amount: 10_000 }).wire.imp_uid;
    const turn = async (impUid: string, move: string, body: object = {}) => {
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      await app.sandbox.fetch(new Request(`http://127.0.0.1/__sandbox/payments/${impUid}/${move}`, init));
    };
    const disagreeing = async () => {
      const impUid = pay();
      await turn(impUid, "console-cancel", { amount: 1_000 });
      await turn(impUid, "lose-cancel-entry");
      await admin.payments.refresh({ impUid });
      return impUid;
    };
    const impUid = await disagreeing();
    await admin.payments.refresh({ impUid });
    await pass();
    await pass();
    expect(await raised()).toMatchObject([
      { rule: "drift", isMuted: false, facts: { count: 1, impUids: [impUid], kinds: ["cancels_disagree"] } },
    ]);
    expect((await raised())[0]?.facts).not.toHaveProperty("driftIds");
    expect(hook.heard.map(({ body }) => JSON.parse(body).text)).toEqual([
      expect.stringContaining("취소 목록과 취소 금액이 다름"),
    ]);
    await admin.alerts.mute({ rule: "drift", minutes: 60 });
    await disagreeing();
    await pass();
    expect(await raised("drift")).toMatchObject([{ isMuted: true }, { isMuted: false }]);
    expect(hook.heard).toHaveLength(1);
    await admin.alerts.changeRule({ rule: "drift", isEnabled: false, figures: {} });
    await disagreeing();
    await pass();
    await admin.alerts.changeRule({ rule: "drift", isEnabled: true, figures: {} });
    await pass();
    expect(await raised("drift")).toHaveLength(2);
  });

  it("tell of what a person finds that the steady reading of changes did not bring, and of a cancel that is undone", async () => {
    const { control } = app.sandbox;
    const order = { amount: 10_000, usesWebhook: false };
    const [late, undone, test] = [order, order, { ...order, isTest: true }].map(
      (facts) => control.createPayment(control.parent, facts).wire.imp_uid,
    ) as [string, string, string];
    const turn = async (impUid: string, move: string, body: object = {}) => {
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      await app.sandbox.fetch(new Request(`http://127.0.0.1/__sandbox/payments/${impUid}/${move}`, init));
    };
    for (const impUid of [late, undone, test]) await admin.payments.refresh({ impUid });
    app.clock.advance(minuteMs);
    for (const impUid of [late, undone, test]) {
      await turn(impUid, "console-cancel", { amount: 1_000 });
      if (impUid !== late) await admin.payments.refresh({ impUid });
    }
    await pass();
    expect(await raised()).toEqual([]);
    // As it stands when a change slipped past the poll.
    app.clock.advance(30 * minuteMs);
    const watermark = Math.floor(app.clock.now() / 1000);
    const following = { phase: "following", cursor: null, covered_from: "2026-01-01" } as const;
    await app.deps.store.write
      .insertInto("sync_state")
      .values({ name: "payments", ...following, started_at_ms: 0, last_read_at_ms: null, watermark })
      .execute();
    await admin.payments.refresh({ impUid: late });
    for (const impUid of [undone, test]) {
      await turn(impUid, "take-back-cancel");
      await admin.payments.refresh({ impUid });
    }
    await pass();
    const [alert] = await raised("drift");
    expect(alert?.facts).toMatchObject({ count: 2, impUids: expect.arrayContaining([late, undone]) });
    expect(alert?.facts.kinds).toEqual(expect.arrayContaining(["noticed_late", "cancel_undone"]));
  });

  it("tell of failing payments above a rate, and only where there are enough to speak of one", async () => {
    await change(10, { status: "failed" });
    await pass();
    expect(await raised()).toEqual([]);
    await change(10, { status: "paid" });
    await pass();
    expect(await raised()).toMatchObject([{ rule: "failure_rate", facts: { count: 20, failed: 10, percent: 50 } }]);
  });

  it("tell of a refund nobody knows the outcome of after ten minutes", async () => {
    await app.deps.store.write
      .insertInto("refunds")
      .values({ ...unresolvedRefund, sending_at_ms: app.clock.now() })
      .execute();
    await pass(9);
    expect(await raised()).toEqual([]);
    await pass(1);
    await pass(1);
    expect(await raised()).toMatchObject([
      { rule: "refund_unresolved", facts: { impUid: "imp_448280090638", amount: 9_900, minutes: 10 } },
    ]);
  });

  it("tell of webhooks that fall silent while payments change, and not of a quiet night", async () => {
    const { payment } = Object(
      await (
        await app.sandbox.fetch(
          new Request("http://127.0.0.1/__sandbox/payments", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ status: "paid", amount: 9_900 }),
          }),
        )
      ).json(),
    );
    await app.http("/webhooks/iamport", { json: { imp_uid: payment.imp_uid, status: "paid" } });
    await app.webhooks.step();
    await pass(90);
    expect(await raised("webhook_silence")).toEqual([]);
    for (const id of ["1", "2", "3"]) await miss(id);
    await pass();
    expect(await raised("webhook_silence")).toMatchObject([{ facts: { count: 3, minutes: 91 } }]);
  });

  it("of a muted rule are written down and told nobody, until the mute ends", async () => {
    await addHook();
    await admin.alerts.mute({ rule: "webhook_missing", minutes: 60 });
    await miss("1");
    await pass();
    expect(await raised()).toMatchObject([{ isMuted: true, sends: [] }]);
    expect((await admin.alerts.settings()).rules).toContainEqual(
      expect.objectContaining({ rule: "webhook_missing", mutedByName: expect.any(String) }),
    );
    await pass(60);
    await miss("2");
    await pass();
    expect(hook.heard).toHaveLength(1);
    await admin.alerts.mute({ rule: "webhook_missing", minutes: 60 });
    await admin.alerts.mute({ rule: "webhook_missing", minutes: null });
    await miss("3");
    await pass();
    expect(hook.heard).toHaveLength(2);
  });

  it("of a rule that is off do not exist, and are no news when it is turned on again", async () => {
    await admin.alerts.changeRule({ rule: "webhook_missing", isEnabled: false, figures: {} });
    await miss("1");
    await pass();
    await admin.alerts.changeRule({ rule: "webhook_missing", isEnabled: true, figures: { atLeast: 2 } });
    await miss("2");
    await pass();
    expect(await raised()).toEqual([]);
    await miss("3");
    await pass();
    expect(await raised()).toMatchObject([{ facts: { count: 2 } }]);
  });

  it("are sent again when a destination does not take them, and given up at last", async () => {
    await addHook();
    hook.answerWith(500);
    await miss("1");
    await pass();
    expect(await raised()).toMatchObject([{ sends: [{ state: "waiting", problem: "refused" }] }]);
    for (const pauseMs of alertPausesMs) {
      app.clock.advance(pauseMs);
      await app.alerts.step();
    }
    expect(hook.heard).toHaveLength(alertPausesMs.length + 1);
    expect(await raised()).toMatchObject([{ sends: [{ state: "failed", nextAttemptAtMs: null }] }]);
  });

  it("can be tried out: the outcome is told and stands in the destination's log", async () => {
    const toHook = await addHook();
    const toMail = await addMail("ko");
    expect(await admin.alerts.test({ destinationId: toHook.id })).toEqual({ problem: null });
    expect(await admin.alerts.test({ destinationId: toMail.id })).toEqual({ problem: null });
    expect(hook.heard[0]?.body).toContain("시험 알림");
    expect(mail.taken).toHaveLength(1);
    mail.refuse();
    expect(await admin.alerts.test({ destinationId: toMail.id })).toEqual({ problem: "mail_refused" });
    expect((await admin.alerts.sends({ destinationId: toMail.id })).items).toMatchObject([
      { state: "failed", isTrial: true, problem: "mail_refused" },
      { state: "sent", isTrial: true },
    ]);
    await mail.close();
    expect(await admin.alerts.test({ destinationId: toMail.id })).toEqual({ problem: "mail_unreachable" });
  });

  it("go to no more places than may be, from however many who add one at once", async () => {
    for (let added = 0; added < 19; added += 1) await addMail();
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => addMail()));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await admin.alerts.settings()).destinations).toHaveLength(20);
  });

  it("go to no private address and to one e-mail address at a time; addresses are kept encrypted", async () => {
    const refused = async (address: string, kind: "hook" | "email" = "hook") =>
      toAppError(
        await admin.alerts.addDestination({ kind, name: "x", language: "ko", address }).then(
          () => new Error("taken"),
          (error: unknown) => error,
        ),
      ).code;
    expect(await refused("https://169.254.169.254/")).toBe("OUTBOUND_REFUSED");
    expect(await refused("https://10.0.0.1/hook")).toBe("OUTBOUND_REFUSED");
    expect(await refused("a@example.com\r\nBcc: b@example.com", "email")).toBe("INVALID_INPUT");
    expect(await refused("a@example.com, b@example.com", "email")).toBe("INVALID_INPUT");
    await addHook();
    await addMail();
    const kept = JSON.stringify([
      await app.deps.store.read.selectFrom("alert_destinations").selectAll().execute(),
      await app.deps.store.read.selectFrom("audit_entries").selectAll().execute(),
      await admin.alerts.settings(),
    ]);
    for (const secret of ["s3cret", "desk@example.com"]) expect(kept).not.toContain(secret);
  });

  it("go nowhere any more once a destination is removed, and each decision is in the audit log", async () => {
    const { id } = await addHook();
    await admin.alerts.removeDestination({ destinationId: id });
    await expect(admin.alerts.removeDestination({ destinationId: id })).rejects.toThrow("removed");
    await miss("1");
    await pass();
    expect(hook.heard).toEqual([]);
    await admin.alerts.mute({ rule: "refund_spike", minutes: 5 });
    await admin.alerts.changeRule({ rule: "refund_spike", isEnabled: true, figures: { times: 4 } });
    const events = (await admin.audit.list({ limit: 20 })).items.map(({ event }) => event);
    expect(events).toEqual(
      expect.arrayContaining([
        "alert.destination_added",
        "alert.destination_removed",
        "alert.muted",
        "alert.rule_changed",
      ]),
    );
  });
});

it("without a mail server, e-mail is not sent and says so", async () => {
  const app = await createTestApp();
  const admin = await app.api("admin");
  expect((await admin.alerts.settings()).canMail).toBe(false);
  const { id } = await admin.alerts.addDestination({
    kind: "email",
    name: "Desk",
    language: "en",
    address: "desk@example.com",
  });
  expect(await admin.alerts.test({ destinationId: id })).toEqual({ problem: "mail_off" });
  await app.close();
});

const unresolvedRefund = {
  id: "refund-0001",
  imp_uid: "imp_448280090638",
  state: "checking",
  tag: "[R7K3Q9]",
  currency: "KRW",
  amount: 9_900,
  pinned_balance: 9_900,
  reason_code: "customer",
  reason_text: "단순 변심",
  notify_shop: 0,
  contents_hash: "x",
  settles_later: 0,
  requested_by_user_id: "user-1",
  requested_by_name: "김지원",
  requested_by_email: "jiwon@shop.example",
  requested_at_ms: 0,
  requested_on: "2026-11-20",
  checks: 0,
} as const;
