import { createServer } from "node:http";
import process from "node:process";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { PartialCancelStatus } from "./computed-payment.ts";
import { DroppedConnection } from "./dropped-connection.ts";
import { answerRefusal, messages, Refusal } from "./envelope.ts";
import type { Fault } from "./faults.ts";
import { humanPage } from "./human-page.ts";
import { MOST_PAYMENTS } from "./payments-world.ts";
import { UnreadableBody } from "./request-fields.ts";
import { RequestLog } from "./request-log.ts";
import { addCancelRoute } from "./routes/cancel.ts";
import { addCashReceiptRoutes } from "./routes/cash-receipts.ts";
import { addCertificationRoutes } from "./routes/certifications.ts";
import { createControlRoutes } from "./routes/controls.ts";
import { addEscrowRoutes } from "./routes/escrow.ts";
import { addKcpQuickRoutes } from "./routes/kcpquick.ts";
import { addNaverRoutes } from "./routes/naver.ts";
import { addPaymentReads } from "./routes/payments.ts";
import { addPgFollowUps } from "./routes/pg-follow-ups.ts";
import { addPrepareRoutes } from "./routes/prepare.ts";
import { addSettingReads } from "./routes/settings.ts";
import { addSubscribeRoutes } from "./routes/subscribe.ts";
import { addTokenRoute } from "./routes/tokens.ts";
import { addVirtualAccountRoutes } from "./routes/virtual-accounts.ts";
import { createWindowRoutes } from "./routes/window.ts";
import { usualSettings } from "./settings.ts";
import { Shop } from "./shop.ts";
import type { Store } from "./store.ts";
import { answerUnder } from "./struck-answer.ts";
import { tokenIn } from "./tokens.ts";

export interface Credentials {
  apiKey: string;
  apiSecret: string;
}

export interface SandboxOptions extends Partial<Credentials> {
  /** The same seed, size, anchor and clock give the same payments, byte for byte. */
  seed?: number;
  /** How many payments the two years before the anchor hold. 0 makes a world that stays empty. */
  payments?: number;
  /** Unix milliseconds. */
  clock?: { now(): number };
  /** A journal of everything that changed, and of the anchor. */
  stateFile?: string;
  /** Unix seconds at which the history ends and the present begins; now when left out. */
  anchor?: number;
  webhookUrl?: string;
  /** The sub-merchant whose address that is; without one it is everybody's, as "same as parent" has it. */
  webhookTier?: string;
  /** Sends the webhooks. */
  fetch?: typeof fetch;
  partialCancelStatus?: PartialCancelStatus;
  /** Whether payments keep arriving after the anchor; true unless said otherwise. */
  keepsArriving?: boolean;
}

export interface ApiEnv {
  Bindings: { faults: readonly Fault[] };
  Variables: { store: Store; pgRefusal: Fault | null };
}

export interface Sandbox {
  /** Answers as the listening server does. A dropped connection rejects as `fetch` rejects. */
  fetch(request: Request): Promise<Response>;
  /** Listens on a loopback address; port 0 takes any free one. Time passes by itself while it listens. */
  listen(where: { port: number; host: string }): Promise<{ url: string; close(): Promise<void> }>;
  /** What `/__sandbox/` does, for whoever runs the sandbox in its own process. */
  control: Shop;
  requests: RequestLog;
  close(): Promise<void>;
}

const HEARTBEAT_MS = 1000;
const loopback = /^(127(\.\d+){3}|::1|localhost)$/;

/** A stand-in of i'mport V1. It knows the vendor's documents and nothing of the code that talks to it. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const seed = options.seed ?? 1;
  const payments = options.payments ?? 20_000;
  if (!Number.isInteger(payments) || payments < 0 || payments > MOST_PAYMENTS) {
    throw new RangeError(`payments must be a whole number from 0 to ${MOST_PAYMENTS}, not ${payments}`);
  }
  const shop = new Shop({
    seed,
    payments,
    clock: options.clock ?? { now: () => Date.now() },
    anchor: options.anchor,
    stateFile: options.stateFile,
    webhookUrl: options.webhookUrl,
    webhookTier: options.webhookTier,
    fetch: options.fetch ?? fetch,
    settings: {
      ...usualSettings,
      partialCancelStatus: options.partialCancelStatus ?? usualSettings.partialCancelStatus,
    },
    keepsArriving: options.keepsArriving ?? true,
  });
  const requests = new RequestLog();
  const api = createApi(shop, {
    apiKey: options.apiKey ?? "sandbox",
    apiSecret: options.apiSecret ?? "sandbox-secret",
  });
  const controls = createControlRoutes(shop, requests);
  const windows = createWindowRoutes(shop);

  const respond = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    if (path === "/__sandbox" || path.startsWith("/__sandbox/")) return await controls.fetch(request);
    if (path === "/v1/iamport.js" || path === "/window" || path.startsWith("/window/")) {
      return await windows.fetch(request);
    }
    if (path === "/" && request.method === "GET") {
      const { url } = shop.webhooks.settings;
      return new Response(humanPage({ payments: shop.parent.world.size, seed, webhookUrl: url }), {
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    }
    return await answerApi(request, path);
  };

  const answerApi = async (request: Request, path: string): Promise<Response> => {
    const begun = performance.now();
    const faults = shop.faults.strikeRequest(request.method, path);
    const row = {
      atMs: shop.clock.now(),
      method: request.method,
      path: withoutPrivateValues(request.url.slice(request.url.indexOf(path))),
      tier: request.headers.get("tier"),
      faults: faults.map(({ kind }) => kind),
    };
    let status: number | null = null;
    try {
      const response = await answerUnder(faults, async () => await api.fetch(request, { faults }));
      status = response.status;
      return response;
    } finally {
      requests.add({ ...row, status, tookMs: Math.round(performance.now() - begun) });
    }
  };

  const closers = new Set<() => Promise<void>>();
  return {
    control: shop,
    requests,
    async fetch(request) {
      try {
        return await respond(request);
      } catch (error) {
        throw error instanceof DroppedConnection ? error.asFetchFailure() : error;
      }
    },
    async listen({ port, host }) {
      if (!loopback.test(host)) throw new Error(`the sandbox listens on a loopback address only, not on ${host}`);
      const server = createServer(
        getRequestListener(
          async (request, { outgoing }) => {
            try {
              return await respond(request);
            } catch (error) {
              if (!(error instanceof DroppedConnection)) throw error;
              const { socket } = outgoing;
              if (error.isReset && socket !== null && "resetAndDestroy" in socket) socket.resetAndDestroy();
              else socket?.destroy();
              return RESPONSE_ALREADY_SENT;
            }
          },
          { overrideGlobalObjects: false },
        ),
      );
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, resolve);
      });
      const heartbeat = setInterval(() => shop.catchUp(), HEARTBEAT_MS);
      heartbeat.unref();
      const address = server.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      const close = () =>
        new Promise<void>((resolve) => {
          closers.delete(close);
          clearInterval(heartbeat);
          server.close(() => resolve());
          server.closeAllConnections();
        });
      closers.add(close);
      return { url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`, close };
    },
    async close() {
      await Promise.all([...closers].map((close) => close()));
      shop.close();
    },
  };
}

/** A key of the merchant's and an account number travel in the address of a few requests. */
function withoutPrivateValues(path: string): string {
  return path.replace(/([?&](?:pg_api_key|bank_num)=)[^&]*/g, "$1***");
}

function createApi(shop: Shop, credentials: Credentials): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>({ strict: false });
  addTokenRoute(api, shop.tokens, shop.clock, credentials);
  api.use(async (c, next) => {
    const token = tokenIn(c.req.raw.headers);
    if (token === null || !shop.tokens.isLive(token, shop.clock.seconds()))
      throw new Refusal(401, messages.unauthorized);
    shop.catchUp();
    c.set("store", shop.storeOf(c.req.header("tier") ?? null));
    c.set("pgRefusal", c.env.faults.find(({ kind }) => kind === "pg_refusal") ?? null);
    await next();
  });
  addSettingReads(api);
  addPrepareRoutes(api, (store, prepared, kind) => shop.prepare(store, prepared, kind));
  addCancelRoute(api, shop);
  addNaverRoutes(api, shop, shop.naverOrders);
  addPgFollowUps(api, shop);
  addKcpQuickRoutes(api, shop);
  addSubscribeRoutes(api, shop);
  addCertificationRoutes(api, shop);
  addPaymentReads(api);
  addVirtualAccountRoutes(api, shop);
  addCashReceiptRoutes(api, shop);
  addEscrowRoutes(api, shop);
  refuseOtherMethods(api);
  api.notFound(() => answerRefusal(new Refusal(404, "요청하신 API를 찾을 수 없습니다.")));
  api.onError((error) => {
    if (error instanceof Refusal) return answerRefusal(error);
    if (error instanceof UnreadableBody) return answerRefusal(new Refusal(400, messages.wrong("요청 본문")));
    process.stderr.write(`${error.stack ?? error.message}\n`);
    return answerRefusal(new Refusal(500, "알 수 없는 오류가 발생하였습니다."));
  });
  return api;
}

/** A path V1 has, asked with a method it does not have there. */
function refuseOtherMethods(api: Hono<ApiEnv>): void {
  const paths = new Set(api.routes.filter(({ method }) => method !== "ALL").map(({ path }) => path));
  for (const path of paths) api.all(path, () => answerRefusal(new Refusal(405, "허용되지 않는 HTTP METHOD 입니다.")));
}
