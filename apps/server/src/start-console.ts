import type { Server } from "node:http";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import type { Clock } from "@maru/domain";
import { createImportClient } from "@maru/import-client";
import type { Logger } from "pino";
import type { App } from "./app.ts";
import { createAppServer } from "./app-server.ts";
import { assembleConsole } from "./assemble-console.ts";
import type { Config } from "./config.ts";
import type { Deps } from "./context.ts";
import { openStore } from "./db/store.ts";
import { noteAnchor } from "./features/audit/audit-anchors.ts";
import { deleteSpentWindows } from "./features/auth/auth.repository.ts";
import { claimStore } from "./features/console/claim-store.ts";
import { shareLiveEvents } from "./features/live/share-live-events.ts";
import { rebuildIndex } from "./features/payments/rebuild-index.ts";
import { deleteExpiredSessions, deleteSpentChallenges } from "./features/sessions/sessions.repository.ts";
import { ensureAdministrator, ensureDemoUsers } from "./features/users/first-users.ts";
import { forgetOldDeliveries } from "./features/webhooks/forget-deliveries.ts";
import { startParts, stopParts } from "./run-parts.ts";
import { startSandboxProcess } from "./sandbox-process.ts";
import { loadStaticFiles } from "./static-files.ts";

export interface RunningConsole {
  readonly port: number;
  /** Lets one person become the first administrator; null where there is one already. Never logged. */
  readonly setUpLink: string | null;
  /** Takes no new requests, finishes those it has, and closes everything. */
  stop(): Promise<void>;
}

const webFolder = join(import.meta.dirname, "../../web/dist");
/** How long requests may take to finish when the console stops. */
const farewellMs = 8_000;
const hourMs = 3_600_000;

/**
 * Opens everything and serves it. The port is taken first, so that a second start fails before it touches anything;
 * requests that come before the store is open wait for it. Rejects with an error whose message is one clear sentence.
 */
export async function startConsole(config: Config, clock: Clock, logger: Logger): Promise<RunningConsole> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of opened.toReversed()) await closeOne();
    opened.length = 0;
  };
  const ready = Promise.withResolvers<App>();
  // A start that fails closes the connections of whoever waits.
  ready.promise.catch(() => undefined);
  try {
    const server = createAppServer(ready.promise);
    const port = await listen(server, config);
    opened.push(() => closeServer(server));
    const webhookUrl = `http://${nearHost(config.host)}:${port}/webhooks/iamport`;
    const [store, sandbox] = await inParallel(
      openStore({ url: config.store.url.reveal(), logger, clock }),
      config.upstream.baseUrl === null ? startSandboxProcess(config, webhookUrl, logger) : null,
    );
    if (sandbox !== null) opened.push(() => sandbox.stop());
    opened.push(() => store.close());
    await claimStore(store, config);

    const { deps, app, parts } = assembleConsole({
      config,
      store,
      clock,
      logger,
      staticFiles: loadStaticFiles(webFolder),
      sandboxUrl: sandbox?.url ?? null,
      connectUpstream: (watching) =>
        createImportClient({
          baseUrl: sandbox?.url ?? config.upstream.baseUrl ?? "",
          credentials: { key: config.upstream.key.reveal(), secret: config.upstream.secret.reveal() },
          tier: config.upstream.tier ?? undefined,
          clock,
          ...watching,
        }),
    });
    if (config.store.dialect === "postgres") {
      const shared = await shareLiveEvents({ ...deps, url: config.store.url.reveal() });
      opened.push(() => shared.stop());
    }
    const setUp = await store.startAlone(async () => {
      if (config.mode === "live") return ensureAdministrator(deps);
      await ensureDemoUsers(deps);
      return null;
    });

    ready.resolve(app);
    opened.push(keepHouse(deps), () => stopParts(parts, logger));
    startParts(parts);
    opened.push(keepIndexInForm(deps));
    return {
      port,
      setUpLink: setUp?.link ?? null,
      async stop() {
        server.close();
        server.closeIdleConnections();
        await waitUntil(() => app.requestsInProgress() === 0, farewellMs);
        server.closeAllConnections();
        await close();
      },
    };
  } catch (error) {
    ready.reject(error);
    await close();
    throw error;
  }
}

/** Older rows of the index are brought to its present form while people already work. */
function keepIndexInForm(deps: Deps): () => Promise<void> {
  const stopping = new AbortController();
  const rebuilding = rebuildIndex(deps, stopping.signal).catch((error: unknown) => {
    deps.logger.error(
      { error },
      "the search index could not be brought to its present form; the next start tries again",
    );
  });
  return async () => {
    stopping.abort();
    await rebuilding;
  };
}

/** Where this machine itself reaches what listens on the address. */
function nearHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return isIPv6(host) ? `[${host}]` : host;
}

/** Waits for both, and for the other to settle when one fails, so that nothing is left half open. */
async function inParallel<A, B>(a: Promise<A>, b: Promise<B> | null): Promise<[A, B | null]> {
  const [first, second] = await Promise.allSettled([a, b]);
  if (first.status === "rejected") throw first.reason;
  if (second.status === "rejected") throw second.reason;
  return [first.value, second.value];
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new Error(explainListening(error, host, port), { cause: error })));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function explainListening(error: Error, host: string, port: number): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${port} is in use; stop what uses it, or choose another, such as PORT=${port + 10}.`;
  if (code === "EACCES")
    return `Port ${port} may not be opened by this user; choose one above 1023, such as PORT=8787.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `HOST ${host} is not an address of this machine; choose one that is, such as HOST=127.0.0.1.`;
  }
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function waitUntil(isTrue: () => boolean, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!isTrue() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Notes the audit log's position every hour and at the end, and forgets what has run out. */
function keepHouse(deps: Deps): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const tidy = async () => {
    try {
      await noteAnchor({ ...deps, db: deps.store.read });
      await deleteExpiredSessions(deps.store.write, deps.clock.now());
      await deleteSpentChallenges(deps.store.write, deps.clock.now());
      await deleteSpentWindows(deps.store.write, deps.clock.now());
      await forgetOldDeliveries(deps);
    } catch (error) {
      deps.logger.warn({ error }, "housekeeping failed");
    }
  };
  const timer = setInterval(() => {
    running = running.then(tidy);
  }, hourMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
    await tidy();
  };
}
