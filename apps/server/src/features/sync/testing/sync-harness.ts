import { createImportClient, type ImportClient } from "@maru/import-client";
import { createSandbox, type Sandbox, type SandboxOptions } from "@maru/sandbox";
import { pino } from "pino";
import { afterEach } from "vitest";
import type { Config } from "../../../config.ts";
import type { Deps, LiveEvent, SyncProgress } from "../../../context.ts";
import type { OpenTestStore, TestStore } from "../../../db/testing/test-stores.ts";
import { Secret } from "../../../secret.ts";
import { testNow } from "../../../testing/create-test-app.ts";
import { type FixedClock, fixedClock } from "../../../testing/fixed-clock.ts";
import { createLiveHub } from "../../live/live-hub.ts";
import { createSync, type Sync } from "../create-sync.ts";

export interface SyncHarness {
  readonly db: TestStore;
  readonly sandbox: Sandbox;
  readonly clock: FixedClock;
  readonly sync: Sync;
  readonly upstream: ImportClient;
  readonly deps: Pick<Deps, "store" | "upstream" | "clock" | "ids" | "logger" | "live"> & {
    readonly config: Pick<Config, "secret">;
  };
  readonly events: LiveEvent[];
  /** Starts over, as a process does that was killed. */
  restart(syncFrom?: string): Sync;
  /** Uses one of the sandbox's controls. */
  control(path: string, body?: unknown): Promise<Record<string, unknown>>;
}

const opened: SyncHarness[] = [];

/** A synchronisation that does nothing by itself: its test takes every step. The clock stands until it is moved. */
export async function prepareSync(
  open: OpenTestStore,
  options: SandboxOptions & { readonly wrapFetch?: (send: Send) => Send } = {},
  syncFrom = "2023-11-20",
): Promise<SyncHarness> {
  const { wrapFetch = (send: Send) => send, ...sandboxOptions } = options;
  const clock = fixedClock(testNow);
  const db = await open();
  const sandbox = createSandbox({
    payments: 2_500,
    clock,
    anchor: testNow / 1000,
    keepsArriving: false,
    ...sandboxOptions,
  });
  const upstream = createImportClient({
    baseUrl: "http://sandbox.invalid",
    credentials: { key: "sandbox", secret: "sandbox-secret" },
    clock,
    fetch: wrapFetch((request) => sandbox.fetch(request)),
    sleep: passQuickly,
  });
  const live = createLiveHub(() => undefined);
  const events: LiveEvent[] = [];
  live.subscribe((event) => events.push(event));
  let minted = 0;
  const ids = {
    next: () => {
      minted += 1;
      return `id-${String(minted).padStart(6, "0")}`;
    },
  };
  const deps = {
    store: db.store,
    upstream,
    clock,
    ids,
    live,
    logger: pino({ level: "silent" }),
    config: { secret: new Secret("a secret of the tests alone, not of anybody") },
  };
  const restart = (from = syncFrom): Sync => createSync({ ...deps, config: { syncFrom: from } });
  const harness: SyncHarness = {
    db,
    sandbox,
    clock,
    upstream,
    deps,
    events,
    sync: restart(),
    restart,
    async control(path, body?) {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      const headers = { "content-type": "application/json" };
      const response = await sandbox.fetch(new Request(`http://127.0.0.1/__sandbox${path}`, { ...init, headers }));
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return Object(await response.json());
    },
  };
  opened.push(harness);
  return harness;
}

type Send = (request: Request) => Promise<Response>;

/** Pauses between attempts pass at once; the wait that bounds a read never does, so reads are not cut short. */
function passQuickly(ms: number, signal: AbortSignal): Promise<void> {
  if (ms < longestPauseMs) return Promise.resolve();
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });
}

const longestPauseMs = 12_000;

afterEach(async () => {
  for (const { db, sandbox } of opened.splice(0)) {
    await sandbox.close();
    await db.remove();
  }
});

const mostSteps = 1_000;

/** Takes steps until the progress is what the test waits for. */
export async function stepUntil(sync: Sync, isReached: (progress: SyncProgress) => boolean): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    await sync.step();
    if (isReached(sync.current())) return;
  }
  throw new Error(`not reached: ${JSON.stringify(sync.current())}`);
}

export const isFollowing = ({ phase }: SyncProgress): boolean => phase === "following";
