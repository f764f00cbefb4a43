import { type Role, roles } from "@maru/domain";
import { useEffect, useSyncExternalStore } from "react";
import { takeEarly } from "./early.ts";

/** What money moves here: none, what test channels move, or real money. */
export type Environment = "sandbox" | "test" | "live";

/** What anybody may know of this console before signing in. */
export interface ConsoleStatus {
  readonly mode: "sandbox" | "live";
  readonly environment: Environment;
  /** The sub-merchant's name or code, or the parent store's address. */
  readonly storeName: string;
  /** The sub-merchant that everything here is done for, by its code; null for the parent store. */
  readonly tier: string | null;
  readonly version: string;
  readonly demoRoles: readonly Role[];
  readonly isSetUpRequired: boolean;
}

export type ConsoleStatusReading =
  | { readonly state: "reading" | "failing"; readonly status: undefined }
  | { readonly state: "known"; readonly status: ConsoleStatus };

/** Asked without the tRPC client, which the sign-in page does not carry. */
const path = "console.status";
const retryMs = 3000;
const unread: ConsoleStatusReading = { state: "reading", status: undefined };

let reading: ConsoleStatusReading = unread;
let retry: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;
/** Counts how often everything was forgotten: an answer from before is nobody's. */
let generation = 0;
const listeners = new Set<() => void>();

function update(next: ConsoleStatusReading): void {
  reading = next;
  for (const listener of listeners) listener();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function nameOf(tier: unknown): string | null {
  if (!isRecord(tier)) return null;
  return [tier.name, tier.code].find((text): text is string => typeof text === "string" && text !== "") ?? null;
}

function parse(answer: unknown): ConsoleStatus {
  const status = isRecord(answer) && isRecord(answer.result) ? answer.result.data : undefined;
  if (!isRecord(status)) throw new TypeError("The console's status has an unknown shape.");
  const { mode, environment, tier, storeName, version, demoRoles, setupRequired } = status;
  const names: readonly unknown[] = Array.isArray(demoRoles) ? demoRoles : [];
  return {
    mode: mode === "sandbox" ? "sandbox" : "live",
    environment: environment === "sandbox" || environment === "test" ? environment : "live",
    storeName: nameOf(tier) ?? (typeof storeName === "string" ? storeName : ""),
    tier: isRecord(tier) && typeof tier.code === "string" ? tier.code : null,
    version: typeof version === "string" ? version : "",
    demoRoles: roles.filter((role) => names.includes(role)),
    isSetUpRequired: setupRequired === true,
  };
}

async function read(): Promise<ConsoleStatus> {
  const response = await (takeEarly(path) ?? fetch(`/trpc/${path}`, { credentials: "same-origin" }));
  if (!response.ok) throw new TypeError(`The console answered ${response.status}.`);
  return parse(await response.json());
}

/** Asks until there is an answer, for as long as somebody waits for it. */
function ask(): void {
  if (isAsking || reading.state === "known" || listeners.size === 0) return;
  isAsking = true;
  const asked = generation;
  read().then(
    (status) => {
      if (asked !== generation) return;
      isAsking = false;
      update({ state: "known", status });
    },
    () => {
      if (asked !== generation) return;
      isAsking = false;
      update({ state: "failing", status: undefined });
      clearTimeout(retry);
      retry = setTimeout(ask, retryMs);
    },
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The console's public status, read once per page load. */
export function useConsoleStatus(): ConsoleStatusReading {
  useEffect(ask, []);
  return useSyncExternalStore(subscribe, () => reading);
}

/** Asks again next time, as a fresh page load would. */
export function forgetConsoleStatus(): void {
  generation += 1;
  isAsking = false;
  clearTimeout(retry);
  reading = unread;
}
