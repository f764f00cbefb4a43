import { AppError, deliveryAllowance } from "@maru/domain";
import { callerOf } from "../../client-address.ts";

const mostAddresses = 10_000;

interface Allowance {
  readonly left: number;
  readonly atMs: number;
}

/**
 * Refuses an address that sends more than any shop's payments explain, and tells whom it refused. Kept in memory, so that
 * a flood costs no write for each call; what a refused delivery would have told, the next poll finds.
 */
export function createDeliveryLimit(
  onRefused: (ip: string, nowMs: number) => void,
): (ip: string, nowMs: number) => void {
  const allowances = new Map<string, Allowance>();
  return (ip, nowMs) => {
    const { atOnce, perSecond } = deliveryAllowance;
    const caller = callerOf(ip);
    const before = allowances.get(caller) ?? { left: atOnce, atMs: nowMs };
    const earned = (Math.max(0, nowMs - before.atMs) / 1000) * perSecond;
    const left = Math.min(atOnce, before.left + earned) - 1;
    // The address heard of last stands last, so that the first ones are those to forget.
    allowances.delete(caller);
    allowances.set(caller, { left: Math.max(0, left), atMs: nowMs });
    const [oldest] = allowances.keys();
    if (allowances.size > mostAddresses && oldest !== undefined) allowances.delete(oldest);
    if (left >= 0) return;
    onRefused(ip, nowMs);
    throw new AppError("TOO_MANY_REQUESTS", "Too many webhooks from one address. Try again in a moment.", {
      details: { limit: "webhooks_by_ip", retryAfterSeconds: 1 },
    });
  };
}
