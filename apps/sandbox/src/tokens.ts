import { Draws } from "./random.ts";

const LIFETIME = 30 * 60;
const EXTENSION_WINDOW = 60;
const EXTENSION = 5 * 60;
const STREAM_TOKEN = 9000;

export interface Token {
  access_token: string;
  /** Unix seconds. */
  expired_at: number;
}

/**
 * Access tokens by the rules of V1 `POST /users/getToken`: one live token per key, the same string while it lives,
 * five more minutes when asked for in its last minute, a new one for thirty minutes after that.
 */
export class Tokens {
  readonly #seed: number;
  #live: Token | null = null;
  #issued = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  issue(now: number): Token {
    const live = this.#live;
    if (live !== null && live.expired_at > now) {
      if (live.expired_at - now < EXTENSION_WINDOW) live.expired_at += EXTENSION;
      return { ...live };
    }
    this.#issued += 1;
    const access_token = new Draws(this.#seed ^ now, this.#issued, STREAM_TOKEN).text(40, "0123456789abcdef");
    this.#live = { access_token, expired_at: now + LIFETIME };
    return { ...this.#live };
  }

  isLive(text: string, now: number): boolean {
    return this.#live !== null && this.#live.access_token === text && this.#live.expired_at > now;
  }

  /** Ends the live token at once, as a secret that was issued anew does. */
  revoke(): void {
    this.#live = null;
  }
}

/** The token in a request: bare, after `Bearer`, or in the header that old PHP clients use. */
export function tokenIn(headers: Headers): string | null {
  const texts = [headers.get("authorization"), headers.get("x-imptokenheader")];
  const text = texts.find((one) => one !== null && one !== "");
  if (text === undefined || text === null) return null;
  return text.replace(/^Bearer\s+/i, "").trim();
}
