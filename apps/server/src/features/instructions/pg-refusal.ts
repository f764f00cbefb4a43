import type { Unsuccessful } from "@maru/import-client";

/**
 * Upstream answers some refusals of a PG with HTTP 500 and the PG's words in its envelope. Such an answer is a refusal as
 * far as upstream's record bears it out, and its words are worth keeping; any other 500 tells nothing.
 */
export function heardRefusal<Outcome extends { readonly kind: string }>(
  outcome: Outcome | Unsuccessful,
): Outcome | Unsuccessful {
  if (!isUnknown(outcome)) return outcome;
  const { httpStatus, upstreamCode, message } = outcome.cause.details;
  if (httpStatus !== 500 || typeof upstreamCode !== "number" || upstreamCode === 0) return outcome;
  if (typeof message !== "string" || message === "") return outcome;
  return { kind: "refused", httpStatus, upstreamCode, message };
}

function isUnknown(outcome: { readonly kind: string }): outcome is Extract<Unsuccessful, { kind: "unknown" }> {
  return outcome.kind === "unknown";
}
