import { AppError, type Clock } from "@maru/domain";
import type { TokenFacts } from "./client-types.ts";
import type { WireAnswer, WireCall } from "./http-exchange.ts";
import { unauthorized, unavailable, unreadable } from "./upstream-errors.ts";
import { unreadableShape } from "./wire-fields.ts";
import { isWireObject } from "./wire-object.ts";

/** A token and which renewal brought it: upstream gives the same text again while a token lives. */
interface AccessToken {
  readonly value: string;
  readonly generation: number;
  /** On our own clock, unix milliseconds. */
  readonly expiresAtMs: number;
}

interface Issued {
  readonly token: AccessToken;
  readonly facts: TokenFacts;
}

export interface AccessTokens {
  /** A token with enough life left for a call. */
  current(): Promise<AccessToken>;
  /** A token newer than the one that was turned away. */
  renewAfter(turnedAway: AccessToken): Promise<AccessToken>;
  /** Whoever needs a token next gets a newer one than this. */
  discard(turnedAway: AccessToken): void;
  /** Asks now, whatever is held. */
  ask(): Promise<TokenFacts>;
}

/** Upstream lengthens a token's life only within its last minute; asking earlier gives the same token back. */
const shortestUsefulLifeMs = 60_000;

/** Letters an HTTP header can carry; anything else would be quoted back in the header's own error. */
const headerText = /^[\x21-\x7e]+$/;

/**
 * Keeps one token for everybody: however many calls need one, one request is in flight. Its life is the difference of
 * upstream's own two clock readings, counted on ours from before the request left, so it never seems longer than it is.
 */
export function createAccessTokens(options: {
  readonly clock: Clock;
  readonly credentials: { readonly key: string; readonly secret: string };
  readonly request: (call: WireCall) => Promise<WireAnswer>;
  readonly onIssued: (value: string, facts: TokenFacts) => void;
  readonly onRefused: (error: AppError) => void;
}): AccessTokens {
  const { clock, credentials, request } = options;
  let held: AccessToken | null = null;
  let generation = 0;
  let lastValue: string | null = null;
  let inFlight: Promise<Issued> | null = null;

  async function issue(): Promise<Issued> {
    const call: WireCall = {
      operation: "issueToken",
      method: "POST",
      path: "/users/getToken",
      body: { imp_key: credentials.key, imp_secret: credentials.secret },
    };
    const askedAtMs = clock.now();
    const answer = await request(call);
    const { value, lifeMs, nowMs } = toldIfRefused(() => readToken(call, answer));
    const expiresAtMs = askedAtMs + lifeMs;
    const isNew = lastValue !== value;
    lastValue = value;
    generation += 1;
    const facts = { askedAtMs, answeredAtMs: clock.now(), expiresAtMs, upstreamNowMs: nowMs, isNew };
    const token = { value, generation, expiresAtMs };
    held = token;
    options.onIssued(value, facts);
    return { token, facts };
  }

  function toldIfRefused<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof AppError) options.onRefused(error);
      throw error;
    }
  }

  function issueOnce(): Promise<Issued> {
    inFlight ??= issue().finally(() => {
      inFlight = null;
    });
    return inFlight;
  }

  async function renew(): Promise<AccessToken> {
    return (await issueOnce()).token;
  }

  return {
    async current() {
      if (held !== null && held.expiresAtMs - clock.now() >= shortestUsefulLifeMs) return held;
      return renew();
    },
    async renewAfter(turnedAway) {
      if (held !== null && held.generation > turnedAway.generation) return held;
      return renew();
    },
    discard(turnedAway) {
      if (held?.generation === turnedAway.generation) held = null;
    },
    async ask() {
      return (await issueOnce()).facts;
    },
  };
}

function readToken(call: WireCall, answer: WireAnswer): { value: string; lifeMs: number; nowMs: number } {
  if (answer.kind === "lost") throw unavailable(call, answer);
  if (answer.httpStatus === 401) throw unauthorized(call, answer, "credentials");
  if (answer.httpStatus === 403) throw unauthorized(call, answer, "ip_whitelist");
  if (answer.httpStatus === 429 || answer.httpStatus >= 500) throw unavailable(call, answer);
  if (answer.kind === "unreadable") throw unreadable(call, answer);
  if (answer.envelope.code !== 0) throw unauthorized(call, answer, "credentials");
  if (answer.httpStatus < 200 || answer.httpStatus >= 300) throw unreadable(call, answer);
  const { response } = answer.envelope;
  const value = isWireObject(response) ? response.access_token : undefined;
  if (typeof value !== "string" || !headerText.test(value)) throw unreadableShape("access_token: not a token");
  const expiredAt = isWireObject(response) ? response.expired_at : undefined;
  const now = isWireObject(response) ? response.now : undefined;
  if (typeof expiredAt !== "number" || typeof now !== "number")
    throw unreadableShape("expired_at, now: not two numbers");
  return { value, lifeMs: (expiredAt - now) * 1000, nowMs: now * 1000 };
}
