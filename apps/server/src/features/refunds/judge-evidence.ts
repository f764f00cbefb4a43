import { bearsTag, type Cancellation, type Payment } from "@maru/domain";
import type { RefundRow } from "./refunds.tables.ts";

/** What upstream's record of a payment says about one refund that was sent. */
export type Evidence =
  /** Our tag and our amount stand in the record. */
  | { readonly kind: "done"; readonly cancellation: Cancellation; readonly balance: number }
  /** Nothing has changed since it was sent. */
  | { readonly kind: "unchanged"; readonly balance: number }
  /**
   * The balance changed, and every cancel that changed it is somebody else's. The pinned checksum no longer matches, so
   * ours cannot be carried out any more.
   */
  | { readonly kind: "overtaken"; readonly balance: number; readonly others: readonly Cancellation[] }
  /** Something changed that may be ours and does not say so. */
  | { readonly kind: "unclear"; readonly balance: number; readonly suspects: readonly Cancellation[] };

/** What the vendor's console writes into every cancel made there. */
const consoleReason = "관리자페이지취소";
const tagPattern = /^\s*\[[A-HJ-NP-Z2-9]{6}\]/;

type Sent = Pick<RefundRow, "tag" | "amount" | "currency" | "pinned_balance" | "known_cancellations">;

/**
 * Reads the evidence: the tag decides, then the balance. A cancel without our tag never proves that the refund is done,
 * however well its amount fits.
 */
export function judgeEvidence(refund: Sent, payment: Payment): Evidence {
  const balance = payment.amount.amount - payment.cancelledAmount.amount;
  const tagged = payment.cancellations.filter(({ reason }) => bearsTag(reason, refund.tag));
  const [cancellation] = tagged;
  if (cancellation !== undefined) {
    const isOurs = tagged.length === 1 && cancellation.amount.amount === refund.amount;
    return isOurs && cancellation.amount.currency === refund.currency
      ? { kind: "done", cancellation, balance }
      : { kind: "unclear", balance, suspects: tagged };
  }
  const known = new Set(readKnown(refund.known_cancellations));
  const fresh = payment.cancellations.filter((each) => !known.has(cancellationKey(each)));
  if (balance === refund.pinned_balance && fresh.length === 0) return { kind: "unchanged", balance };
  const sum = fresh.reduce((total, each) => total + each.amount.amount, 0);
  const isExplained = refund.pinned_balance - balance === sum && sum > 0;
  const suspects = fresh.filter((each) => !isSomebodyElses(each, refund.amount));
  if (!isExplained || suspects.length > 0) return { kind: "unclear", balance, suspects };
  return { kind: "overtaken", balance, others: fresh };
}

/** Another amount, another refund's tag or the vendor's console: not what we sent. */
function isSomebodyElses({ amount, reason }: Cancellation, ours: number): boolean {
  return amount.amount !== ours || reason === consoleReason || tagPattern.test(reason ?? "");
}

/** What tells one cancel of a payment from another. */
function cancellationKey({ cancellationId, pgTid, cancelledAt, amount }: Cancellation): string {
  return cancellationId ?? `${pgTid ?? ""} ${cancelledAt ?? ""} ${amount.amount}`;
}

/** The cancels a payment has before ours is sent, as JSON: what comes after them may be ours. */
export function knownCancellations(payment: Payment): string {
  return JSON.stringify(payment.cancellations.map(cancellationKey));
}

function readKnown(json: string | null): string[] {
  const keys: unknown = JSON.parse(json ?? "[]");
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
}
