import { createHmac } from "node:crypto";
import { AppError } from "@maru/domain";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { toAppError } from "../../errors.ts";
import { createTestApp, type TestApi, type TestApp } from "../../testing/create-test-app.ts";
import { allowThisMachine, type ListeningMachine, listenOnThisMachine } from "../../testing/listening-machine.ts";
import { forwardPausesMs } from "./create-forwarder.ts";

describeOnBothStores("webhooks that were received", (open) => {
  let app: TestApp;
  let shop: ListeningMachine;
  let developer: TestApi;

  beforeEach(async () => {
    app = await createTestApp({ open, environment: allowThisMachine });
    shop = await listenOnThisMachine();
    developer = await app.api("developer");
  });
  afterEach(async () => {
    await shop.close();
    await app.close();
  });

  async function newPayment(): Promise<string> {
    const response = await app.sandbox.fetch(
      new Request("http://127.0.0.1/__sandbox/payments", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ status: "paid", amount: 9_900 }),
      }),
    );
    return String(Object(Object(await response.json()).payment).imp_uid);
  }

  async function receive(impUid: string, headers: Record<string, string> = {}): Promise<string> {
    app.clock.advance(1_000);
    await app.http("/webhooks/iamport", { json: { imp_uid: impUid, status: "paid" }, headers });
    await app.webhooks.step();
    const [delivery] = (await developer.webhooks.list({ limit: 1 })).items;
    return delivery?.id ?? "";
  }

  const chosen = (...deliveryIds: string[]) => ({ deliveryIds });
  const problemOf = async (work: Promise<unknown>): Promise<unknown> => {
    const error = toAppError(
      await work.then(
        () => new Error("not refused"),
        (thrown: unknown) => thrown,
      ),
    );
    return error instanceof AppError ? [error.code, error.details.problem] : error;
  };

  it("are processed again once for each press of the button, and each replay says whose it is", async () => {
    const impUid = "imp_000000000000";
    const id = await receive(impUid);
    const press = { replayId: "press-0001", to: "processor", which: chosen(id) } as const;
    expect(await developer.webhooks.replay(press)).toEqual({ count: 1, isRepeat: false });
    expect(await developer.webhooks.replay(press)).toEqual({ count: 1, isRepeat: true });
    await app.webhooks.step();
    const { replays } = await developer.webhooks.get({ deliveryId: id });
    expect(replays).toMatchObject([{ verdict: "rejected", answer: null, replay: { of: id } }]);
    // A replay of a replay is one more of what came over the network.
    const again = { replayId: "press-0002", to: "processor", which: chosen(replays[0]?.id ?? "") } as const;
    await developer.webhooks.replay(again);
    expect((await developer.webhooks.get({ deliveryId: id })).replays).toHaveLength(2);
    const { items } = await (await app.api("admin")).audit.list({ event: "webhook.replayed" });
    expect(items).toMatchObject([{ details: { count: 1 } }, { details: { to: "processor", replayId: "press-0001" } }]);
  });

  it("are none to send on where none are left, or none names a payment", async () => {
    await app.http("/webhooks/iamport", { json: { note: "names nothing" } });
    const [nameless] = (await developer.webhooks.list({ limit: 1 })).items;
    const days = { filter: { from: "2026-11-20", to: "2026-11-20" } } as const;
    for (const which of [chosen("gone-by-now"), chosen(nameless?.id ?? ""), days]) {
      expect(await developer.webhooks.replayable({ to: "shop", which })).toMatchObject({ count: 0 });
    }
  });

  it("change nothing that i'mport does not say, however often they are processed", async () => {
    const impUid = await newPayment();
    const id = await receive(impUid);
    const before = await developer.payments.get({ impUid });
    for (let press = 0; press < 3; press += 1) {
      await developer.webhooks.replay({ replayId: `press-${press}000`, to: "processor", which: { deliveryIds: [id] } });
      await app.webhooks.step();
    }
    expect((await developer.payments.get({ impUid })).payment).toEqual(before.payment);
    // What people read about the payment still tells of one webhook.
    const { entries } = await developer.payments.timeline({ impUid });
    expect(entries.filter(({ kind }) => kind === "webhook")).toHaveLength(1);
  });

  it("are processed again for a range of days, but neither replays nor what names no payment", async () => {
    for (const impUid of ["imp_1", "imp_2"]) await receive(impUid);
    await app.http("/webhooks/iamport", { json: { note: "names nothing" } });
    app.clock.advance(86_400_000);
    await receive("imp_3");
    const which = { filter: { from: "2026-11-20", to: "2026-11-20" } } as const;
    expect(await developer.webhooks.replayable({ to: "processor", which })).toEqual({ count: 2, most: 1_000 });
    expect(await developer.webhooks.replay({ replayId: "range-0001", to: "processor", which })).toMatchObject({
      count: 2,
    });
    const everything = { filter: { from: "2026-11-20", to: "2026-11-22" } } as const;
    expect(await developer.webhooks.replayable({ to: "processor", which: everything })).toMatchObject({ count: 3 });
    const nothing = { filter: { from: "2026-10-01", to: "2026-10-02" } } as const;
    expect(
      await problemOf(developer.webhooks.replay({ replayId: "range-0002", to: "processor", which: nothing })),
    ).toEqual(["REPLAY_IMPOSSIBLE", "nothing"]);
    expect(
      await problemOf(developer.webhooks.replay({ replayId: "range-0003", to: "processor", which: { filter: {} } })),
    ).toEqual(["INVALID_INPUT", undefined]);
  });

  it("go on to the shop by themselves once i'mport has confirmed them, signed so that the shop can tell", async () => {
    const { newSecret } = await developer.webhooks.setForwarding({ url: `${shop.url}/hook?key=1`, isForwarding: true });
    const id = await receive(await newPayment(), { authorization: "Bearer s3cret" });
    await receive("imp_000000000000");
    await app.forwarder.step();
    expect(shop.heard).toHaveLength(1);
    const [sent] = shop.heard;
    expect(sent).toMatchObject({
      url: "/hook?key=1",
      headers: { "maru-delivery": id, "maru-attempt": "1", "maru-replay": "false", "content-type": "application/json" },
    });
    expect(JSON.stringify(sent)).not.toContain("s3cret");
    const [, at = "", digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(sent?.headers["maru-signature"])) ?? [];
    const expected = createHmac("sha256", newSecret ?? "")
      .update(`${at}.${id}.${sent?.body}`)
      .digest("hex");
    expect(digest).toBe(expected);
    expect(Number(at)).toBe(Math.floor(app.clock.now() / 1000));
    expect((await developer.webhooks.forwards({})).items).toMatchObject([
      {
        deliveryId: id,
        state: "delivered",
        attempts: [{ number: 1, status: 200, problem: null, address: "127.0.0.1" }],
      },
    ]);
    expect((await developer.webhooks.get({ deliveryId: id })).forwards).toHaveLength(1);
  });

  it("are sent to the shop again after longer and longer, until it takes them or the last attempt failed", async () => {
    await developer.webhooks.setForwarding({ url: shop.url, isForwarding: true });
    shop.answerWith(503);
    const first = await receive(await newPayment());
    await app.forwarder.step();
    expect((await developer.webhooks.forwards({ state: "waiting" })).items).toMatchObject([
      { attempts: [{ status: 503, problem: "refused" }] },
    ]);
    app.clock.advance((forwardPausesMs[0] ?? 0) - 1);
    await app.forwarder.step();
    expect(shop.heard).toHaveLength(1);
    app.clock.advance(1);
    shop.answerWith(200);
    await app.forwarder.step();
    expect(shop.heard.map(({ headers }) => headers["maru-attempt"])).toEqual(["1", "2"]);

    shop.answerWith(500);
    const second = await receive(await newPayment());
    await app.forwarder.step();
    for (const pauseMs of forwardPausesMs) {
      app.clock.advance(pauseMs);
      await app.forwarder.step();
    }
    app.clock.advance(86_400_000);
    await app.forwarder.step();
    expect((await developer.webhooks.forwards({})).items).toMatchObject([
      { deliveryId: second, state: "failed", nextAttemptAtMs: null },
      { deliveryId: first, state: "delivered" },
    ]);
    expect(shop.heard).toHaveLength(2 + forwardPausesMs.length + 1);
  });

  it("go to the shop again when somebody asks for it, marked as replays, and only what i'mport has confirmed", async () => {
    const real = await receive(await newPayment());
    const forged = await receive("imp_000000000000");
    const press = { to: "shop", which: chosen(real, forged) } as const;
    expect(await problemOf(developer.webhooks.replay({ ...press, replayId: "shop-0001" }))).toEqual([
      "REPLAY_IMPOSSIBLE",
      "no_address",
    ]);
    await developer.webhooks.setForwarding({ url: shop.url, isForwarding: false });
    expect(await developer.webhooks.replay({ ...press, replayId: "shop-0001" })).toEqual({ count: 1, isRepeat: false });
    expect(await developer.webhooks.replay({ ...press, replayId: "shop-0001" })).toEqual({ count: 1, isRepeat: true });
    await app.forwarder.step();
    expect(shop.heard.map(({ headers }) => [headers["maru-delivery"], headers["maru-replay"]])).toEqual([
      [real, "true"],
    ]);
    expect(
      await problemOf(
        developer.webhooks.replay({ to: "shop", replayId: "shop-0002", which: { deliveryIds: [forged] } }),
      ),
    ).toEqual(["REPLAY_IMPOSSIBLE", "nothing"]);
  });

  it("never go to the shop with an order or a status that i'mport does not bear out", async () => {
    await developer.webhooks.setForwarding({ url: shop.url, isForwarding: true });
    const impUid = await newPayment();
    const { control } = app.sandbox;
    const unpaid = control.createPayment(control.parent, { payMethod: "vbank", status: "ready" }).wire.imp_uid;
    for (const claim of [
      { imp_uid: impUid, merchant_uid: "somebody-elses-order", status: "paid" },
      { imp_uid: impUid, merchant_uid: "somebody-elses-order" },
      { imp_uid: impUid, status: "cancelled" },
      { imp_uid: unpaid, status: "paid" },
    ]) {
      await app.http("/webhooks/iamport", { json: claim });
    }
    while ((await app.webhooks.step()) === 0);
    const { items } = await developer.webhooks.list({});
    expect(items.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 4 }, () => "verified"));
    const press = { to: "shop", which: chosen(...items.map(({ id }) => id)) } as const;
    expect(await problemOf(developer.webhooks.replay({ ...press, replayId: "forged-0001" }))).toEqual([
      "REPLAY_IMPOSSIBLE",
      "nothing",
    ]);
    await app.forwarder.step();
    expect(shop.heard).toEqual([]);
  });

  it("wait no longer for the shop when forwarding is turned off", async () => {
    await developer.webhooks.setForwarding({ url: shop.url, isForwarding: true });
    shop.answerWith(503);
    await receive(await newPayment());
    await app.forwarder.step();
    await developer.webhooks.setForwarding({ url: shop.url, isForwarding: false });
    app.clock.advance(86_400_000);
    await app.forwarder.step();
    expect(shop.heard).toHaveLength(1);
    expect((await developer.webhooks.forwards({})).items).toMatchObject([{ state: "stopped" }]);
  });

  it("never go to an address the console may not call, which is refused with the reason before it is kept", async () => {
    for (const [url, problem] of [
      ["http://169.254.169.254/latest", "private_address"],
      ["https://10.0.0.1/", "private_address"],
      ["https://[::1]/", "private_address"],
      ["ftp://shop.example.com/", "scheme"],
      ["https://a:b@shop.example.com/", "credentials"],
      ["https://shop.example.com/\r\nx-evil: 1", "control_characters"],
    ] as const) {
      expect(await problemOf(developer.webhooks.setForwarding({ url, isForwarding: true }))).toEqual([
        "OUTBOUND_REFUSED",
        problem,
      ]);
    }
    expect((await developer.webhooks.settings()).forwarding).toMatchObject({ url: null, hasSecret: false });
  });

  it("are signed with a secret that is told once, can be renewed, and is kept encrypted", async () => {
    const { newSecret } = await developer.webhooks.setForwarding({ url: `${shop.url}/?key=k3y`, isForwarding: true });
    expect(newSecret).toMatch(/^whsec_/);
    expect((await developer.webhooks.setForwarding({ url: shop.url, isForwarding: true })).newSecret).toBeNull();
    const renewed = await developer.webhooks.renewForwardSecret();
    expect(renewed.newSecret).not.toBe(newSecret);
    const kept = JSON.stringify([
      await app.deps.store.read.selectFrom("webhook_settings").selectAll().execute(),
      await app.deps.store.read.selectFrom("audit_entries").selectAll().execute(),
    ]);
    for (const secret of [newSecret ?? "", renewed.newSecret]) expect(kept).not.toContain(secret);
    expect(kept).not.toContain("k3y");
    const viewer = await app.api("viewer");
    await developer.webhooks.setForwarding({ url: `${shop.url}/?key=k3y`, isForwarding: true });
    expect(JSON.stringify(await viewer.webhooks.settings())).not.toContain("k3y");
  });

  it("are tried out with one signed call, whose answer is told", async () => {
    expect(await problemOf(developer.webhooks.testForwarding())).toEqual(["REPLAY_IMPOSSIBLE", "no_address"]);
    await developer.webhooks.setForwarding({ url: shop.url, isForwarding: false });
    shop.answerWith(404);
    expect(await developer.webhooks.testForwarding()).toMatchObject({ status: 404, problem: "refused" });
    expect(shop.heard[0]?.body).toContain("imp_1234567890");
  });
});
