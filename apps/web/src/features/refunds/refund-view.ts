import type { RouterOutputs } from "../../lib/trpc.ts";

export type Refund = RouterOutputs["refunds"]["get"]["refund"];
export type RefundStep = RouterOutputs["refunds"]["get"]["steps"][number];

export function refundPath(refundId: string): string {
  return `/refunds/${encodeURIComponent(refundId)}`;
}
