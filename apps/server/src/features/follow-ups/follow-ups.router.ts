import {
  billingKeyOrder,
  kcpQuickFidoOrder,
  kcpQuickMemberOrder,
  naverConfirmOrder,
  naverStepOrder,
  partnerReceiptOrder,
  paycoOrderChange,
  paymentOrder,
  paymentwallDelivery,
} from "@maru/domain";
import { allowed, router } from "../../trpc.ts";
import { giveInstruction } from "../instructions/give-instruction.ts";
import { giveNaverStep } from "./give-naver-step.ts";
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
} from "./pg-kinds.ts";
import {
  followUpQuery,
  readFollowUps,
  readNaverCashAmount,
  readNaverOrders,
  readNaverReviews,
  reviewQuery,
} from "./read-follow-ups.ts";

/** What a payment's PG offers, or wants to be told, after it was paid. */
export const followUpsRouter = router({
  get: allowed("payment:read")
    .input(followUpQuery)
    .query(({ ctx, input }) => readFollowUps(ctx, input)),
  naverOrders: allowed("payment:read")
    .input(followUpQuery)
    .query(({ ctx, input }) => readNaverOrders(ctx, input)),
  naverCashAmount: allowed("payment:read")
    .input(followUpQuery)
    .query(({ ctx, input }) => readNaverCashAmount(ctx, input)),
  naverReviews: allowed("payment:read")
    .input(reviewQuery)
    .query(({ ctx, input }) => readNaverReviews(ctx, input)),
  /** A step that gives money back asks for the right to refund as well, and keeps to its limits. */
  naverStep: allowed("follow-up:write")
    .input(naverStepOrder)
    .mutation(({ ctx, input }) => giveNaverStep(ctx, input)),
  confirmNaver: allowed(confirmNaverPayment.permission)
    .input(naverConfirmOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, confirmNaverPayment, input)),
  giveNaverPoints: allowed(giveNaverPoints.permission)
    .input(paymentOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, giveNaverPoints, input)),
  changePaycoOrder: allowed(changePaycoOrder.permission)
    .input(paycoOrderChange)
    .mutation(({ ctx, input }) => giveInstruction(ctx, changePaycoOrder, input)),
  reportDelivery: allowed(reportPaymentwallDelivery.permission)
    .input(paymentwallDelivery)
    .mutation(({ ctx, input }) => giveInstruction(ctx, reportPaymentwallDelivery, input)),
  revokeBarcode: allowed(revokeBarcode.permission)
    .input(paymentOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, revokeBarcode, input)),
  splitReceipt: allowed(splitReceipt.permission)
    .input(partnerReceiptOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, splitReceipt, input)),
  deleteKcpQuickMember: allowed(deleteKcpQuickMember.permission)
    .input(kcpQuickMemberOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, deleteKcpQuickMember, input)),
  deleteKcpQuickKey: allowed(deleteKcpQuickKey.permission)
    .input(billingKeyOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, deleteKcpQuickKey, input)),
  releaseKcpQuickFido: allowed(releaseKcpQuickFido.permission)
    .input(kcpQuickFidoOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, releaseKcpQuickFido, input)),
});
