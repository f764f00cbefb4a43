import { billingKeyDeletion, scheduleMove, scheduleOrder } from "@maru/domain";
import { allowed, router } from "../../trpc.ts";
import { giveInstruction } from "../instructions/give-instruction.ts";
import { deleteBillingKey, moveSchedule, rescheduleSchedule, retrySchedule, revokeSchedule } from "./billing-kinds.ts";
import {
  keyQuery,
  keysQuery,
  readBillingKey,
  readBillingKeys,
  readSchedule,
  readSchedules,
  scheduleQuery,
  scheduleWindow,
} from "./read-billing.ts";

/** Billing keys and the charges that are planned for them. */
export const billingRouter = router({
  schedules: allowed("billing:read")
    .input(scheduleWindow)
    .query(({ ctx, input }) => readSchedules(ctx, input)),
  schedule: allowed("billing:read")
    .input(scheduleQuery)
    .query(({ ctx, input }) => readSchedule(ctx, input)),
  keys: allowed("billing:read")
    .input(keysQuery)
    .query(({ ctx, input }) => readBillingKeys(ctx, input)),
  key: allowed("billing:read")
    .input(keyQuery)
    .query(({ ctx, input }) => readBillingKey(ctx, input)),
  deleteKey: allowed(deleteBillingKey.permission)
    .input(billingKeyDeletion)
    .mutation(({ ctx, input }) => giveInstruction(ctx, deleteBillingKey, input)),
  moveSchedule: allowed(moveSchedule.permission)
    .input(scheduleMove)
    .mutation(({ ctx, input }) => giveInstruction(ctx, moveSchedule, input)),
  reschedule: allowed(rescheduleSchedule.permission)
    .input(scheduleMove)
    .mutation(({ ctx, input }) => giveInstruction(ctx, rescheduleSchedule, input)),
  retry: allowed(retrySchedule.permission)
    .input(scheduleOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, retrySchedule, input)),
  revoke: allowed(revokeSchedule.permission)
    .input(scheduleOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, revokeSchedule, input)),
});
