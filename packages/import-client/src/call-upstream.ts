import { AppError, type ErrorCode } from "@maru/domain";
import { createAccessTokens } from "./access-token.ts";
import type { AccessEvent, ImportClientOptions, TokenFacts } from "./client-types.ts";
import { createHttpExchange, type HttpExchange, type WireAnswer, type WireCall } from "./http-exchange.ts";
import { limitConcurrency } from "./limit-concurrency.ts";
import type { Unsuccessful } from "./outcome.ts";
import { sleep as sleepForReal } from "./sleep.ts";
import { personalIn, strikePersonal } from "./strike-personal.ts";
import { refused, unauthorized, unavailable, unreadable } from "./upstream-errors.ts";

export interface ReadCall extends WireCall {
  readonly method: "GET";
  /** What a 404 means here. */
  readonly notFound?: ErrorCode;
}

/** The `response` of a success, or the refusal as the error it becomes unless the caller knows better. */
type ReadAnswer =
  | { readonly kind: "answered"; readonly response: unknown }
  | { readonly kind: "refused"; readonly httpStatus: number; readonly error: AppError };

export interface CallUpstream {
  /** Repeats itself while upstream is out of breath. Rejects when no answer can be had. */
  read(call: ReadCall): Promise<ReadAnswer>;
  /** Sends once, whatever comes back. Never rejects. */
  write(call: WireCall): Promise<{ readonly kind: "accepted"; readonly response: unknown } | Unsuccessful>;
}

const mostAttempts = 3;
const firstPauseMs = 300;
/** A wait upstream asks for is kept up to here; a longer one is handed to the caller, who has better things to do. */
const longestWaitMs = 10_000;
const defaultConcurrentReads = 4;
const defaultReadTimeoutMs = 15_000;
/** A PG may think about a cancel for most of a minute. */
const defaultWriteTimeoutMs = 60_000;
/** Shorter keys are ordinary words, and striking those out would garble the PG's text. */
const shortestTellingKey = 12;

/** Calls upstream with a token it keeps by itself: reads side by side and repeated, each write sent once. */
export function createCallUpstream(options: ImportClientOptions): CallUpstream & {
  /** Asks for a token now. Rejects when none is given. */
  askForToken(): Promise<TokenFacts>;
} {
  const { clock, credentials } = options;
  const sleep = options.sleep ?? sleepForReal;
  const random = options.random ?? Math.random;
  const readTimeoutMs = options.readTimeoutMs ?? defaultReadTimeoutMs;
  const writeTimeoutMs = options.writeTimeoutMs ?? defaultWriteTimeoutMs;
  const inTurn = limitConcurrency(options.maxConcurrentReads ?? defaultConcurrentReads);
  const ownSecrets = [credentials.secret, ...(credentials.key.length >= shortestTellingKey ? [credentials.key] : [])];
  // Calls in flight may still hold the token before the present one.
  let lastTokens: readonly string[] = [];

  const send: HttpExchange = createHttpExchange({
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    clock,
    fetch: options.fetch ?? ((request) => fetch(request)),
    tier: options.tier,
    onExchange: options.onExchange,
    sleep,
  });

  const exchange: HttpExchange = async (call, sendOptions) =>
    withoutSecrets(
      await send(call, sendOptions),
      [...ownSecrets, ...lastTokens],
      [...(call.secrets ?? []), ...personalIn(call.body)],
    );

  const tokens = createAccessTokens({
    clock,
    credentials,
    request: (call) => {
      const attempts = countAttempts();
      return patiently(() => exchange(call, { token: null, attempt: attempts(), timeoutMs: readTimeoutMs }));
    },
    onIssued: (value, token) => {
      lastTokens = [value, ...lastTokens.slice(0, 1)];
      tell({ kind: "token_issued", token });
    },
    onRefused: (error) => tell({ kind: "token_refused", error }),
  });

  /** An observer that fails must not cost the answer. */
  function tell(event: AccessEvent): void {
    try {
      options.onAccess?.(event);
    } catch {
      // Whoever watches sees to its own failures.
    }
  }

  /** Passes on what went wrong, and says whose call it was where the key was at fault. */
  function noted(call: WireCall, error: AppError): AppError {
    if (error.code === "UPSTREAM_UNAUTHORIZED") tell({ kind: "turned_away", operation: call.operation, error });
    return error;
  }

  async function patiently(once: () => Promise<WireAnswer>): Promise<WireAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once();
      if (!isWorthRepeating(answer) || attempt === mostAttempts) return answer;
      const askedMs = answer.kind === "lost" ? 0 : (answer.retryAfterMs ?? 0);
      if (askedMs > longestWaitMs) return answer;
      const pauseMs = firstPauseMs * 2 ** (attempt - 1) * (0.5 + random() / 2);
      await sleep(Math.max(askedMs, Math.round(pauseMs)), new AbortController().signal);
    }
  }

  /** A 401 is answered with a new token once; the answer to that stands. */
  async function askWithToken(call: ReadCall, attempts: () => number): Promise<WireAnswer> {
    const token = await tokens.current();
    const answer = await exchange(call, { token: token.value, attempt: attempts(), timeoutMs: readTimeoutMs });
    if (answer.kind === "lost" || answer.httpStatus !== 401) return answer;
    const renewed = await tokens.renewAfter(token);
    return exchange(call, { token: renewed.value, attempt: attempts(), timeoutMs: readTimeoutMs });
  }

  /**
   * The document says that a 401 is about the token alone. A second copy of a write would stake money on that, so the token
   * is renewed ahead of its end, and a write that is turned away all the same stays one request.
   */
  async function tellWithToken(call: WireCall): Promise<WireAnswer> {
    const token = await tokens.current();
    const answer = await exchange(call, { token: token.value, attempt: 1, timeoutMs: writeTimeoutMs });
    if (answer.kind !== "lost" && answer.httpStatus === 401) tokens.discard(token);
    return answer;
  }

  return {
    askForToken: () => tokens.ask(),

    read: (call) =>
      inTurn(async () => {
        const attempts = countAttempts();
        try {
          return readAnswer(call, await patiently(() => askWithToken(call, attempts)));
        } catch (error) {
          throw error instanceof AppError ? noted(call, error) : error;
        }
      }),

    async write(call) {
      let answer: WireAnswer;
      try {
        answer = await tellWithToken(call);
      } catch (error) {
        // Only the want of a token throws, before the request leaves.
        const cause =
          error instanceof AppError
            ? noted(call, error)
            : new AppError("BUG", "The request could not be made.", { cause: error });
        return { kind: "not_sent", cause };
      }
      const written = writeAnswer(call, answer);
      if (written.kind === "not_sent") noted(call, written.cause);
      return written;
    },
  };
}

function countAttempts(): () => number {
  let attempts = 0;
  return () => {
    attempts += 1;
    return attempts;
  };
}

/** What stays silent for as long as a read may take is not asked again: somebody is waiting, and nothing was wrong with the line. */
function isWorthRepeating(answer: WireAnswer): boolean {
  if (answer.kind === "lost") return answer.failure !== "timeout";
  return answer.httpStatus === 429 || (answer.httpStatus >= 500 && answer.httpStatus !== 501);
}

function isSuccess(httpStatus: number): boolean {
  return httpStatus >= 200 && httpStatus < 300;
}

function readAnswer(call: ReadCall, answer: WireAnswer): ReadAnswer {
  if (answer.kind === "lost" || isWorthRepeating(answer)) throw unavailable(call, answer);
  if (answer.httpStatus === 401 || answer.httpStatus === 403) throw unauthorized(call, answer, "ip_whitelist");
  if (answer.kind === "unreadable") throw unreadable(call, answer);
  if (answer.envelope.code !== 0) {
    const code = answer.httpStatus === 404 ? (call.notFound ?? "NOT_FOUND") : "UPSTREAM_REFUSED";
    return { kind: "refused", httpStatus: answer.httpStatus, error: refused(call, answer, code) };
  }
  if (!isSuccess(answer.httpStatus)) throw unreadable(call, answer);
  return { kind: "answered", response: answer.envelope.response };
}

function writeAnswer(
  call: WireCall,
  answer: WireAnswer,
): { readonly kind: "accepted"; readonly response: unknown } | Unsuccessful {
  if (answer.kind === "lost") {
    return { kind: answer.neverLeft ? "not_sent" : "unknown", cause: unavailable(call, answer) };
  }
  if (answer.httpStatus === 401) return { kind: "not_sent", cause: unauthorized(call, answer, "token") };
  if (answer.kind === "unreadable") return { kind: "unknown", cause: unreadable(call, answer) };
  const { code, message, response } = answer.envelope;
  if (isSuccess(answer.httpStatus) && code === 0) return { kind: "accepted", response };
  // 501 is documented as "the PG cannot do this"; after any other 5xx the PG may have done it all the same.
  if (answer.httpStatus >= 500 && answer.httpStatus !== 501)
    return { kind: "unknown", cause: unavailable(call, answer) };
  if (code === 0) return { kind: "unknown", cause: unreadable(call, answer) };
  return { kind: "refused", message, upstreamCode: code, httpStatus: answer.httpStatus };
}

/** Upstream's words are shown to people and written to logs; a server that echoes what it was sent must not leak it. */
function withoutSecrets(answer: WireAnswer, secrets: readonly string[], sent: readonly string[]): WireAnswer {
  if (answer.kind !== "enveloped" || answer.envelope.message === "") return answer;
  let { message } = answer.envelope;
  for (const secret of secrets) message = message.replaceAll(secret, "***");
  return { ...answer, envelope: { ...answer.envelope, message: strikePersonal(message, sent) } };
}
