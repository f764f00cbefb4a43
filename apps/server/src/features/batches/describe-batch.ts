import type { BulkState, ErrorCode } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { readTimePage, type TimePage } from "../../time-cursor.ts";
import { findOrderPayments, type OrderPayment, type StoredBatch, type StoredRow } from "./batch.repository.ts";
import type { BatchKind } from "./batch-kind.ts";
import { rehearsalHoldsMs, requireBatch } from "./move-batch.ts";

/** What people see of a list, whatever it asks for. Times are unix milliseconds. */
export interface BatchView<Batch extends StoredBatch, RowState extends string> {
  readonly id: string;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly source: Batch["source"];
  readonly name: string | null;
  readonly state: BulkState;
  readonly rowCount: number;
  readonly rows: Readonly<Record<RowState, number>>;
  readonly rehearsedAtMs: number | null;
  readonly rehearsalHoldsUntilMs: number | null;
  readonly startedAtMs: number | null;
  readonly startedBy: string | null;
  readonly pausedBecause: Batch["paused_because"];
  readonly finishedAtMs: number | null;
}

/** What people see of a row, whatever it asks for. */
export interface RowView<Row extends StoredRow> {
  readonly rowNumber: number;
  readonly line: number;
  readonly state: Row["state"];
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  readonly isTest: boolean;
  readonly notAskedBecause: { readonly code: ErrorCode; readonly reason: string } | null;
}

/** A page of lists, newest first. Throws INVALID_INPUT for a cursor that is not one of this list. */
export function pageOfBatches<Batch extends StoredBatch, Row extends StoredRow>(
  { store }: Pick<SignedInContext, "store">,
  { repository }: BatchKind<Batch, Row>,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<TimePage<Batch>> {
  return readTimePage(
    page,
    (before, limit) => repository.findBatches(store.read, before, limit),
    ({ created_at_ms: at, id }) => ({ at, id }),
  );
}

export interface RowsQuery<State extends string> {
  readonly batchId: string;
  readonly states?: readonly State[] | undefined;
  /** The row number the previous page ended at. */
  readonly cursor?: number | undefined;
  readonly limit: number;
}

/** A page of a list's rows in their order. Throws NOT_FOUND where there is no such list. */
export async function pageOfRows<Batch extends StoredBatch, Row extends StoredRow>(
  { store }: Pick<SignedInContext, "store">,
  kind: BatchKind<Batch, Row>,
  { batchId, states, cursor = 0, limit }: RowsQuery<Row["state"]>,
): Promise<{ readonly rows: readonly Row[]; readonly nextCursor: number | null }> {
  await requireBatch(store.read, kind, batchId);
  const found = await kind.repository.findRows(store.read, batchId, { states, after: cursor, limit: limit + 1 });
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.row_number ?? null) : null };
}

/** A list as people see it, with how many of its rows stand where. */
export async function viewBatch<Batch extends StoredBatch, Row extends StoredRow>(
  { store }: Pick<SignedInContext, "store">,
  { repository }: BatchKind<Batch, Row>,
  batch: Batch,
  rowStates: readonly Row["state"][],
): Promise<BatchView<Batch, Row["state"]>> {
  return {
    id: batch.id,
    createdAtMs: batch.created_at_ms,
    createdBy: batch.created_by_name,
    source: batch.source,
    name: batch.name,
    state: batch.state,
    rowCount: batch.row_count,
    rows: countsOf(rowStates, await repository.countRows(store.read, batch.id)),
    rehearsedAtMs: batch.rehearsed_at_ms,
    rehearsalHoldsUntilMs: batch.rehearsed_at_ms === null ? null : batch.rehearsed_at_ms + rehearsalHoldsMs,
    startedAtMs: batch.started_at_ms,
    startedBy: batch.started_by_name,
    pausedBecause: batch.paused_because,
    finishedAtMs: batch.finished_at_ms,
  };
}

/** A row as people see it. `writtenImpUid` is the payment the list itself names. */
export function viewRow<Row extends StoredRow>(row: Row, writtenImpUid: string | null): RowView<Row> {
  const because = row.not_asked_because === null ? null : JSON.parse(row.not_asked_because);
  return {
    rowNumber: row.row_number,
    line: row.line,
    state: row.state,
    impUid: row.imp_uid ?? writtenImpUid,
    merchantUid: row.merchant_uid,
    isTest: row.is_test === 1,
    notAskedBecause: because === null ? null : { code: because.code, reason: because.reason },
  };
}

/** The payments to choose from for each row whose order has several; none for any other row. */
export async function readCandidates<Row extends StoredRow>(
  { store }: Pick<SignedInContext, "store">,
  rows: readonly Row[],
): Promise<(row: Row) => readonly OrderPayment[]> {
  const open = rows.flatMap(({ state, merchant_uid }) =>
    state === "ask_which" && merchant_uid !== null ? [merchant_uid] : [],
  );
  const ofOrders = Map.groupBy(await findOrderPayments(store.read, open), (each) => each.merchant_uid);
  return ({ state, merchant_uid }) => (state === "ask_which" ? (ofOrders.get(merchant_uid ?? "") ?? []) : []);
}

/** A count for every state, zero where none was counted. */
export function countsOf<State extends string>(
  states: readonly State[],
  counted: ReadonlyMap<State, number>,
): Record<State, number> {
  const counts = Object.fromEntries(states.map((state) => [state, counted.get(state) ?? 0]));
  return counts as Record<State, number>;
}
