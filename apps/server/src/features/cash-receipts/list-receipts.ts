import { type ReceiptSource, type ReceiptWork, receiptWork } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { readTimePage } from "../../time-cursor.ts";
import {
  countDifferingReceipts,
  type DifferingReceipt,
  findDifferingReceipts,
  findLatestCheck,
  findReceipts,
  findUnreadableReceipts,
} from "./cash-receipts.repository.ts";
import { type ReceiptView, toReceiptView } from "./describe-receipt.ts";

export interface ReceiptPage {
  readonly items: readonly ReceiptView[];
  readonly nextCursor: string | null;
}

/** Receipts that were issued or seen here, the newest first: upstream itself lists none. */
export async function listReceipts(
  ctx: SignedInContext,
  {
    source,
    state,
    ...page
  }: {
    readonly source: ReceiptSource;
    readonly state?: "issued" | "cancelled" | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<ReceiptPage> {
  const { rows, nextCursor } = await readTimePage(
    page,
    (before, limit) => findReceipts(ctx.store.read, { source, state: state ?? null, before, limit }),
    ({ noted_at_ms: at, target: id }) => ({ at, id }),
  );
  return { items: rows.map(toReceiptView), nextCursor };
}

/** A payment whose receipt does not say what is left of it. */
export interface ReceiptDifference {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly pgProvider: string | null;
  readonly isTest: boolean;
  /** Won, as the other two. */
  readonly paid: number;
  readonly left: number;
  /** Null where the receipt cannot be read. */
  readonly receiptAmount: number | null;
  readonly receiptTid: string | null;
  readonly work: ReceiptWork;
  /** When the receipt was read; unix milliseconds. */
  readonly readAtMs: number | null;
  /** When the payment last changed; unix seconds. */
  readonly changedAt: number;
}

export interface ReceiptDifferences {
  /** The receipt says another amount. */
  readonly differing: readonly ReceiptDifference[];
  readonly differingCount: number;
  /** Given back in part or whole, with a receipt nobody can read from here. */
  readonly unreadable: readonly ReceiptDifference[];
  readonly nextCursor: string | null;
  /** The last night that was checked whole. */
  readonly checkedOn: { readonly day: string; readonly finishedAtMs: number; readonly receiptsRead: number } | null;
}

const unreadableDays = 90;
const mostUnreadable = 100;
const daySeconds = 24 * 60 * 60;

/** Receipts that differ from what is left of their payments, and those of which nobody can say it. */
export async function listReceiptDifferences(
  ctx: SignedInContext,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<ReceiptDifferences> {
  const db = ctx.store.reports;
  const since = Math.floor(ctx.clock.now() / 1000) - unreadableDays * daySeconds;
  const [found, differingCount, unreadable, check] = await Promise.all([
    findDifferingReceipts(db, cursor ?? "", limit + 1),
    countDifferingReceipts(db),
    cursor === undefined ? findUnreadableReceipts(db, since, mostUnreadable) : [],
    findLatestCheck(db),
  ]);
  const shown = found.slice(0, limit);
  return {
    differing: shown.map(toDifference),
    differingCount,
    unreadable: unreadable.map(toDifference),
    nextCursor: found.length > limit ? (shown.at(-1)?.imp_uid ?? null) : null,
    checkedOn:
      check === undefined
        ? null
        : { day: check.day, finishedAtMs: check.finished_at_ms ?? 0, receiptsRead: check.receipts_read },
  };
}

function toDifference(row: DifferingReceipt): ReceiptDifference {
  const left = row.paid - row.cancelled;
  return {
    impUid: row.imp_uid,
    merchantUid: row.merchant_uid,
    pgProvider: row.pg_provider,
    isTest: row.is_test === 1,
    paid: row.paid,
    left,
    receiptAmount: row.receipt_amount,
    receiptTid: row.receipt_tid,
    work: receiptWork({
      knowledge: row.receipt_amount === null ? "likely_automatic" : row.is_ours === 1 ? "issued_by_us" : "issued_by_pg",
      pgProvider: row.pg_provider,
      receiptAmount: row.receipt_amount,
      netAmount: left,
      paidAmount: row.paid,
    }),
    readAtMs: row.read_at_ms,
    changedAt: row.status_at,
  };
}
