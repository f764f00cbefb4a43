import { type ErrorCode, errorCodes } from "@maru/domain";
import type { EntryMessages } from "./i18n.tsx";

/** What the server says about a failed call, as far as it has that shape. */
export interface KnownError {
  /** Null for a code this version does not know. */
  readonly code: ErrorCode | null;
  readonly family: string;
  /** Operator-facing English; shown only as a detail. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Reads the server's error out of whatever a call threw; undefined when the answer never came or was not ours. */
export function appErrorOf(error: unknown): KnownError | undefined {
  if (!(error instanceof Error) || !("data" in error) || !isRecord(error.data)) return undefined;
  const { appCode, family, details, requestId } = error.data;
  if (typeof appCode !== "string" || typeof family !== "string") return undefined;
  return {
    code: errorCodes.find((code) => code === appCode) ?? null,
    family,
    message: error.message,
    details: isRecord(details) ? details : {},
    requestId: typeof requestId === "string" ? requestId : null,
  };
}

export interface DescribedError {
  readonly title: string;
  readonly help: string;
  /** Finds the call in the server's log. */
  readonly requestId: string | null;
  /** Upstream's own words, to be marked as theirs. */
  readonly quote: string | null;
}

/** Puts an error into the reader's language: what happened, what it means, what to do. */
export function describeError(error: unknown, words: EntryMessages["errors"]): DescribedError {
  const known = appErrorOf(error);
  if (known === undefined) {
    const wording = error instanceof TypeError || isTransportError(error) ? words.unreachable : words.unknown;
    return { ...(navigator.onLine ? wording : words.offline), requestId: null, quote: null };
  }
  const wording = known.code === null ? words.unknown : words.byCode[known.code];
  const quote = known.family === "upstream_refused" ? known.message : null;
  return { ...wording, requestId: known.requestId, quote };
}

/** A tRPC client error without the server's data: nothing came back, or something else answered. */
function isTransportError(error: unknown): boolean {
  return error instanceof Error && error.name === "TRPCClientError";
}
