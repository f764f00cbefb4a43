import type { Clock } from "@maru/domain";

const second = 1000;
const minute = 60 * second;

/** How long after sending upstream is read: soon, in case it was only the answer that got lost. */
const firstChecksMs = [2 * second, 5 * second, 15 * second, 60 * second];
/** Nothing waits for its next look longer than this. */
export const laterMs = 5 * minute;

/** Unresolved for longer than this, and somebody is told. */
export const alertAfterMs = 10 * minute;

/**
 * An unchanged record proves that nothing was done once no request of ours can be under way any more. The client gives up
 * after one minute; upstream itself is given this long.
 */
export const surelyOverMs = 5 * minute;

/** How long our client waits for the answer to one request. */
export const requestMs = minute;

/** A PG that settles later is given so long; then a person asks it. */
export const requestedForMs = 3 * 24 * 60 * minute;

/** When upstream is first asked about what is sent now (unix milliseconds). */
export function firstCheckAt(clock: Clock): number {
  return clock.now() + (firstChecksMs[0] ?? laterMs);
}

/** When to look next, counted from sending while that is soon. */
export function nextCheckAt(
  errand: { readonly sending_at_ms: number | null; readonly state: string; readonly checks: number },
  nowMs: number,
): number {
  const sentAtMs = errand.sending_at_ms ?? nowMs;
  // Sent by a clock that has been set back since: how often somebody looked tells how soon to look again.
  if (sentAtMs > nowMs) return nowMs + (firstChecksMs[errand.checks] ?? laterMs);
  const due = errand.state === "checking" ? firstChecksMs.map((afterMs) => sentAtMs + afterMs) : [];
  return due.find((atMs) => atMs > nowMs) ?? nowMs + laterMs;
}
