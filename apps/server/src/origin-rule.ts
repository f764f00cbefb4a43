import { isIP } from "node:net";
import type { Config } from "./config.ts";

const reading: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request may change something: pages of this console may, pages of others and requests without an origin not. */
export function isOriginAllowed(
  config: Pick<Config, "mode" | "publicUrl">,
  method: string,
  origin: string | undefined,
): boolean {
  if (reading.has(method)) return true;
  if (origin === undefined) return false;
  if (origin === config.publicUrl) return true;
  if (config.mode !== "sandbox") return false;
  const { port } = new URL(config.publicUrl);
  return ["localhost", "127.0.0.1"].some((host) => origin === new URL(`http://${host}:${port || 80}`).origin);
}

/**
 * Whether a browser says that it leaves a page with this request. Pages of this console change things by scripts of their
 * own alone, so a form that is sent is not theirs: it comes from a page here that runs others' scripts.
 */
export function isFormSent(method: string, fetchMode: string | undefined): boolean {
  return !reading.has(method) && fetchMode === "navigate";
}

/**
 * Whether a request names this console as its host. Another name that leads here is how a foreign page would reach a
 * console on somebody's own machine (DNS rebinding); a bare address or `localhost` cannot be borrowed like that.
 */
export function isHostAllowed({ publicUrl }: Pick<Config, "publicUrl">, host: string): boolean {
  const name = hostName(host);
  if (name === undefined) return false;
  return name === new URL(publicUrl).hostname || name === "localhost" || isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

/** The name in a Host header, without its port. */
function hostName(host: string): string | undefined {
  const address = `http://${host}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
