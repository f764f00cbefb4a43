import type { Query } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { appErrorOf } from "./error-message.ts";
import { queryClient, type RouterOutputs, trpc } from "./trpc.ts";

type Progress = RouterOutputs["sync"]["status"];

export type Connection = "connecting" | "live" | "reconnecting";

interface LiveState {
  readonly connection: Connection;
  /** Payments that changed since the lists on screen were read. */
  readonly changedImpUids: ReadonlySet<string>;
  /** Of these, the ones that are new. */
  readonly addedImpUids: ReadonlySet<string>;
}

/** Changes that come in one burst cost one round of reading. */
const coalesceMs = 400;
/** While payments stream in for the first time, what grows on screen is asked again this often. */
const firstLoadRefreshMs = 3000;
/** A connection that ended is replaced after this long. */
const reconnectMs = 5000;
/** How often the server is asked while nothing arrives by itself. */
export const pollingMs = 15_000;

let state: LiveState = { connection: "connecting", changedImpUids: new Set(), addedImpUids: new Set() };
const listeners = new Set<() => void>();

function update(change: Partial<LiveState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => state.connection);
}

/**
 * Payments that changed since the lists were read. Rows never move by themselves: a list shows how many changed and calls
 * `showChangedPayments` when the reader asks for them.
 */
export function useChangedPayments(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => state.changedImpUids);
}

/** Of the payments that changed, the ones nobody had seen before. */
export function useAddedPayments(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => state.addedImpUids);
}

/** Reads the lists again with what changed in them. */
export async function showChangedPayments(): Promise<void> {
  update({ changedImpUids: new Set(), addedImpUids: new Set() });
  await queryClient.invalidateQueries(trpc.payments.pathFilter());
}

/** A list that has just been read anew shows every change there was. */
export function forgetChangedPayments(): void {
  if (state.changedImpUids.size > 0) update({ changedImpUids: new Set(), addedImpUids: new Set() });
}

let waiting = new Set<string>();
let waitingAdded = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

function collect(impUids: readonly string[], added: readonly string[]): void {
  for (const impUid of impUids) waiting.add(impUid);
  for (const impUid of added) waitingAdded.add(impUid);
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    const [changed, fresh] = [waiting, waitingAdded];
    waiting = new Set();
    waitingAdded = new Set();
    timer = undefined;
    update({
      changedImpUids: new Set([...state.changedImpUids, ...changed]),
      addedImpUids: new Set([...state.addedImpUids, ...fresh]),
    });
    void refreshAllButLists();
  }, coalesceMs);
}

const pathOf = ({ queryKey }: Pick<Query, "queryKey">) => JSON.stringify(queryKey[0]);
/** The rows of lists, and what is asked for beside them. */
const listPaths = [trpc.payments.list, trpc.payments.attempts, trpc.payments.columnFacts].map((path) =>
  JSON.stringify(path.pathKey()[0]),
);
const previewPath = JSON.stringify(trpc.refunds.preview.pathKey()[0]);
const anyPaymentsPath = JSON.stringify(trpc.payments.pathKey()[0]).slice(0, -1);
const isList = (query: Query) => listPaths.includes(pathOf(query));

/**
 * Counters, totals and opened payments follow at once, and whoever writes a refund sees the balance move; the rows of a
 * list wait for their reader.
 */
async function refreshAllButLists(): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: (query) =>
      pathOf(query) === previewPath || (pathOf(query).startsWith(anyPaymentsPath) && !isList(query)),
  });
}

/**
 * History arrives newest first, so what a first load adds stands below what is there already: only a list whose end is on
 * screen has anything to gain, and nothing in it moves.
 */
async function refreshWhatGrows(): Promise<void> {
  const hasItsEnd = (query: Query) => {
    const { data } = query.state;
    if (typeof data !== "object" || data === null || !("pages" in data) || !Array.isArray(data.pages)) return true;
    const last: unknown = data.pages.at(-1);
    return typeof last !== "object" || last === null || !("nextCursor" in last) || last.nextCursor === null;
  };
  await queryClient.invalidateQueries({
    ...trpc.payments.pathFilter(),
    predicate: (query) => !isList(query) || hasItsEnd(query),
  });
}

let lastFirstLoadRefreshMs = 0;

function followProgress(progress: Progress, nowMs: number): void {
  const before = queryClient.getQueryData(trpc.sync.status.queryKey());
  queryClient.setQueryData(trpc.sync.status.queryKey(), progress);
  const isFilling = progress.phase === "loading" || progress.phase === "verifying";
  const wasFilling = before?.phase === "loading" || before?.phase === "verifying";
  if (isFilling && nowMs - lastFirstLoadRefreshMs < firstLoadRefreshMs) return;
  if (!isFilling && !wasFilling) return;
  lastFirstLoadRefreshMs = nowMs;
  void refreshWhatGrows();
}

export type LiveEvent =
  | { readonly type: "invoiceBatch.changed"; readonly batchId: string }
  | { readonly type: "payment.changed"; readonly impUids: readonly string[]; readonly added: readonly string[] }
  | { readonly type: "payment.noted"; readonly impUid: string }
  | { readonly type: "sync.progressed"; readonly progress: Progress }
  | { readonly type: "instruction.changed"; readonly instructionId: string; readonly impUid: string | null }
  | { readonly type: "webhook.changed"; readonly deliveryId: string }
  | { readonly type: "alert.changed" }
  | { readonly type: "testPayment.changed" }
  | { readonly type: "refund.changed"; readonly refundId: string; readonly impUid: string }
  | { readonly type: "refund.preparing"; readonly impUid: string }
  | { readonly type: "refundBatch.changed"; readonly batchId: string };

export interface LiveHandlers {
  readonly onEvent: (event: LiveEvent) => void;
  /** The connection stands, for the first time or again. */
  readonly onOpen: () => void;
  /** The connection is gone; it is being restored. */
  readonly onLost: () => void;
  /** The connection is over for good, for the given reason; nothing restores it but a new one. */
  readonly onEnd: (reason?: unknown) => void;
}

/** Where events come from; returns how to stop. */
export type LiveSource = (handlers: LiveHandlers) => () => void;

/** Fetched after the page stands: nothing on it waits for the first event. */
let loadSource: () => Promise<LiveSource> = async () => (await import("./live-source.ts")).liveSource;

/** Chooses where events come from: the server, or a fake in tests. */
export function connectLive(source: LiveSource): void {
  loadSource = () => Promise.resolve(source);
}

let isSigningOut = false;

/** Told while the reader signs out, so that the connection that ends with the session is not asked after. */
export function expectSignOut(isExpected: boolean): void {
  isSigningOut = isExpected;
}

/** Follows the server's events and keeps what is on screen true; returns how to stop. */
export function startLive(): () => void {
  let isStopped = false;
  let disconnect = () => {};
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hasMissed = false;
  update({ connection: "connecting" });

  const lose = () => {
    hasMissed = true;
    update({ connection: "reconnecting" });
  };
  const open = () => {
    update({ connection: "live" });
    if (!hasMissed) return;
    hasMissed = false;
    void queryClient.invalidateQueries(trpc.sync.pathFilter());
    void refreshAllButLists();
  };
  const end = (reason?: unknown) => {
    if (isStopped) return;
    lose();
    if (isSigningOut || appErrorOf(reason)?.code !== "SIGNED_OUT") {
      retry = setTimeout(connect, reconnectMs);
      return;
    }
    // The session of this connection ended. A new one may be in its place: changing the second factor does that.
    queryClient.fetchQuery(trpc.sessions.me.queryOptions(undefined, { staleTime: 0 })).then(
      () => {
        if (!isStopped) connect();
      },
      () => {
        if (!isStopped) retry = setTimeout(connect, reconnectMs);
      },
    );
  };
  const handlers: LiveHandlers = { onEvent: follow, onOpen: open, onLost: lose, onEnd: end };
  const connect = () => {
    loadSource().then((source) => {
      if (!isStopped) disconnect = source(handlers);
    }, end);
  };
  connect();
  return () => {
    isStopped = true;
    clearTimeout(retry);
    disconnect();
  };
}

/** What comes several times a second has what shows it read once for a burst. */
function oncePerBurst(read: () => void): () => void {
  let burst: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (burst !== undefined) return;
    burst = setTimeout(() => {
      burst = undefined;
      read();
    }, coalesceMs);
  };
}

const refreshRefunds = oncePerBurst(() => void queryClient.invalidateQueries(trpc.refunds.pathFilter()));
/** A test payment shows its webhooks and refunds as they come. */
const refreshTestPayments = oncePerBurst(() => void queryClient.invalidateQueries(trpc.testPayments.pathFilter()));
const refreshWebhooks = oncePerBurst(() => void queryClient.invalidateQueries(trpc.webhooks.pathFilter()));

function follow(event: LiveEvent): void {
  switch (event.type) {
    case "payment.changed":
      collect(event.impUids, event.added);
      return;
    case "payment.noted":
      for (const part of [trpc.mentions, trpc.payments.note, trpc.payments.timeline]) {
        void queryClient.invalidateQueries(part.pathFilter());
      }
      return;
    case "sync.progressed":
      followProgress(event.progress, Date.now());
      return;
    case "alert.changed":
      void queryClient.invalidateQueries(trpc.alerts.pathFilter());
      return;
    case "webhook.changed":
      refreshWebhooks();
      refreshTestPayments();
      return;
    case "testPayment.changed":
      refreshTestPayments();
      return;
    case "invoiceBatch.changed":
      void queryClient.invalidateQueries(trpc.escrow.bulk.pathFilter());
      return;
    case "instruction.changed":
      for (const part of [trpc.instructions, trpc.cashReceipts, trpc.escrow]) {
        void queryClient.invalidateQueries(part.pathFilter());
      }
      return;
    case "refund.changed":
    case "refundBatch.changed":
      refreshRefunds();
      refreshTestPayments();
      return;
    case "refund.preparing":
      void queryClient.invalidateQueries(trpc.refunds.preparing.queryFilter({ impUid: event.impUid }));
  }
}
