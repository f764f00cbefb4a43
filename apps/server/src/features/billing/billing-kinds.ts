import {
  AppError,
  type BillingKeyDeletion,
  maskFreeText,
  refuseScheduleAction,
  type ScheduleAction,
  type ScheduleMove,
  type ScheduleOrder,
} from "@maru/domain";
import type { ImportClient, Schedule } from "@maru/import-client";
import { impossible } from "../follow-ups/follow-up-rules.ts";
import type {
  Facts,
  GivenInstruction,
  InstructionDeps,
  InstructionKind,
  Judgement,
  ReadBack,
} from "../instructions/instruction-kind.ts";

export const deleteBillingKey: InstructionKind<BillingKeyDeletion> = {
  kind: "billing_key.delete",
  permission: "billing:write",
  targetOf: ({ customerUid }) => ({ kind: "customer", id: customerUid }),
  keep: ({ reason }) => ({ shown: { reason: maskFreeText(reason) } }),
  async judge({ upstream }, { customerUid }) {
    await upstream.getBillingKey(customerUid);
    return {};
  },
  async send(upstream, { customerUid, reason }) {
    const outcome = await upstream.deleteBillingKey({ customerUid, reason });
    return outcome.kind === "accepted" ? { kind: "taken" } : outcome;
  },
  async readBack({ upstream }, { target }) {
    return (await isGone(() => upstream.getBillingKey(target.id))) ? { kind: "done" } : { kind: "unchanged" };
  },
};

/** Whether upstream no longer has it. */
export async function isGone(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read();
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return true;
    throw error;
  }
}

const aboutOrder = ({ merchantUid }: ScheduleOrder) => ({ kind: "order", id: merchantUid }) as const;

export const moveSchedule: InstructionKind<ScheduleMove> = {
  kind: "schedule.move",
  permission: "billing:write",
  targetOf: aboutOrder,
  keep: ({ scheduledAt }) => ({ shown: { scheduledAt } }),
  judge: (deps, contents) => judgeSchedule(deps, "move", contents),
  async send(upstream, { merchantUid, scheduledAt }) {
    const outcome = await upstream.moveSchedule(merchantUid, scheduledAt);
    return outcome.kind === "accepted"
      ? { kind: "done", result: { scheduledAt: outcome.schedule.scheduledAt } }
      : outcome;
  },
  readBack: readPlanBack,
};

export const rescheduleSchedule: InstructionKind<ScheduleMove> = {
  kind: "schedule.reschedule",
  permission: "billing:write",
  targetOf: aboutOrder,
  keep: ({ scheduledAt }) => ({ shown: { scheduledAt } }),
  judge: (deps, contents) => judgeSchedule(deps, "reschedule", contents),
  async send(upstream, { merchantUid, scheduledAt }) {
    const outcome = await upstream.rescheduleSchedule(merchantUid, scheduledAt);
    return outcome.kind === "accepted"
      ? { kind: "done", result: { scheduledAt: outcome.schedule.scheduledAt } }
      : outcome;
  },
  readBack: readPlanBack,
};

export const revokeSchedule: InstructionKind<ScheduleOrder> = {
  kind: "schedule.revoke",
  permission: "billing:write",
  targetOf: aboutOrder,
  keep: () => ({ shown: {} }),
  judge: (deps, contents) => judgeSchedule(deps, "revoke", contents),
  async send(upstream, { merchantUid }, known) {
    // Both names are sent: with either alone upstream revokes everything that bears it.
    const outcome = await upstream.revokeSchedule({ merchantUid, customerUid: String(known.customerUid) });
    return outcome.kind === "accepted" ? { kind: "taken" } : outcome;
  },
  async readBack({ upstream }, given) {
    const schedule = await upstream.getSchedule(given.target.id);
    if (schedule.status === "revoked") return { kind: "done" };
    return asBefore(given, schedule) ?? { kind: "unclear", facts: factsOf(schedule) };
  },
};

/** Charges a card now. That it was tried is not that it paid: the payment that came of it tells. */
export const retrySchedule: InstructionKind<ScheduleOrder> = {
  kind: "schedule.retry",
  permission: "billing:write",
  targetOf: aboutOrder,
  keep: () => ({ shown: {} }),
  judge: (deps, contents) => judgeSchedule(deps, "retry", contents),
  async send(upstream, { merchantUid }) {
    const outcome = await upstream.retrySchedule(merchantUid);
    if (outcome.kind !== "accepted") return outcome;
    const { impUid, status } = outcome.read.payment;
    return { kind: "done", impUid, result: { paymentStatus: status }, reads: [outcome.read] };
  },
  async readBack({ upstream }, given): Promise<ReadBack> {
    const schedule = await upstream.getSchedule(given.target.id);
    const before = asBefore(given, schedule);
    if (before !== undefined) return before;
    if (schedule.status !== "executed" || schedule.impUid === null)
      return { kind: "unclear", facts: factsOf(schedule) };
    const read = await upstream.getPayment(schedule.impUid);
    return { kind: "done", impUid: schedule.impUid, result: { paymentStatus: read.payment.status }, reads: [read] };
  },
};

async function judgeSchedule(
  { upstream, clock }: InstructionDeps,
  action: ScheduleAction,
  { merchantUid, scheduledAt }: ScheduleOrder & { readonly scheduledAt?: number },
): Promise<Judgement> {
  const schedule = await upstream.getSchedule(merchantUid);
  const time = scheduledAt === undefined ? undefined : { scheduledAt, now: Math.floor(clock.now() / 1000) };
  const rule = refuseScheduleAction(action, schedule, time);
  if (rule !== undefined) return { refusal: impossible(rule, `The schedule is ${schedule.statusText}.`) };
  return { known: factsOf(schedule) };
}

/** What tells one look at a schedule from the next. */
function factsOf({ customerUid, impUid, status, paymentStatus, scheduledAt, executedAt }: Schedule): Facts {
  return { customerUid, impUid, status, paymentStatus, scheduledAt, executedAt };
}

function asBefore(given: GivenInstruction, schedule: Schedule): ReadBack | undefined {
  const now = factsOf(schedule);
  const isSame = Object.entries(now).every(([name, value]) => given.known?.[name] === value);
  return isSame ? { kind: "unchanged" } : undefined;
}

async function readPlanBack(
  { upstream }: { readonly upstream: ImportClient },
  given: GivenInstruction,
): Promise<ReadBack> {
  const schedule = await upstream.getSchedule(given.target.id);
  const wanted = given.shown.scheduledAt;
  if (schedule.status === "scheduled" && schedule.scheduledAt === wanted)
    return { kind: "done", result: { scheduledAt: wanted } };
  return asBefore(given, schedule) ?? { kind: "unclear", facts: factsOf(schedule) };
}
