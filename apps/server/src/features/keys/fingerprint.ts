import { createHmac } from "node:crypto";
import type { Config } from "../../config.ts";
import { keyFor } from "../../derived-key.ts";
import type { Secret } from "../../secret.ts";

const letters = 8;

/** Tells one secret from another, on this console only. Says nothing of the secret itself. */
export function fingerprintOf({ secret }: Pick<Config, "secret">, of: Secret): string {
  return createHmac("sha256", keyFor(secret, "key fingerprint")).update(of.reveal()).digest("hex").slice(0, letters);
}
