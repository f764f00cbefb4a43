import { isAllowed, maskEmail, maskName, maskTel, type ScheduleState, scheduleState } from "@maru/domain";
import type { BillingKey, ReadPayment, Schedule } from "@maru/import-client";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";

const day = 86_400;
/** Upstream's own bound, counted from the first instant. */
const longestWindow = 90 * day;
const pageSize = 1000;
const mostPages = 5;
const customerUid = z.string().check(z.minLength(1), z.maxLength(80));

export const scheduleWindow = z
  .strictObject({
    /** Unix seconds by the planned time: `from` included, `to` not. */
    from: z.int().check(z.gte(0)),
    to: z.int().check(z.gte(0)),
  })
  .check(z.refine(({ from, to }) => from <= to && to - from <= longestWindow, "a window of at most 90 days"));
export const keyQuery = z.strictObject({ customerUid });
export const keysQuery = z.strictObject({ customerUids: z.array(customerUid).check(z.minLength(1), z.maxLength(50)) });
export const scheduleQuery = z.strictObject({ merchantUid: z.string().check(z.minLength(1), z.maxLength(40)) });

/** A schedule as pages show it. */
export interface ScheduleView extends Schedule {
  readonly state: ScheduleState;
}

/** Every schedule planned in a window, read from upstream now, earliest first. */
export async function readSchedules(
  ctx: SignedInContext,
  { from, to }: z.output<typeof scheduleWindow>,
): Promise<{ readonly schedules: readonly ScheduleView[]; readonly isWhole: boolean; readonly isMasked: boolean }> {
  const found = new Map<string, Schedule>();
  let isWhole = false;
  for (let page = 1; page <= mostPages && !isWhole; page += 1) {
    const { schedules, mayHaveMore } = await ctx.upstream.listSchedules({ from, to, page, limit: pageSize });
    // A page that repeats what is known is the last one asked again.
    const before = found.size;
    for (const schedule of schedules) found.set(schedule.merchantUid, schedule);
    isWhole = !mayHaveMore || found.size === before;
  }
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  return { schedules: [...found.values()].map((one) => toView(one, isMasked)), isWhole, isMasked };
}

/** One scheduled payment as it stands at upstream now. */
export async function readSchedule(
  ctx: SignedInContext,
  { merchantUid }: z.output<typeof scheduleQuery>,
): Promise<ScheduleView> {
  return toView(await ctx.upstream.getSchedule(merchantUid), !isAllowed(ctx.actor.role, "buyer:read"));
}

function toView(schedule: Schedule, isMasked: boolean): ScheduleView {
  const { buyerName } = schedule;
  return {
    ...schedule,
    buyerName: isMasked && buyerName !== null ? maskName(buyerName) : buyerName,
    state: scheduleState(schedule),
  };
}

/** Several keys at once, by the names the shop gave them. V1 has no list of all keys. */
export async function readBillingKeys(ctx: SignedInContext, { customerUids }: z.output<typeof keysQuery>) {
  const { found, missing } = await ctx.upstream.getBillingKeys(customerUids);
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  return { found: isMasked ? found.map(masked) : found, missing };
}

/** One key: its card, what it waits for and what was charged to it. */
export async function readBillingKey(ctx: SignedInContext, { customerUid }: z.output<typeof keyQuery>) {
  const now = Math.floor(ctx.clock.now() / 1000);
  const window = { from: now - day, to: now - day + longestWindow };
  const [key, schedules, payments] = await Promise.all([
    ctx.upstream.getBillingKey(customerUid),
    ctx.upstream.listSchedulesOfKey(customerUid, { ...window, page: 1 }),
    ctx.upstream.listBillingKeyPayments(customerUid),
  ]);
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  return {
    key: isMasked ? masked(key) : key,
    schedules: schedules.schedules.map((one) => toView(one, isMasked)),
    hasMoreSchedules: schedules.mayHaveMore,
    payments: payments.payments.map(summaryOf),
    paymentsTotal: payments.total,
    isMasked,
  };
}

function masked(key: BillingKey): BillingKey {
  const hide = (text: string | null, mask: (text: string) => string) => (text === null ? null : mask(text));
  return {
    ...key,
    customerName: hide(key.customerName, maskName),
    customerTel: hide(key.customerTel, maskTel),
    customerEmail: hide(key.customerEmail, maskEmail),
  };
}

function summaryOf({ payment }: ReadPayment) {
  const { impUid, merchantUid, orderName, amount, cancelledAmount, status, startedAt, paidAt } = payment;
  return { impUid, merchantUid, orderName, amount, cancelledAmount, status, startedAt, paidAt };
}
