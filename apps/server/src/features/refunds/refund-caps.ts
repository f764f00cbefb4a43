import { isAllowed, kstDayStart, type Money, type Role, roles, toKstDate } from "@maru/domain";
import type { Kysely } from "kysely";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { lockChain } from "../audit/audit.repository.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { sumGivenBack } from "../instructions/instructions.repository.ts";
import { findStepUpAbove, selectCaps, sumWon, upsertCaps, upsertStepUpAbove } from "./refunds.repository.ts";

export type CapName = "per_refund" | "per_day" | "per_customer";

/** What people of a role refund without anybody else, in won. Null is no limit, zero nothing at all. */
export interface RefundCaps {
  readonly perRefund: number | null;
  /** Of one person, per day in Korea. */
  readonly perDay: number | null;
  /** To one customer over the last 30 days, by anybody. */
  readonly perCustomer: number | null;
}

export interface RefundLimits {
  readonly roles: readonly ({ readonly role: Role } & RefundCaps)[];
  /** Above so many won a fresh code is asked for; null never. */
  readonly stepUpAbove: number | null;
}

const customerDays = 30;
/** Korea keeps no summer time: every day is as long. */
const dayMs = 86_400_000;

/** What holds where an administrator has set nothing. */
const usualCaps: Readonly<Record<Role, RefundCaps>> = {
  viewer: { perRefund: 0, perDay: 0, perCustomer: 0 },
  support: { perRefund: 100_000, perDay: 1_000_000, perCustomer: 300_000 },
  finance: { perRefund: 1_000_000, perDay: 10_000_000, perCustomer: 3_000_000 },
  approver: { perRefund: 3_000_000, perDay: 30_000_000, perCustomer: 10_000_000 },
  developer: { perRefund: 0, perDay: 0, perCustomer: 0 },
  admin: { perRefund: 3_000_000, perDay: 30_000_000, perCustomer: 10_000_000 },
};
const usualStepUpAbove = 1_000_000;

const won = z.nullable(z.int().check(z.gte(0)));
export const limitsChange = z.strictObject({
  role: z.enum(roles),
  perRefund: won,
  perDay: won,
  perCustomer: won,
});
export const stepUpChange = z.strictObject({ above: won });

/** What people of a role refund alone: as it was set, or the usual caps. In won. */
export async function capsOf(db: Kysely<Database>, role: Role): Promise<RefundCaps> {
  const row = (await selectCaps(db)).find((each) => each.role === role);
  if (row === undefined) return usualCaps[role];
  return { perRefund: row.per_refund, perDay: row.per_day, perCustomer: row.per_customer };
}

/** The amount in won above which a fresh code is asked for; null where none is. */
export async function stepUpAbove(db: Kysely<Database>): Promise<number | null> {
  const row = await findStepUpAbove(db);
  return row === undefined ? usualStepUpAbove : row.step_up_above;
}

/** Whether caps leave a role nothing to refund with. */
export function leavesNothing({ perRefund, perDay, perCustomer }: RefundCaps): boolean {
  return [perRefund, perDay, perCustomer].includes(0);
}

export interface CapSubject {
  readonly refundId: string;
  readonly role: Role;
  readonly userId: string;
  readonly amount: Money;
  readonly customerKey: string | null;
  readonly requestedAtMs: number;
  readonly isTest: boolean;
}

/**
 * The caps a refund is above, counting what may still move. Without an exchange rate no other currency can be held
 * against won, so a refund in one is above every cap that is set. Play money is above none.
 */
export async function capsAbove(db: Kysely<Database>, subject: CapSubject): Promise<CapName[]> {
  if (subject.isTest) return [];
  const { perRefund, perDay, perCustomer } = await capsOf(db, subject.role);
  const { amount, currency } = subject.amount;
  const above: CapName[] = [];
  const isAbove = (total: number, cap: number | null) => cap !== null && (currency !== "KRW" || total > cap);
  if (isAbove(amount, perRefund)) above.push("per_refund");
  if (perDay !== null) {
    const before = await refundedInDay(db, subject);
    if (isAbove(before + amount, perDay)) above.push("per_day");
  }
  if (perCustomer !== null) {
    const before = await refundedToCustomer(db, subject);
    if (isAbove(before + amount, perCustomer)) above.push("per_customer");
  }
  return above;
}

/** What one person refunded or gave back on that day in Korea, or may still; in won. */
export async function refundedInDay(
  db: Kysely<Database>,
  { userId, requestedAtMs, refundId: exceptId }: Pick<CapSubject, "userId" | "requestedAtMs" | "refundId">,
): Promise<number> {
  const day = toKstDate(Math.floor(requestedAtMs / 1000));
  const sinceMs = kstDayStart(day) * 1000;
  const [refunded, givenBack] = await Promise.all([
    sumWon(db, { userId, day, exceptId }),
    sumGivenBack(db, { userId, sinceMs, untilMs: sinceMs + dayMs, exceptId }),
  ]);
  return refunded + givenBack;
}

/** What went to one customer over the time the cap counts, or may still, by anybody; in won. Nothing where nobody is known. */
export async function refundedToCustomer(
  db: Kysely<Database>,
  { customerKey, requestedAtMs, refundId: exceptId }: Pick<CapSubject, "customerKey" | "requestedAtMs" | "refundId">,
): Promise<number> {
  if (customerKey === null) return 0;
  const sinceMs = customerWindowStart(requestedAtMs);
  const [refunded, givenBack] = await Promise.all([
    sumWon(db, { customerKey, sinceMs, exceptId }),
    sumGivenBack(db, { customerKey, sinceMs, exceptId }),
  ]);
  return refunded + givenBack;
}

/** The first instant of the day in Korea from which a customer's refunds count. */
function customerWindowStart(atMs: number): number {
  const day = toKstDate(Math.floor(atMs / 1000) - (customerDays - 1) * 86_400);
  return kstDayStart(day) * 1000;
}

/** The limits of every role that may refund, as they hold now. */
export async function readLimits(db: Kysely<Database>): Promise<RefundLimits> {
  const holders = roles.filter((role) => isAllowed(role, "refund:request"));
  return {
    roles: await Promise.all(holders.map(async (role) => ({ role, ...(await capsOf(db, role)) }))),
    stepUpAbove: await stepUpAbove(db),
  };
}

/** Sets what people of a role refund alone, from the next refund on. */
export async function changeCaps(ctx: SignedInContext, change: z.output<typeof limitsChange>): Promise<RefundLimits> {
  const { role, perRefund, perDay, perCustomer } = change;
  const after = { perRefund, perDay, perCustomer };
  return ctx.store.transact(async (tx) => {
    // One after another, and not while a refund is held against them.
    await lockChain(tx);
    const before = { ...(await capsOf(tx, role)) };
    await upsertCaps(tx, role, { per_refund: perRefund, per_day: perDay, per_customer: perCustomer });
    const limits = await readLimits(tx);
    await recordAudit(tx, ctx, { event: "refund.caps_changed", role, before, after });
    return limits;
  });
}

/** Sets from which amount on a fresh code is asked for, from the next refund on. */
export async function changeStepUp(ctx: SignedInContext, change: z.output<typeof stepUpChange>): Promise<RefundLimits> {
  return ctx.store.transact(async (tx) => {
    // One after another, and not while a refund is held against them.
    await lockChain(tx);
    const before = await stepUpAbove(tx);
    await upsertStepUpAbove(tx, change.above);
    const limits = await readLimits(tx);
    await recordAudit(tx, ctx, { event: "refund.step_up_changed", before, after: change.above });
    return limits;
  });
}
