import {
  deleteBillingKey,
  moveSchedule,
  rescheduleSchedule,
  retrySchedule,
  revokeSchedule,
} from "../billing/billing-kinds.ts";
import {
  cancelOutsideReceipt,
  cancelReceipt,
  issueOutsideReceipt,
  issueReceipt,
} from "../cash-receipts/receipt-kinds.ts";
import { changeDelivery, registerDelivery } from "../escrow/escrow-kinds.ts";
import { naverOrderKinds } from "../follow-ups/naver-order-kinds.ts";
import {
  changePaycoOrder,
  confirmNaverPayment,
  deleteKcpQuickKey,
  deleteKcpQuickMember,
  giveNaverPoints,
  releaseKcpQuickFido,
  reportPaymentwallDelivery,
  revokeBarcode,
  splitReceipt,
} from "../follow-ups/pg-kinds.ts";
import { eraseIdentity } from "../identity/identity-kinds.ts";
import { changeAccount } from "../virtual-accounts/change-account.ts";
import { issueAccount } from "../virtual-accounts/issue-account.ts";
import { revokeAccount } from "../virtual-accounts/revoke-account.ts";
import type { RegisteredKind } from "./instruction-kind.ts";

/** Every kind there is, for whoever settles what requests left open. */
export const instructionKinds: readonly RegisteredKind[] = [
  changeAccount,
  changePaycoOrder,
  confirmNaverPayment,
  deleteBillingKey,
  deleteKcpQuickKey,
  deleteKcpQuickMember,
  eraseIdentity,
  giveNaverPoints,
  issueAccount,
  moveSchedule,
  ...naverOrderKinds,
  releaseKcpQuickFido,
  reportPaymentwallDelivery,
  rescheduleSchedule,
  retrySchedule,
  revokeAccount,
  revokeBarcode,
  revokeSchedule,
  splitReceipt,
  issueReceipt,
  cancelReceipt,
  issueOutsideReceipt,
  cancelOutsideReceipt,
  registerDelivery,
  changeDelivery,
];

/** The kind of this name; undefined where this version of the console has none. */
export function findKind(kinds: readonly RegisteredKind[], name: string): RegisteredKind | undefined {
  return kinds.find(({ kind }) => kind === name);
}
