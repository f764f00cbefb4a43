import type { Localised } from "../locale.ts";
import type { PaymentStatus } from "../payment.ts";

/** The words for a status. `ready` only says that nobody has paid: a window was opened, and was maybe left long ago. */
export const paymentStatusNames: Readonly<Record<PaymentStatus, Localised>> = {
  ready: { ko: "미결제", en: "Not paid" },
  paid: { ko: "결제완료", en: "Paid" },
  partially_cancelled: { ko: "부분취소", en: "Partially cancelled" },
  cancelled: { ko: "취소", en: "Cancelled" },
  failed: { ko: "실패", en: "Failed" },
  pending: { ko: "승인 대기", en: "Pending approval" },
  unknown: { ko: "알 수 없음", en: "Unknown" },
};

/** What `ready` is called when a virtual account waits for its deposit. */
export const awaitingDepositName: Localised = { ko: "입금 대기", en: "Awaiting deposit" };
