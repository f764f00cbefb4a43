import { type AppError, toWireAmount } from "@maru/domain";
import type { CallUpstream } from "./call-upstream.ts";
import { invalidInput, isSendable } from "./check-input.ts";
import type { CancellationOutcome, CancellationRequest, RefundAccount } from "./client-types.ts";
import { outcomeOf } from "./outcome.ts";
import { readPayment } from "./read-payment.ts";
import { unreadableShape } from "./wire-fields.ts";

/** Sends one cancel and says what became of it. A request that could mean "everything" is never sent. */
export async function cancelPayment(
  { write }: CallUpstream,
  request: CancellationRequest,
): Promise<CancellationOutcome> {
  const objection = objectionTo(request);
  if (objection) return { kind: "not_sent", cause: objection };
  const answer = await write({
    operation: "cancelPayment",
    method: "POST",
    path: "/payments/cancel",
    body: wireCancellation(request),
  });
  return outcomeOf(answer, (response): CancellationOutcome => {
    const read = readPayment(response);
    if (read.payment.impUid !== request.impUid) throw unreadableShape("imp_uid: of another payment than cancelled");
    return { kind: "accepted", read };
  });
}

/** What no cancel may be sent with, whatever the types allow at the edges of the program. */
function objectionTo(request: CancellationRequest): AppError | undefined {
  const { impUid, amount, expectedCancellable, reason, taxFreeAmount, vatAmount, refundAccount } = request;
  if (impUid === "") return invalidInput("A cancel names a payment.");
  if (!isSendable(amount, 1)) return invalidInput("A cancel has an amount above zero in whole minor units.");
  if (!isSendable(expectedCancellable, amount.amount) || expectedCancellable.currency !== amount.currency) {
    return invalidInput("A cancel states what can still be cancelled, and that is not less than its amount.");
  }
  for (const part of [taxFreeAmount, vatAmount]) {
    if (part !== undefined && (!isSendable(part, 0) || part.currency !== amount.currency)) {
      return invalidInput("A tax part is zero or more, in the currency of the cancel.");
    }
  }
  if ((taxFreeAmount?.amount ?? 0) + (vatAmount?.amount ?? 0) > amount.amount) {
    return invalidInput("The tax parts of a cancel fit inside its amount.");
  }
  if (reason.trim() === "") return invalidInput("A cancel has a reason.");
  if (refundAccount !== undefined && !canReceive(refundAccount)) {
    return invalidInput("A refund account has a holder, a bank and a number of digits only.");
  }
  return undefined;
}

/** Upstream forwards what stands here to the PG, and hyphens are among what PGs take for another account. */
function canReceive({ holder, bankCode, number }: RefundAccount): boolean {
  return holder.trim() !== "" && bankCode !== "" && /^\d+$/.test(number);
}

/** `imp_uid` alone names the payment: several may share one `merchant_uid`. Optional fields are left out, not nulled. */
function wireCancellation(request: CancellationRequest): Record<string, unknown> {
  const { refundAccount } = request;
  return {
    imp_uid: request.impUid,
    amount: toWireAmount(request.amount),
    checksum: toWireAmount(request.expectedCancellable),
    reason: request.reason,
    enable_webhook: request.notifyShop,
    ...(request.taxFreeAmount && { tax_free: toWireAmount(request.taxFreeAmount) }),
    ...(request.vatAmount && { vat_amount: toWireAmount(request.vatAmount) }),
    ...(refundAccount && {
      refund_holder: refundAccount.holder,
      refund_bank: refundAccount.bankCode,
      refund_account: refundAccount.number,
    }),
    ...(refundAccount?.tel !== undefined && { refund_tel: refundAccount.tel }),
    ...(request.retainPromotion !== undefined && { retain_promotion: request.retainPromotion }),
    ...(request.requester && { extra: { requester: request.requester } }),
  };
}
