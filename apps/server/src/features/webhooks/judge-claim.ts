import type { Payment } from "@maru/domain";
import type { StoredDelivery } from "./webhooks.repository.ts";

/** What upstream's own record makes of the status a webhook claims. */
export type ClaimVerdict = "confirmed" | "contradicted" | "unchecked";

/** Upstream's clock may be this many seconds ahead; what happened later than that, the webhook cannot have spoken of. */
const clockDifference = 300;

type Claiming = Pick<StoredDelivery, "status" | "verdict" | "merchant_uid" | "cancellation_id" | "settled_at_ms">;

/**
 * Whether it may go on to the shop. Anybody who knows the id of a payment may call the webhook address with any order and
 * any status beside it, and a signature of ours would make that look genuine.
 */
export function isTellable(delivery: Claiming, payment: Payment): boolean {
  if (delivery.verdict !== "verified") return false;
  if (delivery.merchant_uid !== null && delivery.merchant_uid !== payment.merchantUid) return false;
  return judgeClaim(delivery, payment) !== "contradicted";
}

/**
 * Whether upstream, asked because of the webhook, says what the webhook says. Null for one that claims nothing. Anybody
 * may call the webhook address, so a claim is never a fact by itself.
 */
export function judgeClaim(delivery: Claiming, payment: Payment): ClaimVerdict | null {
  if (delivery.status === null) return null;
  if (delivery.verdict !== "verified" || delivery.settled_at_ms === null) return "unchecked";
  const until = Math.floor(delivery.settled_at_ms / 1000) + clockDifference;
  const isOurs = delivery.merchant_uid === null || delivery.merchant_uid === payment.merchantUid;
  return isOurs && hadHappened(delivery, payment, until) ? "confirmed" : "contradicted";
}

function hadHappened(
  { status, cancellation_id: id }: Pick<StoredDelivery, "status" | "cancellation_id">,
  payment: Payment,
  until: number,
): boolean {
  const by = (at: number | null | undefined) => typeof at === "number" && at <= until;
  switch (status) {
    case "ready":
      return by(payment.virtualAccount?.issuedAt ?? payment.startedAt);
    case "paid":
      return by(payment.paidAt);
    case "failed":
      return by(payment.failedAt);
    case "cancelled":
      return payment.cancellations.some(
        ({ cancelledAt, cancellationId }) =>
          by(cancelledAt ?? payment.cancelledAt) && (id === null || cancellationId === null || cancellationId === id),
      );
    default:
      return payment.wireStatus === status;
  }
}
