import { Hono } from "hono";
import { receiptAtPg } from "../cash-receipt-rules.ts";
import type { Channel } from "../channels.ts";
import { loseCancellationEntry } from "../computed-payment.ts";
import { json } from "../envelope.ts";
import { readFaultOrder } from "../faults.ts";
import { readNewPayment } from "../new-payment.ts";
import type { PaymentRecord } from "../payment-record.ts";
import { type Fields, flagField, numberField, readFields, textField, UnreadableBody } from "../request-fields.ts";
import type { RequestLog } from "../request-log.ts";
import { ImpossibleControl, type Shop } from "../shop.ts";
import type { Store } from "../store.ts";
import { readCancelRequest } from "./cancel.ts";
import { addFamilyControls } from "./family-controls.ts";

/** The way to see and to move what V1 does not show. Needs no token, so it must never leave the machine. */
export function createControlRoutes(shop: Shop, requests: RequestLog): Hono {
  const controls = new Hono({ strict: false }).basePath("/__sandbox");
  controls.use(async (c, next) => {
    const origin = c.req.header("origin");
    if (origin !== undefined && !isOnThisMachine(origin)) {
      return json({ problem: "a page from elsewhere may not use the controls" }, 403);
    }
    shop.catchUp();
    return await next();
  });

  controls.get("/", () =>
    json({
      seed: shop.seed,
      anchor: shop.anchor,
      stores: shop.stores.map(({ tier, name, world }) => ({ tier, name, payments: world.size })),
      controls: controls.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`),
    }),
  );

  addClock(controls, shop);
  addFaults(controls, shop);
  addWebhooks(controls, shop);
  addPayments(controls, shop);
  addFamilyControls(controls, shop);
  addChannels(controls, shop);

  controls.get("/settings", () => json(shop.settings));
  controls.put("/settings", async (c) => json(shop.changeSettings(await readFields(c.req.raw))));
  controls.post("/tokens/revoke", () => {
    shop.tokens.revoke();
    return json({ revoked: true });
  });
  controls.get("/ledger", (c) => {
    const { imp_uid: impUid, kind, after } = c.req.query();
    return json({ entries: shop.ledger.entries({ impUid, kind, after: Number(after ?? 0) }) });
  });
  /** The console's list of receipts, which V1 does not offer: those of cash sales outside i'mport. */
  controls.get("/external-receipts", (c) => {
    const { externalReceipts } = shop.registeredStore(c.req.query("tier") ?? null);
    return json({ receipts: [...externalReceipts].map(([merchant_uid, receipt]) => ({ merchant_uid, ...receipt })) });
  });
  controls.get("/requests", (c) => json({ requests: requests.rows(Number(c.req.query("after") ?? 0)) }));
  controls.delete("/requests", () => {
    requests.clear();
    return json({ requests: [] });
  });

  controls.notFound(() => json({ problem: "there is no such control; GET /__sandbox/ lists them" }, 404));
  controls.onError((error) => {
    if (error instanceof ImpossibleControl || error instanceof RangeError) return json({ problem: error.message }, 409);
    if (error instanceof UnreadableBody) return json({ problem: error.message }, 400);
    const message = error.message;
    return json({ problem: message }, "status" in error && error.status === 200 ? 409 : 500);
  });
  return controls;
}

function isOnThisMachine(origin: string): boolean {
  const hostname = URL.canParse(origin) ? new URL(origin).hostname : "";
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
}

/** The console's own work with channels, which V1 only reads. */
function addChannels(controls: Hono, shop: Shop): void {
  controls.get("/channels", (c) => json({ channels: shop.registeredStore(c.req.query("tier") ?? null).channels }));
  controls.post("/channels", async (c) => {
    const store = shop.registeredStore(c.req.query("tier") ?? null);
    const channel = readChannel(await readFields(c.req.raw));
    if (store.channels.some(({ channel_key }) => channel_key === channel.channel_key)) {
      throw new ImpossibleControl("there is a channel with this channel_key");
    }
    shop.changeChannels(store, [...store.channels, channel]);
    return json({ channel }, 201);
  });
  controls.patch("/channels/:key", async (c) => {
    const store = shop.registeredStore(c.req.query("tier") ?? null);
    const before = channelOf(store, c.req.param("key"));
    const channel = readChannel({ ...before, ...(await readFields(c.req.raw)), channel_key: before.channel_key });
    shop.changeChannels(
      store,
      store.channels.map((each) => (each === before ? channel : each)),
    );
    return json({ channel });
  });
  controls.delete("/channels/:key", (c) => {
    const store = shop.registeredStore(c.req.query("tier") ?? null);
    const gone = channelOf(store, c.req.param("key"));
    shop.changeChannels(
      store,
      store.channels.filter((each) => each !== gone),
    );
    return json({ channels: store.channels });
  });
}

function channelOf(store: Store, key: string): Channel {
  const channel = store.channels.find(({ channel_key }) => channel_key === key);
  if (channel === undefined) throw new ImpossibleControl("there is no channel with this channel_key");
  return channel;
}

function readChannel(fields: Fields): Channel {
  const text = (name: string, longest: number): string => {
    const value = textField(fields, name);
    if (typeof value !== "string" || value === "" || value.length > longest) {
      throw new ImpossibleControl(`${name} is a text of 1 to ${longest} characters`);
    }
    return value;
  };
  const type = channelTypes.find((each) => each === textField(fields, "type"));
  if (type === undefined) throw new ImpossibleControl(`type is one of ${channelTypes.join(", ")}`);
  if (typeof fields.sandbox !== "boolean") throw new ImpossibleControl("sandbox is true or false");
  return {
    pg_provider: text("pg_provider", 16),
    pg_id: text("pg_id", 80),
    sandbox: fields.sandbox,
    type,
    channel_name: text("channel_name", 80),
    channel_key: text("channel_key", 80),
  };
}

const channelTypes = ["payment", "api_payment", "certification"] as const;

function addClock(controls: Hono, shop: Shop): void {
  const state = () => {
    const { frozenAtMs } = shop.clock.state;
    return json({
      now: shop.clock.seconds(),
      nowMs: shop.clock.now(),
      isFrozen: frozenAtMs !== null,
      anchor: shop.anchor,
    });
  };
  controls.get("/clock", state);
  controls.post("/clock", async (c) => {
    const fields = await readFields(c.req.raw);
    const advance = numberField(fields, "advance");
    const set = numberField(fields, "set");
    if (advance === undefined || set === undefined)
      throw new ImpossibleControl("advance and set are numbers of seconds");
    shop.moveClock((clock) => {
      if (fields.freeze === true) clock.freeze();
      if (fields.freeze === false) clock.thaw();
      if (advance !== null) clock.advance(advance * 1000);
      if (set !== null) clock.set(set * 1000);
    });
    return state();
  });
}

function addFaults(controls: Hono, shop: Shop): void {
  controls.get("/faults", () => json({ faults: shop.faults.waiting }));
  controls.post("/faults", async (c) => {
    const order = readFaultOrder(await readFields(c.req.raw));
    return typeof order === "string" ? json({ problem: order }, 400) : json(shop.faults.order(order), 201);
  });
  controls.delete("/faults/:id?", (c) => {
    const id = c.req.param("id");
    if (id === undefined) shop.faults.clear();
    else shop.faults.clear(Number(id));
    return json({ faults: shop.faults.waiting });
  });
}

function addWebhooks(controls: Hono, shop: Shop): void {
  controls.get("/webhooks", () => json({ settings: shop.webhooks.settings, deliveries: shop.webhooks.deliveries }));
  controls.put("/webhooks", async (c) => {
    shop.changeWebhooks(await readFields(c.req.raw));
    return json({ settings: shop.webhooks.settings });
  });
  controls.post("/webhooks/settle", async () => {
    await shop.webhooks.settled();
    return json({ deliveries: shop.webhooks.deliveries });
  });
  /** The console's "call test": an id that does not exist. */
  controls.post("/webhooks/test", () =>
    json(
      shop.webhooks.notify({ imp_uid: "imp_1234567890", merchant_uid: "merchant_1234567890", status: "paid" }, true),
    ),
  );
}

function addPayments(controls: Hono, shop: Shop): void {
  const show = ({ wire, hidden }: PaymentRecord, status = 200) => json({ payment: wire, hidden }, status);

  controls.post("/payments", async (c) => {
    const fields = await readFields(c.req.raw);
    const order = readNewPayment(fields, shop.clock.seconds());
    if (typeof order === "string") return json({ problem: order }, 400);
    return show(shop.createPayment(shop.registeredStore(textField(fields, "tier")), order), 201);
  });
  controls.get("/payments/:impUid", (c) => {
    const { store, id } = shop.locate(c.req.param("impUid"), c.req.query("tier"));
    return show(store.world.peek(id));
  });
  const moves: Record<string, (store: Store, id: number, fields: Fields) => PaymentRecord> = {
    pay: (store, id) => shop.pay(store, id),
    deposit: (store, id, fields) => {
      const depositorName = textField(fields, "depositorName");
      return shop.pay(store, id, {
        amount: numberField(fields, "amount") ?? 0,
        ...(depositorName === null ? {} : { depositorName }),
      });
    },
    fail: (store, id, fields) => shop.fail(store, id, textField(fields, "reason") ?? "[3095] 카드사 한도초과 거절"),
    expire: (store, id) => shop.expireVirtualAccount(store, id),
    "console-cancel": (store, id, fields) => shop.cancelFromConsole(store, id, readCancelRequest(fields)),
    "settle-cancel": (store, id) => shop.settlePendingCancel(store, id, true),
    "refuse-cancel": (store, id) => shop.settlePendingCancel(store, id, false),
    "take-back-cancel": (store, id) => shop.takeBackCancel(store, id),
    "lose-cancel-entry": (store, id) =>
      shop.alter(store, id, ({ wire }) => {
        const lost = loseCancellationEntry(wire);
        if (lost === undefined) throw new ImpossibleControl("this payment has no cancel to lose");
        return { kind: "cancel_entry_lost", amount: lost.amount };
      }),
    "cancel-at-pg": (store, id) => shop.cancelAtPg(store, id),
    "confirm-purchase": (store, id) => shop.confirmPurchase(store, id),
    "issue-receipt-at-pg": (store, id, fields) =>
      shop.alter(store, id, (record, now) => {
        if (record.wire.paid_at === 0) throw new ImpossibleControl("this payment was never paid");
        return receiptAtPg(record, flagField(fields, "isReported"), now, shop.seed);
      }),
    "tell-escrow": (store, id, fields) =>
      shop.tellEscrow(store, id, textField(fields, "status") ?? "3", textField(fields, "reason")),
    "resend-webhook": (store, id) => {
      shop.resendWebhook(store, id);
      return store.world.peek(id);
    },
  };
  for (const [name, move] of Object.entries(moves)) {
    controls.post(`/payments/:impUid/${name}`, async (c) => {
      const fields = await readFields(c.req.raw);
      const { store, id } = shop.locate(c.req.param("impUid"), textField(fields, "tier") ?? c.req.query("tier"));
      return show(move(store, id, fields));
    });
  }
}
