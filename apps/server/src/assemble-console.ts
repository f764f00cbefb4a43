import type { Clock } from "@maru/domain";
import type { Exchange, ImportClient } from "@maru/import-client";
import type { Logger } from "pino";
import { type App, createApp } from "./app.ts";
import type { Config } from "./config.ts";
import type { Deps, SyncStatusReader } from "./context.ts";
import type { Store } from "./db/store.ts";
import { type Auth, createAuth } from "./features/auth/auth.ts";
import { createAuthDatabase } from "./features/auth/auth-database.ts";
import { createLiveHub } from "./features/live/live-hub.ts";
import { createSessionEnds } from "./features/sessions/session-ends.ts";
import { createIds } from "./ids.ts";
import { createMetrics } from "./metrics.ts";
import type { StaticFiles } from "./static-files.ts";

export interface ConsoleParts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly staticFiles: StaticFiles;
  connectUpstream(onExchange: (exchange: Exchange) => void): ImportClient;
}

export interface Console {
  readonly deps: Deps;
  readonly app: App;
  readonly auth: Auth;
}

/** Puts the console together from what its caller opened. Starts nothing: the process and the tests do that. */
export function assembleConsole(parts: ConsoleParts): Console {
  const { config, store, clock, logger } = parts;
  const sync = waitingSync(config);
  const metrics = createMetrics({ sync, now: () => clock.now() });
  const ids = createIds(clock);
  const deps: Deps = {
    store,
    upstream: parts.connectUpstream((exchange) => metrics.countExchange(exchange)),
    clock,
    ids,
    logger,
    live: createLiveHub((error) => logger.error({ error }, "a live listener failed")),
    config,
    sync,
    sessionEnds: createSessionEnds(),
  };
  const authDatabase = createAuthDatabase(store);
  const auth = createAuth({ config, database: authDatabase, clock, ids, logger });
  const app = createApp(deps, { auth, authDatabase, metrics, staticFiles: parts.staticFiles });
  return { deps, app, auth };
}

function waitingSync(config: Config): SyncStatusReader {
  return {
    current: () => ({
      phase: "waiting",
      loaded: 0,
      expected: null,
      startedAtMs: null,
      lastReadAtMs: null,
      upstream: "up",
      problem: null,
      quarantined: 0,
      from: config.syncFrom,
    }),
  };
}
