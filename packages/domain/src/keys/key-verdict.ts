const verdicts = { credentials: "refused", ip_whitelist: "maybe_blocked", unreachable: "unreachable" } as const;

/** What is known of the key: when upstream last took it, and when it last did not, and how. Unix milliseconds. */
export interface KeyTraffic {
  readonly acceptedAtMs: number | null;
  readonly failure: { readonly atMs: number; readonly kind: keyof typeof verdicts | "token" } | null;
  /** Upstream gave no token when it was last asked for one. */
  readonly isTokenRefused: boolean;
}

/**
 * `maybe_blocked`: the key was taken and what came with its token was not, as an address outside the whitelist is.
 * `runs_out`: a token from before is still taken, and there will be no other once its life ends.
 */
export type KeyVerdict = "unknown" | "accepted" | "runs_out" | "refused" | "maybe_blocked" | "unreachable";

/** Whether the key works, by the latest that was seen of it. */
export function keyVerdict({ acceptedAtMs, failure, isTokenRefused }: KeyTraffic): KeyVerdict {
  // That a token from before is no longer taken says nothing of the key: the next call asks for another.
  if (failure !== null && failure.kind !== "token" && (acceptedAtMs === null || failure.atMs >= acceptedAtMs)) {
    return verdicts[failure.kind];
  }
  if (acceptedAtMs === null) return "unknown";
  return isTokenRefused ? "runs_out" : "accepted";
}
