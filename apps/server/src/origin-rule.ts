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
