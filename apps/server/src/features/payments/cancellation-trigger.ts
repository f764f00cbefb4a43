import type { Cancellation } from "@maru/domain";
import type { RefundRow } from "../refunds/refunds.tables.ts";
import type { StoredDelivery } from "../webhooks/webhooks.repository.ts";

/**
 * Who asked for a cancel. Upstream does not say. `ours`: a refund of this console. `console`: the vendor's own console,
 * which writes a fixed reason where its user writes none. `api`: most likely the shop's server, since cancels by API send
 * no webhook unless asked to, while every other cancel sends one.
 */
export type CancellationTrigger = "ours" | "console" | "api" | "unknown";

/** What the vendor's console stores as the reason of a cancel when its user gives none. */
const consoleReason = "관리자페이지취소";

/** A webhook may be this late; before that its absence says nothing. */
const webhookMayTakeSeconds = 600;

type Delivery = Pick<StoredDelivery, "verdict" | "cancellation_id" | "status">;
type OwnRefund = Pick<RefundRow, "id" | "tag" | "cancellation_id" | "requested_by_name">;

/** What is known of who asked for a cancel, and of ours which refund it was. */
export interface CancellationOrigin {
  readonly trigger: CancellationTrigger;
  readonly refund: { readonly id: string; readonly byName: string } | null;
}

/** The evidence there is on one payment. */
export interface OriginEvidence {
  readonly refunds: readonly OwnRefund[];
  readonly deliveries: readonly Delivery[];
  readonly nowSeconds: number;
}

/** Who asked for a cancel, as far as the evidence tells. */
export function originOf(cancellation: Cancellation, evidence: OriginEvidence): CancellationOrigin {
  const own = evidence.refunds.find((refund) => isOf(refund, cancellation));
  if (own !== undefined) return { trigger: "ours", refund: { id: own.id, byName: own.requested_by_name } };
  return { trigger: foreignTrigger(cancellation, evidence), refund: null };
}

/** A refund's tag stands first in the reason upstream keeps; an id proves it where upstream gave one. */
function isOf(refund: OwnRefund, { cancellationId, reason }: Cancellation): boolean {
  if (refund.cancellation_id !== null && cancellationId !== null) return refund.cancellation_id === cancellationId;
  return reason?.startsWith(refund.tag) ?? false;
}

function foreignTrigger(
  cancellation: Cancellation,
  { deliveries, nowSeconds }: Omit<OriginEvidence, "refunds">,
): CancellationTrigger {
  if (cancellation.reason?.trim() === consoleReason) return "console";
  const { cancelledAt, cancellationId } = cancellation;
  if (cancelledAt === null || nowSeconds - cancelledAt < webhookMayTakeSeconds) return "unknown";
  const verified = deliveries.filter((delivery) => delivery.verdict === "verified");
  const toldOfCancel = verified.some(
    (delivery) =>
      delivery.status === "cancelled" &&
      (delivery.cancellation_id === null || cancellationId === null || delivery.cancellation_id === cancellationId),
  );
  // Without any webhook about this payment, ours may not be the address they go to.
  return verified.length > 0 && !toldOfCancel ? "api" : "unknown";
}
