import type { Clock, ErrorCode, InstructionState, RefundState, Role } from "@maru/domain";
import type { ImportClient } from "@maru/import-client";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Store } from "./db/store.ts";
import type { KeyWatch } from "./features/keys/watch-key.ts";
import type { CountQueue } from "./features/payments/count-queue.ts";
import type { SearchGuard } from "./features/payments/guard-masked-search.ts";
import type { PageCache } from "./features/payments/page-cache.ts";
import type { RefundPresence } from "./features/refunds/refund-presence.ts";
import type { SafeMode } from "./features/refunds/safe-mode.ts";
import type { SessionCache } from "./features/sessions/session-cache.ts";
import type { SessionEnds } from "./features/sessions/session-ends.ts";
import type { AllowList } from "./features/whitelist/allow-list.ts";
import type { Mailer } from "./mail/create-mailer.ts";
import type { Outbound } from "./outbound/create-outbound.ts";

/** Mints identifiers. Passed as an argument; tests pass a counting one. */
export interface Ids {
  /** A new id, unique across processes and ascending in time. */
  next(): string;
}

/** How far the index is behind upstream, and whether upstream answers at all. */
export interface SyncProgress {
  readonly phase: "waiting" | "loading" | "verifying" | "following" | "stalled";
  readonly loaded: number;
  /** Null until upstream has said how many there are. */
  readonly expected: number | null;
  /** Unix milliseconds. */
  readonly startedAtMs: number | null;
  /** The last successful upstream read; unix milliseconds. */
  readonly lastReadAtMs: number | null;
  readonly upstream: "up" | "down" | "unauthorized";
  readonly problem: { readonly code: ErrorCode; readonly message: string } | null;
  /** Answers whose shape we could not read; kept with their raw text. */
  readonly quarantined: number;
  /** The first Asia/Seoul day the index covers, `YYYY-MM-DD`. */
  readonly from: string;
}

export interface SyncStatusReader {
  current(): SyncProgress;
}

/** What every open page hears about. Payments are named by id only: whoever may see them asks for them. */
export type LiveEvent =
  | { readonly type: "invoiceBatch.changed"; readonly batchId: string }
  | {
      readonly type: "payment.changed";
      readonly impUids: readonly string[];
      /** Of these, the ones nobody had seen before. */
      readonly added: readonly string[];
    }
  | { readonly type: "payment.noted"; readonly impUid: string }
  | { readonly type: "sync.progressed"; readonly progress: SyncProgress }
  /** A delivery came, or something was concluded about it. */
  | { readonly type: "webhook.changed"; readonly deliveryId: string }
  | { readonly type: "alert.changed" }
  | { readonly type: "testPayment.changed"; readonly testPaymentId: string }
  /** Deliveries wait to be processed or forwarded; for the console's own ears. */
  | { readonly type: "webhook.queued" }
  | {
      readonly type: "instruction.changed";
      readonly instructionId: string;
      readonly kind: string;
      /** The payment it is about or that came of it; null while there is none. */
      readonly impUid: string | null;
      readonly state: InstructionState;
    }
  | {
      readonly type: "refund.changed";
      readonly refundId: string;
      readonly impUid: string;
      readonly state: RefundState;
    }
  /** Somebody has the refund form of a payment open until then, unless they say so again; 0 when they have left it. */
  | {
      readonly type: "refund.preparing";
      readonly impUid: string;
      readonly userId: string;
      readonly name: string;
      readonly untilMs: number;
    }
  | { readonly type: "refundBatch.changed"; readonly batchId: string };

export interface LiveHub {
  publish(event: LiveEvent): void;
  /** Calls `listener` for every later event until the returned function is called. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
}

/** What a use case may touch. Opened once per process; tests pass real ones. */
export interface Deps {
  readonly store: Store;
  readonly upstream: ImportClient;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly live: LiveHub;
  readonly config: Config;
  readonly sync: SyncStatusReader;
  /** This life of this process: a process that starts again is another one. */
  readonly processId: string;
  readonly safeMode: SafeMode;
  readonly refundPresence: RefundPresence;
  readonly sessionEnds: SessionEnds;
  readonly sessionCache: SessionCache;
  readonly searchGuard: SearchGuard;
  readonly pageCache: PageCache;
  readonly countQueue: CountQueue;
  /** Calls addresses that people entered. */
  readonly outbound: Outbound;
  /** From where the console can be reached. */
  readonly allowList: AllowList;
  /** What becomes of the key in every call to upstream. */
  readonly keyWatch: KeyWatch;
  /** Where calls to upstream leave from, as this machine sees it; null where there is no way out. */
  readonly observeEgress: () => Promise<string | null>;
  readonly mailer: Mailer;
  /** Where the sandbox of this process answers; null where there is none. */
  readonly sandboxUrl: string | null;
}

/** The person behind a request. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** The session a request came with. */
export interface RequestSession {
  readonly id: string;
  /** When the session ends even if it is used; unix milliseconds. */
  readonly expiresAtMs: number;
  readonly isSecondFactorEnrolled: boolean;
}

export interface RequestContext extends Deps {
  /** Null when nobody is signed in. */
  readonly actor: Actor | null;
  readonly session: RequestSession | null;
  /** The caller's address, read through trusted proxies only. */
  readonly ip: string;
  readonly userAgent: string | null;
  readonly requestId: string;
}

/** The context of a procedure that only signed-in people reach. */
export interface SignedInContext extends RequestContext {
  readonly actor: Actor;
  readonly session: RequestSession;
}
