import { testPaymentForm } from "@maru/domain";
import { allowed, router } from "../../trpc.ts";
import { checkTestPayment, comeBack, completeTestPayment, oneTestPayment } from "./complete-test-payment.ts";
import { getTestPayment, listTestPayments, listWindowChannels, testPaymentQuery } from "./list-test-payments.ts";
import { prepareTestPayment, startTestPayment } from "./start-test-payment.ts";

export const testPaymentsRouter = router({
  channels: allowed("test-payment:run").query(({ ctx }) => listWindowChannels(ctx)),
  list: allowed("test-payment:read")
    .input(testPaymentQuery)
    .query(({ ctx, input }) => listTestPayments(ctx, input)),
  get: allowed("test-payment:read")
    .input(oneTestPayment)
    .query(({ ctx, input }) => getTestPayment(ctx, input)),
  start: allowed("test-payment:run")
    .input(testPaymentForm)
    .mutation(({ ctx, input }) => startTestPayment(ctx, input)),
  prepare: allowed("test-payment:run")
    .input(oneTestPayment)
    .mutation(({ ctx, input }) => prepareTestPayment(ctx, input)),
  complete: allowed("test-payment:run")
    .input(comeBack)
    .mutation(({ ctx, input }) => completeTestPayment(ctx, input)),
  check: allowed("test-payment:run")
    .input(oneTestPayment)
    .mutation(({ ctx, input }) => checkTestPayment(ctx, input)),
});
