import { afterEach, describe, expect, it } from "vitest";
import { DAY } from "./kst.ts";
import type { SandboxOptions } from "./sandbox.ts";
import { type Caller, createCaller } from "./testing.ts";

interface Sent {
  type: string;
  body: string;
}

const open: Caller[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** A sandbox whose webhooks land in a list. `answers` are the statuses of the receiver, the last one for ever. */
function listening(options: SandboxOptions = {}, answers: (number | "unreachable")[] = [200]) {
  const sent: Sent[] = [];
  const caller = createCaller({
    payments: 0,
    webhookUrl: "http://shop.test/hook",
    async fetch(input, init) {
      const request = new Request(input, init);
      sent.push({ type: request.headers.get("content-type") ?? "", body: await request.text() });
      const answer = answers[Math.min(sent.length, answers.length) - 1] ?? 200;
      if (answer === "unreachable") throw new TypeError("fetch failed");
      return new Response(null, { status: answer });
    },
    ...options,
  });
  open.push(caller);
  const settle = () => caller.sandbox.control.webhooks.settled();
  const bodies = async () => {
    await settle();
    return sent.map(({ body }) => JSON.parse(body) as unknown);
  };
  return { ...caller, sent, bodies, settle };
}

const account = { refund_holder: "김민준", refund_bank: "04", refund_account: "12345678901234" };

describe("webhooks are sent", () => {
  it("for an approval", async () => {
    const { make, bodies } = listening();
    const { imp_uid, merchant_uid } = make();
    expect(await bodies()).toEqual([{ imp_uid, merchant_uid, status: "paid" }]);
  });

  it("for an issued virtual account and again for its deposit", async () => {
    const { make, bodies, sandbox } = listening();
    const { imp_uid, merchant_uid } = make({ status: "ready", payMethod: "vbank" });
    const { store, id } = sandbox.control.locate(imp_uid);
    sandbox.control.pay(store, id);
    expect(await bodies()).toEqual([
      { imp_uid, merchant_uid, status: "ready" },
      { imp_uid, merchant_uid, status: "paid" },
    ]);
  });

  it("for a cancel in the console, with the cancellation's id", async () => {
    const { make, bodies, call } = listening();
    const { imp_uid, merchant_uid } = make({ amount: 5000 });
    await call("POST", `/__sandbox/payments/${imp_uid}/console-cancel`, { amount: 1000 });
    const { response } = await call("GET", `/payments/${imp_uid}`);
    const cancellation_id = response.cancel_history[0]?.cancellation_id;
    expect(response.cancel_reason).toBe("관리자페이지취소");
    expect((await bodies()).at(-1)).toEqual({ imp_uid, merchant_uid, status: "cancelled", cancellation_id });
  });

  it("for a cancel through the API only when it asks for one and the payment used webhooks", async () => {
    const { make, bodies, call, sandbox } = listening();
    const [silent, loud, without] = [make(), make(), make({ usesWebhook: false })];
    await call("POST", "/payments/cancel", { imp_uid: silent.imp_uid });
    await call("POST", "/payments/cancel", `imp_uid=${loud.imp_uid}&enable_webhook=true`);
    await call("POST", "/payments/cancel", { imp_uid: without.imp_uid, enable_webhook: true });
    const cancels = (await bodies()).filter((body) => JSON.stringify(body).includes('"cancelled"'));
    expect(cancels).toMatchObject([{ imp_uid: loud.imp_uid }]);
    const written = sandbox.control.webhooks.deliveries.filter(({ body }) => body.status === "cancelled");
    expect(written.map(({ state }) => state)).toEqual(["not_sent", "delivered", "not_sent"]);
  });

  it("when an asynchronous cancel is done, but not when it is only taken", async () => {
    const { make, bodies, call, clock } = listening();
    const { imp_uid } = make({ pgProvider: "paypal_v2", amount: 10 });
    await call("POST", "/payments/cancel", { imp_uid });
    expect(await bodies()).toHaveLength(1);
    clock.advance(600);
    await call("GET", "/banks");
    expect((await bodies()).at(-1)).toMatchObject({ imp_uid, status: "cancelled" });
  });

  it("for no ordinary failure, but for a failed scheduled charge", async () => {
    const { make, sent, settle, sandbox } = listening();
    make({ status: "failed" });
    await settle();
    expect(sent).toEqual([]);
    const { imp_uid } = make({ status: "ready", payMethod: "vbank" });
    const { store, id } = sandbox.control.locate(imp_uid);
    sandbox.control.fail(store, id, "발급 취소");
    await settle();
    expect(sent.map(({ body }) => JSON.parse(body).status)).toEqual(["ready"]);
  });

  it("for payments that arrive and change as time passes", async () => {
    const { bodies, clock, call } = listening({ payments: 40_000 });
    clock.advance(30 * DAY);
    await call("GET", "/banks");
    const statuses = (await bodies()).map((body) => JSON.stringify(body));
    for (const status of ["paid", "ready", "cancelled", "failed"]) {
      expect(
        statuses.some((body) => body.includes(`"${status}"`)),
        status,
      ).toBe(true);
    }
  });

  it.each(["application/json", "application/x-www-form-urlencoded"] as const)(
    "for an escrow of KG Inicis that moved, as %s, and for no other escrow",
    async (contentType) => {
      const { make, sent, settle, call, sandbox } = listening();
      const escrow = { escrow: true, payMethod: "trans", pgProvider: "html5_inicis" } as const;
      const { imp_uid, merchant_uid } = make(escrow);
      const other = make({ ...escrow, pgProvider: "kcp" });
      await settle();
      sandbox.control.changeWebhooks({ contentType });
      const body = { status: "4", reason: "색상이 달라요" };
      await call("POST", `/__sandbox/payments/${imp_uid}/tell-escrow`, body);
      expect((await call("POST", `/__sandbox/payments/${other.imp_uid}/tell-escrow`, body)).status).not.toBe(200);
      await settle();
      expect(sent).toHaveLength(3);
      const told = sent.at(-1)?.body ?? "";
      if (contentType === "application/json") {
        expect(JSON.parse(told)).toEqual({
          imp_uid,
          merchant_uid,
          status: "paid",
          event: "Inicis.Escrow.Changed",
          extra: { escrow_status: "4", changed_at: 1_795_138_200, denied_reason: "색상이 달라요" },
        });
      } else {
        expect(Object.fromEntries(new URLSearchParams(told))).toMatchObject({
          event: "Inicis.Escrow.Changed",
          "extra[escrow_status]": "4",
          "extra[denied_reason]": "색상이 달라요",
        });
      }
    },
  );

  it("as a form when the console says so", async () => {
    const { make, sent, settle, sandbox } = listening();
    sandbox.control.changeWebhooks({ contentType: "application/x-www-form-urlencoded" });
    const { imp_uid, merchant_uid } = make();
    await settle();
    expect(sent).toEqual([
      {
        type: "application/x-www-form-urlencoded",
        body: `imp_uid=${imp_uid}&merchant_uid=${merchant_uid}&status=paid`,
      },
    ]);
  });
});

describe("a webhook that is not taken", () => {
  it("is not sent again by default", async () => {
    const { make, sent, settle, clock } = listening({}, [500]);
    make();
    await settle();
    clock.advance(3600);
    await settle();
    expect(sent).toHaveLength(1);
  });

  it("is sent again each minute, up to five times, after a network failure or a 5xx", async () => {
    const { make, sent, settle, clock, sandbox } = listening({}, ["unreachable", 503, 500, 200]);
    sandbox.control.changeWebhooks({ resends: 5 });
    make();
    for (let minute = 0; minute < 8; minute++) {
      await settle();
      expect(sent).toHaveLength(Math.min(minute + 1, 4));
      clock.advance(60);
    }
    expect(sandbox.control.webhooks.deliveries[0]?.state).toBe("delivered");
  });

  it("is not sent again after a 4xx", async () => {
    const { make, sent, settle, clock, sandbox } = listening({}, [404]);
    sandbox.control.changeWebhooks({ resends: 5 });
    make();
    await settle();
    clock.advance(120);
    await settle();
    expect(sent).toHaveLength(1);
    expect(sandbox.control.webhooks.deliveries[0]?.state).toBe("failed");
  });

  it("still goes to the old address after the address changed", async () => {
    const { make, settle, clock, sandbox } = listening({}, [500, 200]);
    sandbox.control.changeWebhooks({ resends: 1 });
    make();
    await settle();
    sandbox.control.changeWebhooks({ url: "http://new.test/" });
    clock.advance(60);
    await settle();
    expect(sandbox.control.webhooks.deliveries[0]).toMatchObject({ url: "http://shop.test/hook", state: "delivered" });
  });
});

describe("on a bad day a webhook", () => {
  it("is lost", async () => {
    const { make, bodies, sandbox } = listening();
    sandbox.control.faults.order({ kind: "webhook_lost" });
    make();
    const second = make();
    expect(await bodies()).toMatchObject([{ imp_uid: second.imp_uid }]);
  });

  it("comes twice", async () => {
    const { make, bodies, sandbox } = listening();
    sandbox.control.faults.order({ kind: "webhook_doubled" });
    const { imp_uid } = make();
    expect(await bodies()).toMatchObject([{ imp_uid }, { imp_uid }]);
  });

  it("comes after the one behind it", async () => {
    const { make, bodies, sandbox } = listening();
    sandbox.control.faults.order({ kind: "webhook_reordered" });
    const [first, second] = [make(), make()];
    expect(await bodies()).toMatchObject([{ imp_uid: second.imp_uid }, { imp_uid: first.imp_uid }]);
  });

  it("comes a minute late when there is none behind it", async () => {
    const { make, bodies, sandbox, clock } = listening();
    sandbox.control.faults.order({ kind: "webhook_reordered" });
    const { imp_uid } = make();
    expect(await bodies()).toEqual([]);
    clock.advance(60);
    expect(await bodies()).toMatchObject([{ imp_uid }]);
  });
});

describe("the refund account of a deposit", () => {
  it("is enough for a refund of the virtual account", async () => {
    const { make, call } = listening();
    const { imp_uid } = make({ payMethod: "vbank" });
    expect((await call("POST", "/payments/cancel", { imp_uid, ...account })).response.status).toBe("cancelled");
  });
});
