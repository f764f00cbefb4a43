/** Failures that happen before a connection exists, so that not one byte of the request can have left. */
const unconnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

export interface NetworkFailure {
  /** The system's name for it, such as `ECONNRESET`; null when it gave none. */
  readonly code: string | null;
  readonly neverLeft: boolean;
}

/**
 * What a rejected fetch was about. Only the code is kept: an HTTP parser's error carries the bytes it choked on, which
 * may hold a token or a buyer.
 */
export function networkFailure(error: unknown): NetworkFailure {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ("code" in current && typeof current.code === "string") {
      const isConnecting = "syscall" in current && current.syscall === "connect";
      return { code: current.code, neverLeft: unconnected.has(current.code) || isConnecting };
    }
    current = current.cause;
  }
  return { code: null, neverLeft: false };
}
