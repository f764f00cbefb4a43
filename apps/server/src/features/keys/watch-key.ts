import { type AppError, type ClockReading, type KeyTraffic, maskFreeText } from "@maru/domain";
import type { AccessEvent, Exchange, TokenFacts } from "@maru/import-client";
import type { Deps } from "../../context.ts";
import { addKeyRefusal, deleteKeyRefusalsBefore } from "./keys.repository.ts";
import type { KeyRefusalsTable } from "./keys.tables.ts";

export interface KeyFailure {
  readonly atMs: number;
  readonly code: AppError["code"];
  readonly httpStatus: number | null;
  readonly hint: "credentials" | "ip_whitelist" | "token" | null;
  /** Upstream's own words, masked; null where it had none. */
  readonly message: string | null;
}

/** What this process has seen of the key since it started. */
export interface KeySightings {
  readonly sinceMs: number;
  readonly token: (TokenFacts & { readonly firstSeenAtMs: number }) | null;
  /** Upstream gave no token when it was last asked for one. */
  readonly isTokenRefused: boolean;
  /** The last call whose token was taken. */
  readonly lastUse: { readonly atMs: number; readonly operation: string } | null;
  readonly lastFailure: KeyFailure | null;
  /** Upstream's clock as its answers' own `Date` shows it. */
  readonly date: ClockReading | null;
}

export interface KeyWatch {
  noteExchange(exchange: Exchange): void;
  noteAccess(event: AccessEvent): void;
  sightings(): KeySightings;
  /** Settles once everything noted so far is written down. */
  settled(): Promise<void>;
}

const hourMs = 3_600_000;
const keptMs = 30 * 24 * hourMs;

/**
 * Sees what becomes of the key in every call. What is turned away is counted in the store, so that the count outlives this
 * process and holds that of others; the key and its tokens are in none of it.
 */
export function createKeyWatch({ store, clock, logger }: Pick<Deps, "store" | "clock" | "logger">): KeyWatch {
  let seen: KeySightings = {
    sinceMs: clock.now(),
    token: null,
    isTokenRefused: false,
    lastUse: null,
    lastFailure: null,
    date: null,
  };
  const waiting = new Map<string, KeyRefusalsTable>();
  let writing: Promise<void> | null = null;

  function countRefusal(operation: string, failure: KeyFailure): void {
    const hour = Math.floor(failure.atMs / hourMs) * hourMs;
    const key = `${operation} ${hour}`;
    const before = waiting.get(key);
    waiting.set(key, {
      operation,
      hour_ms: hour,
      calls: (before?.calls ?? 0) + 1,
      first_at_ms: before?.first_at_ms ?? failure.atMs,
      last_at_ms: failure.atMs,
      http_status: failure.httpStatus,
      hint: failure.hint,
      message: failure.message,
    });
    writing ??= write().finally(() => {
      writing = null;
    });
  }

  /** Whatever comes in while one is on its way goes together with the next. */
  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting.values()];
      waiting.clear();
      try {
        await store.transact(async (tx) => {
          for (const refusal of batch) await addKeyRefusal(tx, refusal);
          await deleteKeyRefusalsBefore(tx, clock.now() - keptMs);
        });
      } catch (error) {
        logger.warn({ err: error }, "calls that were turned away could not be counted");
      }
    }
  }

  return {
    noteExchange({ operation, httpStatus, failure, durationMs, serverDateMs }) {
      const answeredAtMs = clock.now();
      if (serverDateMs !== null) {
        const date = { askedAtMs: answeredAtMs - durationMs, answeredAtMs, upstreamNowMs: serverDateMs };
        seen = { ...seen, date };
      }
      const isTaken = failure === null && httpStatus !== 401 && httpStatus !== 403;
      if (isTaken && operation !== "issueToken") seen = { ...seen, lastUse: { atMs: answeredAtMs, operation } };
    },
    noteAccess(event) {
      if (event.kind === "token_issued") {
        const { token } = event;
        // Asking again brings the same one while it lives.
        const firstSeenAtMs = token.isNew ? token.answeredAtMs : (seen.token?.firstSeenAtMs ?? token.answeredAtMs);
        seen = { ...seen, token: { ...token, firstSeenAtMs }, isTokenRefused: false };
        return;
      }
      const lastFailure = failureOf(event.error, clock.now());
      const isTokenRefused = seen.isTokenRefused || (event.kind === "token_refused" && lastFailure.hint !== null);
      seen = { ...seen, lastFailure, isTokenRefused };
      if (event.kind === "turned_away") countRefusal(event.operation, lastFailure);
    },
    sightings: () => seen,
    async settled() {
      await writing;
    },
  };
}

/** What may be told of an error of upstream. */
export function failureOf({ code, details }: AppError, atMs: number): KeyFailure {
  const { httpStatus, hint, message } = details;
  return {
    atMs,
    code,
    httpStatus: typeof httpStatus === "number" ? httpStatus : null,
    hint: hint === "credentials" || hint === "ip_whitelist" || hint === "token" ? hint : null,
    message: typeof message === "string" && message !== "" ? maskFreeText(message) : null,
  };
}

/** The same as the rule takes it. */
export function trafficOf({
  lastUse,
  lastFailure,
  isTokenRefused,
}: Pick<KeySightings, "lastUse" | "lastFailure" | "isTokenRefused">): KeyTraffic {
  return {
    isTokenRefused,
    acceptedAtMs: lastUse?.atMs ?? null,
    failure: lastFailure === null ? null : { atMs: lastFailure.atMs, kind: lastFailure.hint ?? "unreachable" },
  };
}
