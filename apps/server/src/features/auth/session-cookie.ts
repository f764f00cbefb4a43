import { createHmac, timingSafeEqual } from "node:crypto";
import type { Config } from "../../config.ts";

type CookieConfig = Pick<Config, "publicUrl"> & { readonly upstream: Pick<Config["upstream"], "tier"> };

/**
 * What the names of this console's cookies begin with. Browsers keep cookies by host name whatever the port, so the
 * consoles of two stores on one machine would otherwise sign each other's people out.
 */
export function cookiePrefix({ upstream: { tier } }: Pick<CookieConfig, "upstream">): string {
  return tier === null ? "maru" : `maru-${tier.toLowerCase()}`;
}

/** The name better-auth gives its session cookie. */
function sessionCookieName(config: CookieConfig): string {
  return `${config.publicUrl.startsWith("https:") ? "__Secure-" : ""}${cookiePrefix(config)}.session_token`;
}

/** The session cookie's value in a Cookie header, whoever wrote it; null where there is none. */
export function findSessionCookie(config: CookieConfig, cookieHeader: string | null): string | null {
  if (cookieHeader === null) return null;
  const prefix = `${sessionCookieName(config)}=`;
  for (const part of cookieHeader.split(";")) {
    const cookie = part.trim();
    if (cookie.startsWith(prefix)) return cookie.slice(prefix.length);
  }
  return null;
}

/** The session token in a cookie's value, or null where we did not sign it. */
export function readSessionToken(config: Pick<Config, "secret">, cookie: string): string | null {
  const value = decode(cookie);
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(sign(config, token));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** The Set-Cookie value of a session we began ourselves; better-auth reads it as its own. */
export function writeSessionCookie(
  config: CookieConfig & Pick<Config, "secret">,
  token: string,
  maxAgeMs: number,
): string {
  const isSecure = config.publicUrl.startsWith("https:");
  const value = encodeURIComponent(`${token}.${sign(config, token)}`);
  const attributes = `Max-Age=${Math.floor(maxAgeMs / 1000)}; Path=/; HttpOnly; SameSite=Lax`;
  return `${sessionCookieName(config)}=${value}; ${attributes}${isSecure ? "; Secure" : ""}`;
}

function sign(config: Pick<Config, "secret">, token: string): string {
  return createHmac("sha256", config.secret.reveal()).update(token).digest("base64");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
