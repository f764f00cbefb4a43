import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApi, type TestApp } from "../../testing/create-test-app.ts";

const minuteMs = 60_000;

describeOnBothStores("a webhook that never came", (open) => {
  let app: TestApp;
  let viewer: TestApi;
  /** What the stand-in of i'mport sends, and how many of the sent ones are lost on the way. */
  let isLost: (count: number) => boolean;
  let sent = 0;

  beforeEach(async () => {
    sent = 0;
    isLost = () => false;
    app = await createTestApp({ open, sandbox: { webhookUrl: "https://maru.test/webhooks/iamport", fetch: deliver } });
    viewer = await app.api("viewer");
    await settle();
  });
  afterEach(() => app.close());

  const deliver: typeof fetch = async (_url, init) => {
    sent += 1;
    if (isLost(sent)) throw new Error("lost on the way");
    return app.http("/webhooks/iamport", { body: String(init?.body), headers: { "content-type": "application/json" } });
  };

  async function control(path: string, body: unknown = {}): Promise<Record<string, unknown>> {
    const response = await app.sandbox.fetch(
      new Request(`http://127.0.0.1/__sandbox${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return Object(await response.json());
  }

  async function newPayment(order: Record<string, unknown> = {}): Promise<string> {
    const { payment } = await control("/payments", { status: "paid", amount: 9_900, pgProvider: "kcp", ...order });
    return String(Object(payment).imp_uid);
  }

  /** Webhooks arrive and are processed; the poller sees what there is to see. */
  async function settle(): Promise<void> {
    await control("/webhooks/settle");
    while ((await app.webhooks.step()) === 0);
    app.clock.advance(minuteMs);
    for (let step = 0; step < 200; step += 1) {
      await app.sync.step();
      if (app.sync.current().phase === "following") break;
    }
    app.clock.advance(minuteMs);
    await app.sync.step();
  }

  async function missed(): Promise<string[]> {
    app.clock.advance(10 * minuteMs);
    await app.sync.step();
    while ((await app.missWatch.step()) === 0);
    const { items } = await viewer.webhooks.missing({ limit: 200 });
    return items.map(({ impUid, status }) => `${impUid} ${status}`).toSorted();
  }

  it("is found for each one of three that is lost, and nothing that is silent by the rules is called missing", async () => {
    await newPayment();
    await settle();
    const expected: string[] = [];
    isLost = (count) => count % 3 === 0;
    /** Does something that sends one webhook, and remembers it where it does not get through. */
    const sending = async (act: () => Promise<string>, status: string): Promise<string> => {
      const before = sent;
      const impUid = await act();
      await control("/webhooks/settle");
      expect(sent, `one webhook of ${status}`).toBe(before + 1);
      if (isLost(sent)) expected.push(`${impUid} ${status}`);
      return impUid;
    };
    for (let round = 0; round < 10; round += 1) {
      await sending(() => newPayment({ status: "ready", payMethod: "vbank" }), "ready");
      const cancelled = await sending(() => newPayment(), "paid");
      await sending(async () => {
        await control(`/payments/${cancelled}/console-cancel`, { amount: 900 });
        return cancelled;
      }, "cancelled");
      // Silent by the documented rules: a failure, a closed window, a cancel by API, a cancel in the PG's own admin.
      const silent = await sending(() => newPayment(), "paid");
      await newPayment({ status: "failed" });
      await newPayment({ status: "ready", payMethod: "card" });
      await cancelByApi(silent);
      await control(`/payments/${await sending(() => newPayment(), "paid")}/cancel-at-pg`);
      await settle();
    }
    expect(expected).toHaveLength(Math.floor(sent / 3));
    expect(new Set(expected.map((each) => each.split(" ")[1]))).toEqual(new Set(["ready", "paid", "cancelled"]));
    expect(await missed()).toEqual(expected.toSorted());
    // Looking again finds nothing twice.
    expect(await missed()).toEqual(expected.toSorted());
  });

  /** As a shop's server does: without asking for a webhook. */
  async function cancelByApi(impUid: string): Promise<void> {
    const call = async (path: string, body: unknown, token = "") => {
      const request = new Request(`http://127.0.0.1${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: token },
        body: JSON.stringify(body),
      });
      const answer = Object(await (await app.sandbox.fetch(request)).json());
      expect(answer.code, String(answer.message)).toBe(0);
      return Object(answer.response);
    };
    const { access_token: token } = await call("/users/getToken", { imp_key: "sandbox", imp_secret: "sandbox-secret" });
    await call("/payments/cancel", { imp_uid: impUid, amount: 100, reason: "API로 취소" }, String(token));
  }

  it("is not missed before its time, and not where no webhook of that environment ever came", async () => {
    isLost = () => true;
    await newPayment();
    await settle();
    expect(await missed()).toEqual([]);
    expect((await viewer.webhooks.missing({})).watchedSince).toEqual({ live: null, test: null });

    isLost = () => false;
    await newPayment();
    await settle();
    isLost = () => true;
    const [live] = [await newPayment(), await newPayment({ isTest: true })];
    await settle();
    await app.missWatch.step();
    expect((await viewer.webhooks.missing({})).items).toEqual([]);
    expect(await missed()).toEqual([`${live} paid`]);
  });

  it("is shown as late when it comes after all", async () => {
    await newPayment();
    await settle();
    isLost = () => true;
    const impUid = await newPayment();
    await settle();
    expect(await missed()).toEqual([`${impUid} paid`]);
    isLost = () => false;
    await control(`/payments/${impUid}/resend-webhook`);
    await settle();
    expect((await viewer.webhooks.missing({ show: "open" })).items).toEqual([]);
    expect((await viewer.webhooks.missing({ show: "late" })).items).toMatchObject([
      { impUid, noticedBy: "poll", mode: "live", arrivedAtMs: expect.any(Number) },
    ]);
  });

  it("is noticed once by however many processes look", async () => {
    await newPayment();
    await settle();
    isLost = () => true;
    const impUid = await newPayment();
    await settle();
    app.clock.advance(10 * minuteMs);
    await Promise.all([app.missWatch.step(), app.missWatch.step(), app.missWatch.step()]);
    const { items } = await viewer.webhooks.missing({});
    expect(items.map((each) => each.impUid)).toEqual([impUid]);
  });
});

describe("our own receiver", () => {
  let server: Server;
  let app: TestApp;

  beforeEach(async () => {
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const answer = await app.http(request.url ?? "/", {
        method: request.method ?? "GET",
        body,
        headers: { "content-type": "application/json" },
      });
      response.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    app = await createTestApp({ environment: { PUBLIC_URL: `http://127.0.0.1:${port}` } });
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await app.close();
  });

  it("is called by its public address, and the call is in the log as a test", async () => {
    const developer = await app.api("developer");
    const test = await developer.webhooks.test();
    expect(test).toMatchObject({ status: 200, deliveryId: expect.any(String) });
    await app.webhooks.step();
    expect((await developer.webhooks.get({ deliveryId: test.deliveryId ?? "" })).delivery.verdict).toBe("test_call");
    const { receipts } = await developer.webhooks.settings();
    expect(receipts).toMatchObject({ live: null, test: null, testCall: { deliveryId: test.deliveryId } });
  });

  it("is said not to be reached when it is not", async () => {
    const developer = await app.api("developer");
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await developer.webhooks.test()).toMatchObject({ status: null, deliveryId: null });
  });
});
