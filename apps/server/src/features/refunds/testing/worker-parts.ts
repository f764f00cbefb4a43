import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createImportClient } from "@maru/import-client";
import { readConfig } from "../../../config.ts";
import type { SyncStatusReader } from "../../../context.ts";
import { createIds } from "../../../ids.ts";
import { createLogger } from "../../../logger.ts";
import { createLiveHub } from "../../live/live-hub.ts";
import type { WorkerSettings } from "./worker-orders.ts";

/** What every process that only refunds has besides its store: a clock of its test's, and an upstream that is not waited for. */
export function workerParts({ url, upstreamUrl, startMs, startRealMs, speed }: WorkerSettings) {
  const clock = { now: () => Math.round(startMs + (Date.now() - startRealMs) * speed) };
  const environment = { DATABASE_URL: url, MARU_SECRET: "s".repeat(48) };
  const config = { ...readConfig(environment, clock.now()), dataFolder: mkdtempSync(join(tmpdir(), "maru-worker-")) };
  /** Nothing is synchronised here. */
  const sync: SyncStatusReader = {
    current: () => ({
      phase: "following",
      loaded: 0,
      expected: 0,
      startedAtMs: null,
      lastReadAtMs: null,
      upstream: "up",
      problem: null,
      quarantined: 0,
      from: config.syncFrom,
    }),
  };
  const client = createImportClient({
    baseUrl: upstreamUrl,
    credentials: { key: "sandbox", secret: "sandbox-secret" },
    clock,
    readTimeoutMs: 3_000,
    writeTimeoutMs: 3_000,
  });
  return {
    clock,
    config,
    sync,
    client,
    logger: createLogger("silent", [], { write: () => undefined }),
    ids: createIds(clock),
    live: createLiveHub(() => undefined),
  };
}
