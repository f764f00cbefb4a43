import { useSyncExternalStore } from "react";
import { queryClient, type RouterOutputs, trpc, trpcClient } from "./trpc.ts";

type Progress = RouterOutputs["sync"]["status"];

export type Connection = "connecting" | "live" | "reconnecting";

interface LiveState {
  readonly connection: Connection;
  /** Payments that changed since the lists on screen were read. */
  readonly changedImpUids: ReadonlySet<string>;
}

/** Changes that come in one burst cost one round of reading. */
const coalesceMs = 400;
/** While payments stream in for the first time, lists that show none are asked again this often. */
const firstLoadRefreshMs = 3000;
/** How often the server is asked while nothing arrives by itself. */
export const pollingMs = 15_000;

let state: LiveState = { connection: "connecting", changedImpUids: new Set() };
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

/** Reads the lists again with what changed in them. */
export async function showChangedPayments(): Promise<void> {
  update({ changedImpUids: new Set() });
  await queryClient.invalidateQueries(trpc.payments.pathFilter());
}

/** A list that has just been read anew shows every change there was. */
export function forgetChangedPayments(): void {
  if (state.changedImpUids.size > 0) update({ changedImpUids: new Set() });
}

let waiting = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

function collect(impUids: readonly string[]): void {
  for (const impUid of impUids) waiting.add(impUid);
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    const changed = waiting;
    waiting = new Set();
    timer = undefined;
    update({ changedImpUids: new Set([...state.changedImpUids, ...changed]) });
    void refreshAllButLists();
  }, coalesceMs);
}

/** Counters, totals and opened payments follow at once; the rows of a list wait for their reader. */
async function refreshAllButLists(): Promise<void> {
  const lists = JSON.stringify(trpc.payments.list.pathKey()[0]);
  await queryClient.invalidateQueries({
    ...trpc.payments.pathFilter(),
    predicate: (query) => JSON.stringify(query.queryKey[0]) !== lists,
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
  void queryClient.invalidateQueries(trpc.payments.pathFilter());
}

/** Follows the server's events and keeps what is on screen true; returns how to stop. */
export function startLive(): () => void {
  update({ connection: "connecting" });
  let missedSomething = false;
  const subscription = trpcClient.live.events.subscribe(undefined, {
    onConnectionStateChange: ({ state: now }) => {
      if (now === "pending") {
        update({ connection: "live" });
        if (missedSomething) {
          missedSomething = false;
          void queryClient.invalidateQueries(trpc.sync.pathFilter());
          void refreshAllButLists();
        }
      } else if (now === "connecting" && state.connection === "live") {
        missedSomething = true;
        update({ connection: "reconnecting" });
      }
    },
    onError: () => {
      missedSomething = true;
      update({ connection: "reconnecting" });
    },
    onData: (event) => {
      if (event.type === "payment.changed") collect(event.impUids);
      else if (event.type === "sync.progressed") followProgress(event.progress, Date.now());
      else void queryClient.invalidateQueries(trpc.webhooks.pathFilter());
    },
  });
  return () => subscription.unsubscribe();
}
