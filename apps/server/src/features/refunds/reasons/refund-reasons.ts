import {
  AppError,
  type Money,
  money,
  ownReasonCode,
  type RefundReason,
  reasonCodeFor,
  refundReasonCode,
  refundReasonNames,
} from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import * as z from "zod/mini";
import type { SignedInContext } from "../../../context.ts";
import type { Database } from "../../../db/schema.ts";
import { lockChain } from "../../audit/audit.repository.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { RefundReasonRow } from "../refunds.tables.ts";
import { findReason, insertReason, selectReasons, sumByReason, updateReason } from "./refund-reasons.repository.ts";

export const newReason = z.strictObject({ names: refundReasonNames });
export const reasonRenaming = z.strictObject({ code: ownReasonCode, names: refundReasonNames });
export const reasonRetirement = z.strictObject({ code: ownReasonCode, isRetired: z.boolean() });
export const reasonMove = z.strictObject({
  code: refundReasonCode,
  /** The one it stands before from now on; null is the end. */
  before: z.nullable(refundReasonCode),
});
/** How far back the report looks. */
const reportedDays = [7, 30, 90, 365] as const;
export const reasonReportQuery = z.strictObject({ days: z.literal(reportedDays) });

export interface RefundReasons {
  /** Every reason there ever was, in the order people choose from. */
  readonly items: readonly RefundReason[];
}

/** Every refund reason, retired ones included. */
export async function readReasons(db: Kysely<Database>): Promise<RefundReasons> {
  return { items: (await selectReasons(db)).map(toReason) };
}

function toReason({ code, name_ko: ko, name_en: en, retired_at_ms }: RefundReasonRow): RefundReason {
  return { code, ko, en, isRetired: retired_at_ms !== null };
}

/** Throws unless new refunds may give this reason. */
export async function requireReason(db: Kysely<Database>, code: string): Promise<void> {
  const reason = await findReason(db, code);
  if (reason?.retired_at_ms === null) return;
  throw new AppError("REFUND_REASON_RETIRED", "New refunds do not give this reason.", {
    details: { reasonCode: code },
  });
}

/** What a reason is called, however old it is; its code where it has no name. */
export async function namedReason(db: Kysely<Database>, code: string): Promise<Pick<RefundReason, "code" | "ko">> {
  return { code, ko: (await findReason(db, code))?.name_ko ?? code };
}

/** Adds a reason before the one that only its text explains. */
export function addReason(ctx: SignedInContext, { names }: z.output<typeof newReason>): Promise<RefundReasons> {
  return change(ctx, async (tx, all) => {
    requireOwnNames(all, null, names);
    const code = reasonCodeFor(names.en, new Set(all.map((each) => each.code)));
    const row = { code, name_ko: names.ko, name_en: names.en, position: all.length, retired_at_ms: null };
    await insertReason(tx, row);
    const last = all.findLast(({ retired_at_ms }) => retired_at_ms === null)?.code ?? null;
    await arrange(tx, [...all, row], code, last);
    await recordAudit(tx, ctx, { event: "refund_reason.added", code, names });
  });
}

/** Calls a reason something else, for the refunds that gave it as well. */
export function renameReason(
  ctx: SignedInContext,
  { code, names }: z.output<typeof reasonRenaming>,
): Promise<RefundReasons> {
  return change(ctx, async (tx, all) => {
    const { name_ko: ko, name_en: en } = found(all, code);
    if (ko === names.ko && en === names.en) return;
    requireOwnNames(all, code, names);
    await updateReason(tx, code, { name_ko: names.ko, name_en: names.en });
    await recordAudit(tx, ctx, { event: "refund_reason.renamed", code, before: { ko, en }, after: names });
  });
}

/** Takes a reason from what new refunds choose from, or gives it back. Refunds that gave it keep it. */
export function retireReason(
  ctx: SignedInContext,
  { code, isRetired }: z.output<typeof reasonRetirement>,
): Promise<RefundReasons> {
  return change(ctx, async (tx, all) => {
    const { name_ko: ko, name_en: en, retired_at_ms: before } = found(all, code);
    if ((before !== null) === isRetired) return;
    if (!isRetired) requireOwnNames(all, code, { ko, en });
    await updateReason(tx, code, { retired_at_ms: isRetired ? ctx.clock.now() : null });
    await recordAudit(tx, ctx, { event: isRetired ? "refund_reason.retired" : "refund_reason.restored", code });
  });
}

/** Puts a reason before another one, or at the end. */
export function moveReason(
  ctx: SignedInContext,
  { code, before }: z.output<typeof reasonMove>,
): Promise<RefundReasons> {
  return change(ctx, async (tx, all) => {
    found(all, code);
    if (before !== null) found(all, before);
    if (!(await arrange(tx, all, code, before))) return;
    await recordAudit(tx, ctx, { event: "refund_reason.moved", code, before });
  });
}

/** One change of the list after another: each judges what the one before it left. */
function change(
  ctx: SignedInContext,
  work: (tx: Transaction<Database>, all: readonly RefundReasonRow[]) => Promise<void>,
): Promise<RefundReasons> {
  return ctx.store.transact(async (tx) => {
    await lockChain(tx);
    await work(tx, await selectReasons(tx));
    return readReasons(tx);
  });
}

function found(all: readonly RefundReasonRow[], code: string): RefundReasonRow {
  const reason = all.find((each) => each.code === code);
  if (reason === undefined) throw new AppError("NOT_FOUND", "There is no such reason.");
  return reason;
}

/** Two reasons with one name could not be told apart by whoever chooses. */
function requireOwnNames(
  all: readonly RefundReasonRow[],
  exceptCode: string | null,
  names: z.output<typeof refundReasonNames>,
): void {
  const taken = all.find(
    ({ code, name_ko, name_en, retired_at_ms }) =>
      code !== exceptCode &&
      retired_at_ms === null &&
      (name_ko === names.ko || name_en.toLowerCase() === names.en.toLowerCase()),
  );
  if (taken === undefined) return;
  throw new AppError("REASON_NAME_TAKEN", "Another reason has this name.", { details: { reasonCode: taken.code } });
}

/** False when it stands there already. */
async function arrange(
  tx: Transaction<Database>,
  all: readonly RefundReasonRow[],
  code: string,
  before: string | null,
): Promise<boolean> {
  const others = all.map((each) => each.code).filter((each) => each !== code);
  const place = before === null || before === code ? others.length : others.indexOf(before);
  const codes = before === code ? all.map((each) => each.code) : others.toSpliced(place, 0, code);
  const moved = codes.flatMap((each, position) =>
    all.find((known) => known.code === each)?.position === position ? [] : [[each, position] as const],
  );
  for (const [each, position] of moved) await updateReason(tx, each, { position });
  return moved.length > 0;
}

export interface ReasonReport {
  readonly days: number;
  /** The most given reason first. */
  readonly items: readonly {
    readonly reasonCode: string;
    /** Refunds that were asked for, whatever became of them; play money left out. */
    readonly asked: number;
    readonly done: number;
    /** What went back, per currency. */
    readonly returned: readonly Money[];
  }[];
}

/** What refunds were asked for over the last days, by reason. */
export async function reportReasons(
  ctx: Pick<SignedInContext, "store" | "clock">,
  { days }: z.output<typeof reasonReportQuery>,
): Promise<ReasonReport> {
  const sums = await sumByReason(ctx.store.reports, ctx.clock.now() - days * 86_400_000);
  const codes = [...new Set(sums.map(({ reasonCode }) => reasonCode))];
  const items = codes.map((reasonCode) => {
    const own = sums.filter((each) => each.reasonCode === reasonCode);
    const done = own.filter(({ isDone }) => isDone === 1);
    const count = (of: typeof own) => of.reduce((total, each) => total + each.count, 0);
    return {
      reasonCode,
      asked: count(own),
      done: count(done),
      returned: done.map(({ amount, currency }) => money(amount, currency)),
    };
  });
  return { days, items: items.toSorted((a, b) => b.asked - a.asked || (a.reasonCode < b.reasonCode ? -1 : 1)) };
}
