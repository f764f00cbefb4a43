import type { Clock } from "@maru/domain";
import type { ImportClient, ImportClientOptions } from "@maru/import-client";
import type { Logger } from "pino";
import { type App, createApp } from "./app.ts";
import type { Config } from "./config.ts";
import type { Deps } from "./context.ts";
import type { Store } from "./db/store.ts";
import { createAlertKeeper } from "./features/alerts/create-alert-keeper.ts";
import { type Auth, createAuth } from "./features/auth/auth.ts";
import { createAuthDatabase } from "./features/auth/auth-database.ts";
import { createReceiptWatch } from "./features/cash-receipts/watch-receipts.ts";
import { createChannelWatch } from "./features/channels/watch-channels.ts";
import { createInvoiceRunner } from "./features/escrow/bulk/create-invoice-runner.ts";
import { createEscrowWatch } from "./features/escrow/watch-escrow.ts";
import { createInstructionKeeper } from "./features/instructions/create-instruction-keeper.ts";
import { countInstructionsByState } from "./features/instructions/instructions.repository.ts";
import { createKeyWatch } from "./features/keys/watch-key.ts";
import { createLiveHub } from "./features/live/live-hub.ts";
import { createCountQueue } from "./features/payments/count-queue.ts";
import { createSearchGuard } from "./features/payments/guard-masked-search.ts";
import { createPageCache } from "./features/payments/page-cache.ts";
import { createBulkRunner } from "./features/refunds/bulk/create-bulk-runner.ts";
import { createRefundKeeper } from "./features/refunds/create-refund-keeper.ts";
import { createRefundPresence } from "./features/refunds/refund-presence.ts";
import { countRefundsByState } from "./features/refunds/refunds.repository.ts";
import { createSafeMode, type SafeMode } from "./features/refunds/safe-mode.ts";
import { createUndoWatch } from "./features/refunds/undo/watch-undo.ts";
import { createSessionCache } from "./features/sessions/session-cache.ts";
import { createSessionEnds } from "./features/sessions/session-ends.ts";
import { createSync, type Sync } from "./features/sync/create-sync.ts";
import { createDepositWatch } from "./features/virtual-accounts/watch-deposits.ts";
import { createForwarder } from "./features/webhooks/create-forwarder.ts";
import { createWebhookQueue } from "./features/webhooks/create-webhook-queue.ts";
import { createMissWatch } from "./features/webhooks/watch-misses.ts";
import { createAllowList } from "./features/whitelist/allow-list.ts";
import { observeEgress } from "./features/whitelist/observe-egress.ts";
import { createIds } from "./ids.ts";
import { createMailer } from "./mail/create-mailer.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createOutbound } from "./outbound/create-outbound.ts";
import type { StaticFiles } from "./static-files.ts";

export interface ConsoleFoundation {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly staticFiles: StaticFiles;
  /** How much the data folder's disk still takes; measured unless given. */
  readonly freeBytes?: () => Promise<number>;
  /** Where calls to upstream leave from; asked of the system unless given. */
  readonly egress?: () => Promise<string | null>;
  /** Where this process's sandbox answers; null where there is none. */
  readonly sandboxUrl: string | null;
  connectUpstream(watching: Required<Pick<ImportClientOptions, "onExchange" | "onAccess">>): ImportClient;
}

export interface Console {
  readonly deps: Deps;
  readonly app: App;
  readonly auth: Auth;
  readonly parts: ConsoleParts;
}

/** What the console does in the background. */
export type ConsoleParts = ReturnType<typeof createParts>;

/** Puts the console together from what its caller opened. Starts nothing: the process and the tests do that. */
export function assembleConsole(foundation: ConsoleFoundation): Console {
  const { config, store, clock, logger } = foundation;
  const ids = createIds(clock);
  const live = createLiveHub((error) => logger.error({ error }, "a live listener failed"));
  const observer: { metrics?: Metrics; safeMode?: SafeMode } = {};
  const keyWatch = createKeyWatch({ store, clock, logger });
  const upstream = foundation.connectUpstream({
    onExchange(exchange) {
      observer.metrics?.countExchange(exchange);
      keyWatch.noteExchange(exchange);
      // Its clock was read somewhere between our question and now.
      if (exchange.serverDateMs !== null) {
        observer.safeMode?.noteClock(clock.now() - exchange.serverDateMs - exchange.durationMs / 2);
      }
    },
    onAccess: keyWatch.noteAccess,
  });
  const sync = createSync({ store, upstream, clock, ids, logger, live, config });
  const metrics = createMetrics({
    sync,
    now: () => clock.now(),
    refunds: () => countRefundsByState(store.read),
    instructions: () => countInstructionsByState(store.read),
  });
  observer.metrics = metrics;
  const sessionCache = createSessionCache();
  const sessionEnds = createSessionEnds(() => sessionCache.clear());
  const safeMode = createSafeMode({ store, config, clock, sync, logger, freeBytes: foundation.freeBytes });
  observer.safeMode = safeMode;
  const refundPresence = createRefundPresence({ live, clock });
  const deps: Deps = {
    store,
    upstream,
    clock,
    ids,
    logger,
    live,
    config,
    sync,
    processId: ids.next(),
    safeMode,
    refundPresence,
    sessionEnds,
    sessionCache,
    searchGuard: createSearchGuard(),
    pageCache: createPageCache(),
    countQueue: createCountQueue(store.dialect),
    outbound: createOutbound({ privateRanges: config.outboundPrivateRanges }),
    allowList: createAllowList({ store, clock }),
    keyWatch,
    observeEgress: foundation.egress ?? (() => observeEgress(config.upstream.baseUrl)),
    mailer: createMailer(config),
    sandboxUrl: foundation.sandboxUrl,
  };
  const authDatabase = createAuthDatabase(store);
  const auth = createAuth({ config, database: authDatabase, clock, ids, logger });
  const parts = createParts(deps, sync);
  const { webhooks } = parts;
  const app = createApp(deps, { auth, authDatabase, metrics, webhooks, staticFiles: foundation.staticFiles });
  return { deps, app, auth, parts };
}

/** In the order in which they start: what settles money's open ends first, what brings news last. */
function createParts(deps: Deps, sync: Sync) {
  return {
    refunds: createRefundKeeper(deps),
    instructions: createInstructionKeeper(deps),
    receipts: createReceiptWatch(deps),
    escrow: createEscrowWatch(deps),
    invoices: createInvoiceRunner(deps),
    bulk: createBulkRunner(deps),
    undo: createUndoWatch(deps),
    channelWatch: createChannelWatch(deps),
    deposits: createDepositWatch(deps),
    webhooks: createWebhookQueue(deps),
    alerts: createAlertKeeper(deps),
    forwarder: createForwarder(deps),
    missWatch: createMissWatch(deps),
    sync,
  };
}
