import type { Clock } from "@maru/domain";
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

export interface AccessTokens {
  /** A token with enough life left for a call. */
  current(): Promise<AccessToken>;
  /** A token newer than the one that was turned away. */
  renewAfter(turnedAway: AccessToken): Promise<AccessToken>;
  /** Whoever needs a token next gets a newer one than this. */
  discard(turnedAway: AccessToken): void;
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
  readonly onIssued: (value: string) => void;
}): AccessTokens {
  const { clock, credentials, request } = options;
  let held: AccessToken | null = null;
  let generation = 0;
  let inFlight: Promise<AccessToken> | null = null;

  async function issue(): Promise<AccessToken> {
    const call: WireCall = {
      operation: "issueToken",
      method: "POST",
      path: "/users/getToken",
      body: { imp_key: credentials.key, imp_secret: credentials.secret },
    };
    const startedAtMs = clock.now();
    const { value, lifeMs } = readToken(call, await request(call));
    options.onIssued(value);
    generation += 1;
    held = { value, generation, expiresAtMs: startedAtMs + lifeMs };
    return held;
  }

  function renew(): Promise<AccessToken> {
    inFlight ??= issue().finally(() => {
      inFlight = null;
    });
    return inFlight;
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
  };
}

function readToken(call: WireCall, answer: WireAnswer): { value: string; lifeMs: number } {
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
  return { value, lifeMs: (expiredAt - now) * 1000 };
}
