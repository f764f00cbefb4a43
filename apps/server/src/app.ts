import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@maru/domain";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { clientAddress, isTrustedProxy } from "./client-address.ts";
import { createJsonCompressor } from "./compress-json.ts";
import type { Deps, RequestContext } from "./context.ts";
import { isAskerGone, ruleOf, toAppError, toPublicError, toTrpcError } from "./errors.ts";
import { applicationFilePath, applicationRoutes } from "./features/application/application.routes.ts";
import { authRoutes } from "./features/auth/auth.routes.ts";
import type { Auth } from "./features/auth/auth.ts";
import type { AuthDatabase } from "./features/auth/auth-database.ts";
import { healthRoutes } from "./features/health/health.routes.ts";
import { paymentExportRoutes } from "./features/payments/export/payment-export.routes.ts";
import { readSession } from "./features/sessions/read-session.ts";
import { testPaymentsRoutes } from "./features/test-payments/test-payments.routes.ts";
import { usersRoutes } from "./features/users/users.routes.ts";
import type { WebhookQueue } from "./features/webhooks/create-webhook-queue.ts";
import { webhookPath } from "./features/webhooks/webhook-path.ts";
import { webhooksRoutes } from "./features/webhooks/webhooks.routes.ts";
import type { HttpEnvironment } from "./http-environment.ts";
import { inTime } from "./in-time.ts";
import type { Metrics } from "./metrics.ts";
import { isFormSent, isHostAllowed, isOriginAllowed } from "./origin-rule.ts";
import { createRepeatAnswers } from "./repeat-answers.ts";
import { appRouter } from "./router.ts";
import { securityHeaders } from "./security-headers.ts";
import type { StaticFiles } from "./static-files.ts";

export interface AppParts {
  readonly auth: Auth;
  readonly authDatabase: AuthDatabase;
  readonly metrics: Metrics;
  readonly webhooks: WebhookQueue;
  readonly staticFiles: StaticFiles;
}

export interface App {
  fetch(request: Request, bindings: HttpEnvironment["Bindings"]): Response | Promise<Response>;
  /** Answers a request from memory where the same was answered before; false where it must be fetched. */
  answerAgain(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
  /** Requests being answered; open event streams are not among them. */
  requestsInProgress(): number;
}

/** Watched by machines that know this one by names of their own. */
const machinePaths: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);
const largestBody = 256 * 1024;
/** A list of refunds is the one thing people bring that is larger. */
const largestList = 4 * 1024 * 1024;
const listPath = "/trpc/refunds.bulk.prepare";
/** Headers of which an answer may bring its own: what must do less than a page, or with others than this console. */
const ownHeaders: ReadonlySet<string> = new Set(["content-security-policy", "cross-origin-opener-policy"]);
const mostCallsPerBatch = 25;
/** Longer than upstream may take over a change of money; whoever waits until then is told instead of left waiting. */
const longestAnswerMs = 120_000;
/** An answer that took this long is worth a line in the log. */
const slowAnswerMs = 10_000;

/** Everything the console answers over HTTP. Opens nothing and listens nowhere. */
export function createApp(deps: Deps, parts: AppParts): App {
  const { config, logger } = deps;
  const headers = Object.entries(securityHeaders(config, parts.staticFiles.inline));
  const compressor = createJsonCompressor();
  const repeats = createRepeatAnswers(deps, parts.metrics);
  let inProgress = 0;
  let knownHost: string | undefined;
  const app = new Hono<HttpEnvironment>();

  app.use(async (c, next) => {
    const startedAt = performance.now();
    const version = repeats.version();
    const ctx = anonymousContext(deps, c);
    c.set("ctx", ctx);
    inProgress += 1;
    try {
      const answered = next().then(() => true);
      // Nobody is better off in front of a console that says nothing.
      if (!(await inTime(answered, longestAnswerMs, false))) {
        const reason =
          "The answer took too long. What was asked for may still be under way; check before asking again.";
        c.res = answerError(c, new AppError("ANSWER_OVERDUE", reason));
      }
    } finally {
      inProgress -= 1;
    }
    for (const [name, value] of headers) {
      if (!ownHeaders.has(name) || !c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    c.res.headers.set("x-request-id", ctx.requestId);
    const durationMs = performance.now() - startedAt;
    const route = routeName(c.req.path);
    parts.metrics.countRequest(route, c.req.method, c.res.status, durationMs);
    const entry = { requestId: ctx.requestId, method: c.req.method, route, status: c.res.status, durationMs };
    if (durationMs < slowAnswerMs) logger.debug(entry, "answered");
    else logger.warn(entry, "answered slowly");
    const { incoming } = c.env;
    if (incoming === undefined || version === null || !isKnownHost(incoming.headers.host ?? "")) return;
    const answer = c.res;
    const sent = await repeats.keep(c.get("ctx"), incoming, answer, version);
    if (sent !== answer) replaceAnswer(c, sent);
  });

  function answerError(c: Context<HttpEnvironment>, error: AppError): Response {
    const { requestId } = c.get("ctx");
    report(deps, error, { requestId, path: c.req.path });
    const { retryAfterSeconds } = error.details;
    if (typeof retryAfterSeconds === "number") c.header("retry-after", String(retryAfterSeconds));
    c.header("cache-control", "no-store");
    if (error.code === "ADDRESS_NOT_ALLOWED" && c.req.header("accept")?.includes("text/html") === true) {
      return c.text(outsideWords(String(error.details.address)), 403);
    }
    const body = { code: error.code, ...toPublicError(error), requestId };
    return Response.json(body, { status: getHTTPStatusCodeFromError(toTrpcError(error)), headers: c.res.headers });
  }

  /** Nearly every request names the same host, which is taken apart once. */
  function isKnownHost(host: string): boolean {
    if (host !== knownHost && isHostAllowed(config, host)) knownHost = host;
    return host === knownHost;
  }

  app.onError((thrown, c) => answerError(c, toAppError(thrown)));

  const limitTo = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new AppError("PAYLOAD_TOO_LARGE", `A request may carry at most ${maxSize / 1024} KiB.`);
      },
    });
  const usual = limitTo(largestBody);
  const forLists = limitTo(largestList);
  app.on(["POST", "PUT", "PATCH", "DELETE"], "*", (c, next) => {
    // Webhooks have a limit of their own, which writes down what it turns away; files count as they come.
    if (c.req.path === webhookPath || c.req.path === applicationFilePath) return next();
    return (c.req.path === listPath ? forLists : usual)(c, next);
  });

  // i'mport's own calls have a gate of their own, and whoever watches the process must not be misled by this one.
  app.use(async (c, next) => {
    const { path } = c.req;
    const { ip } = c.get("ctx");
    const isOpen = path === webhookPath || path === "/healthz" || path === "/readyz";
    if (!isOpen && !(deps.allowList.admitsNow(ip) ?? (await deps.allowList.admits(ip)))) {
      throw new AppError("ADDRESS_NOT_ALLOWED", `This console cannot be reached from ${ip}.`, {
        details: { address: ip },
      });
    }
    await next();
  });

  app.use(async (c, next) => {
    const isFromOutside = c.req.path === webhookPath;
    const isForMachines = isFromOutside || machinePaths.has(c.req.path);
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    // A proxy we trust may call this console by a name of its own.
    if (!isForMachines && !isKnownHost(host) && !isTrustedProxy(c.env.address, config.trustedProxies)) {
      throw new AppError(
        "NOT_ALLOWED",
        `This console answers at ${config.publicUrl} only; the Host header names another. PUBLIC_URL sets the address.`,
      );
    }
    if (!isFromOutside && !isOriginAllowed(config, c.req.method, c.req.header("origin"))) {
      throw new AppError(
        "NOT_ALLOWED",
        "Changes are taken from pages of this console only; the Origin header says otherwise.",
      );
    }
    if (!isFromOutside && isFormSent(c.req.method, c.req.header("sec-fetch-mode"))) {
      throw new AppError("NOT_ALLOWED", "Changes are asked for by this console's own scripts; no form is sent to it.");
    }
    await next();
  });

  app.route("/", healthRoutes(deps, parts.metrics));
  app.route("/", webhooksRoutes(parts.webhooks));

  for (const path of ["/trpc/*", "/api/*"]) {
    app.use(path, async (c, next) => {
      const signedIn = await readSession(deps, c.req.header("cookie") ?? null);
      if (signedIn !== null) c.set("ctx", { ...c.get("ctx"), ...signedIn });
      await next();
      // Whatever it changed of a session or a person holds from the next request on.
      if (c.req.method !== "GET") deps.sessionCache.clear();
      const answer = c.res;
      // Reading the same again is usual; what a change answers may hold a secret and is never kept.
      const isAskedAgain = c.req.method === "GET" && path === "/trpc/*" && answer.status === 200;
      const compressed = await compressor.compress(answer, c.req.header("accept-encoding"), isAskedAgain);
      if (compressed !== answer) replaceAnswer(c, compressed);
      if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
    });
  }

  app.all("/trpc/*", (c) => {
    const ctx = c.get("ctx");
    return fetchRequestHandler({
      endpoint: "/trpc",
      req: c.req.raw,
      router: appRouter,
      createContext: () => ctx,
      maxBatchSize: mostCallsPerBatch,
      onError: ({ error, path }) => {
        if (!isAskerGone(error)) report(deps, toAppError(error), { requestId: ctx.requestId, path: path ?? "" });
      },
    });
  });
  app.route("/", authRoutes({ auth: parts.auth, database: parts.authDatabase }));
  app.route("/", usersRoutes(config));
  app.route("/", paymentExportRoutes());
  app.route("/", applicationRoutes());
  app.route("/", testPaymentsRoutes());

  app.on(["GET", "HEAD"], "*", (c) => {
    const isOurs = c.req.path === webhookPath || /^\/(api|trpc)(\/|$)/.test(c.req.path);
    const answer = isOurs ? null : parts.staticFiles.answer(c.req.raw);
    if (answer === null) throw new AppError("NOT_FOUND", "There is nothing at this address.");
    return answer;
  });
  app.notFound(() => {
    throw new AppError("NOT_FOUND", "There is nothing at this address.");
  });

  return {
    fetch: (request, bindings) => app.fetch(request, bindings),
    answerAgain: (incoming, outgoing) => {
      const forwardedFor = incoming.headers["x-forwarded-for"];
      const hops = typeof forwardedFor === "string" ? forwardedFor : forwardedFor?.join(",");
      const ip = clientAddress(incoming.socket.remoteAddress ?? "", hops, config.trustedProxies);
      return deps.allowList.admitsNow(ip) === true && repeats.answer(incoming, outgoing);
    },
    requestsInProgress: () => inProgress,
  };
}

/** For whoever opens the console in a browser where it may not be opened. */
function outsideWords(address: string): string {
  return [
    `이 주소(${address})에서는 Maru에 들어올 수 없어요. 관리자에게 접속 허용 목록에 넣어 달라고 요청해 주세요.`,
    `Maru cannot be reached from this address (${address}). Ask an administrator to add it to the allow list.`,
    "",
  ].join("\n");
}

/** Assigning over an answer would copy its headers and its body. */
function replaceAnswer(c: Context<HttpEnvironment>, answer: Response): void {
  c.res = undefined;
  c.res = answer;
}

function anonymousContext(deps: Deps, c: Context<HttpEnvironment>): RequestContext {
  return {
    ...deps,
    actor: null,
    session: null,
    ip: clientAddress(c.env.address, c.req.header("x-forwarded-for"), deps.config.trustedProxies),
    userAgent: c.req.header("user-agent") ?? null,
    requestId: deps.ids.next(),
  };
}

function report({ logger }: Deps, error: AppError, where: { readonly requestId: string; readonly path: string }): void {
  const { level } = ruleOf(error.code);
  const entry = { ...where, code: error.code, reason: error.reason, details: error.details };
  logger[level](level === "error" || level === "warn" ? { ...entry, error } : entry, "refused a request");
}

/** A name with few values, for counting: what a stranger makes up is not among them. */
function routeName(path: string): string {
  const [, first = "", second = ""] = path.split("/");
  if (first === "trpc") return Object.hasOwn(appRouter._def.procedures, second) ? `/trpc/${second}` : "/trpc";
  if (first === "api") return "/api";
  if (path === webhookPath) return "/webhooks";
  return ["healthz", "readyz", "metrics", "assets"].includes(first) ? `/${first}` : "/";
}
