import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { channels, tierChannels } from "./channels.ts";
import type { PartialCancelStatus } from "./computed-payment.ts";
import { answerRefusal, messages, Refusal } from "./envelope.ts";
import { humanPage } from "./human-page.ts";
import { Listings } from "./listing.ts";
import { MOST_PAYMENTS, PaymentsWorld } from "./payments-world.ts";
import { hashText } from "./random.ts";
import { UnreadableBody } from "./request-fields.ts";
import { addPaymentReads } from "./routes/payments.ts";
import { addPrepareRoutes } from "./routes/prepare.ts";
import { addSettingReads } from "./routes/settings.ts";
import { addTokenRoute } from "./routes/tokens.ts";
import { type Store, tiers } from "./store.ts";
import { Tokens, tokenIn } from "./tokens.ts";
import { WorldClock } from "./world-clock.ts";

export interface Credentials {
  apiKey: string;
  apiSecret: string;
}

export interface SandboxOptions extends Partial<Credentials> {
  /** The same seed, size, anchor and clock give the same payments, byte for byte. */
  seed?: number;
  /** How many payments the two years before the anchor hold. */
  payments?: number;
  /** Unix milliseconds. */
  clock?: { now(): number };
  /** A journal of everything that changed, and of the anchor. */
  stateFile?: string;
  /** Unix seconds at which the history ends and the present begins. */
  anchor?: number;
  webhookUrl?: string;
  fetch?: typeof fetch;
  partialCancelStatus?: PartialCancelStatus;
  /** Whether payments keep arriving after the anchor; true unless said otherwise. */
  keepsArriving?: boolean;
}

export interface ApiEnv {
  Variables: { store: Store };
}

export interface Sandbox {
  fetch(request: Request): Promise<Response>;
  listen(where: { port: number; host: string }): Promise<{ url: string; close(): Promise<void> }>;
  close(): Promise<void>;
}

const RECEIPT_HOST = "https://receipt.sandbox.invalid";

/** A stand-in of i'mport V1. It knows the vendor's documents and nothing of the code that talks to it. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const seed = options.seed ?? 1;
  const payments = options.payments ?? 20_000;
  if (!Number.isInteger(payments) || payments < 0 || payments > MOST_PAYMENTS) {
    throw new RangeError(`payments must be a whole number from 0 to ${MOST_PAYMENTS}, not ${payments}`);
  }
  const credentials: Credentials = {
    apiKey: options.apiKey ?? "sandbox",
    apiSecret: options.apiSecret ?? "sandbox-secret",
  };
  const clock = new WorldClock(options.clock ?? { now: () => Date.now() });
  const anchor = options.anchor ?? clock.seconds();
  const tokens = new Tokens(seed);
  const partialCancelStatus = options.partialCancelStatus ?? "cancelled";

  const stores = new Map<string | null, Store>();
  const openStore = (tier: string | null, name: string, size: number): Store => {
    const world = new PaymentsWorld({
      seed: tier === null ? seed : (seed ^ hashText(tier)) >>> 0,
      payments: size,
      anchor,
      now: Math.max(anchor, clock.seconds()),
      isTier: tier !== null,
      keepsArriving: options.keepsArriving ?? true,
      partialCancelStatus: () => partialCancelStatus,
      receiptHost: () => RECEIPT_HOST,
      onEvent: () => {},
    });
    const store: Store = {
      tier,
      name,
      world,
      listings: new Listings(world),
      channels: tier === null ? channels : tierChannels,
      prepared: new Map(),
    };
    stores.set(tier, store);
    return store;
  };
  const parent = openStore(null, "마루상점", payments);
  for (const tier of tiers) openStore(tier.tier_code, tier.tier_name, Math.ceil(payments / 50));
  const nowhere = (tier: string) => stores.get(tier) ?? openStore(tier, "", 0);

  const api = new Hono<ApiEnv>({ strict: false });
  addTokenRoute(api, tokens, clock, credentials);
  api.use(async (c, next) => {
    const token = tokenIn(c.req.raw.headers);
    if (token === null || !tokens.isLive(token, clock.seconds())) throw new Refusal(401, messages.unauthorized);
    const tier = c.req.header("tier");
    const store = tier === undefined || tier === "" ? parent : nowhere(tier.slice(0, 3));
    store.world.catchUp(clock.seconds());
    c.set("store", store);
    await next();
  });
  addSettingReads(api);
  addPrepareRoutes(api, (store, prepared) => store.prepared.set(prepared.merchant_uid, prepared));
  addPaymentReads(api);
  api.notFound(() => answerRefusal(new Refusal(404, "요청하신 API를 찾을 수 없습니다.")));
  api.onError((error) => {
    if (error instanceof Refusal) return answerRefusal(error);
    if (error instanceof UnreadableBody) return answerRefusal(new Refusal(400, messages.wrong("요청 본문")));
    throw error;
  });

  const page = () =>
    new Response(humanPage({ payments: parent.world.size, seed, webhookUrl: options.webhookUrl ?? null }), {
      headers: { "content-type": "text/html; charset=utf-8" },
    });

  const respond = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    if (path === "/" && request.method === "GET") return page();
    return await api.fetch(request);
  };

  const closers = new Set<() => Promise<void>>();
  return {
    fetch: respond,
    async listen({ port, host }) {
      const server = createServer(getRequestListener(respond, { overrideGlobalObjects: false }));
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, resolve);
      });
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      const close = () =>
        new Promise<void>((resolve) => {
          closers.delete(close);
          server.close(() => resolve());
          server.closeAllConnections();
        });
      closers.add(close);
      return { url: `http://${host}:${actual}`, close };
    },
    async close() {
      await Promise.all([...closers].map((close) => close()));
    },
  };
}
