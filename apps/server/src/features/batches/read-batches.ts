import type { SignedInContext } from "../../context.ts";
import type { StoredBatch, StoredRow } from "./batch.repository.ts";
import type { BatchKind } from "./batch-kind.ts";
import { pageOfBatches, pageOfRows, type RowsQuery } from "./describe-batch.ts";
import { requireBatch } from "./move-batch.ts";

/** How lists of one kind are shown to people. */
interface Shown<Batch extends StoredBatch, Row extends StoredRow, BatchView, RowView> {
  describe(ctx: SignedInContext, batch: Batch): Promise<BatchView>;
  describeRows(ctx: SignedInContext, rows: readonly Row[]): Promise<readonly RowView[]>;
}

/** What can be asked of lists of one kind. */
export interface BatchReader<BatchView, RowView, RowState extends string> {
  /** One list and how far it is. Throws NOT_FOUND where there is none. */
  get(ctx: SignedInContext, asked: { readonly batchId: string }): Promise<BatchView>;
  /** Lists, newest first. Throws INVALID_INPUT for a cursor that is not one of theirs. */
  list(
    ctx: SignedInContext,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ readonly items: readonly BatchView[]; readonly nextCursor: string | null }>;
  /** Rows of a list in their order. Throws NOT_FOUND where there is no such list. */
  rows(
    ctx: SignedInContext,
    query: RowsQuery<RowState>,
  ): Promise<{ readonly items: readonly RowView[]; readonly nextCursor: number | null }>;
}

/** Reads lists of one kind as its `describe` and `describeRows` show them. */
export function readBatches<Batch extends StoredBatch, Row extends StoredRow, BatchView, RowView>(
  kind: BatchKind<Batch, Row>,
  { describe, describeRows }: Shown<Batch, Row, BatchView, RowView>,
): BatchReader<BatchView, RowView, Row["state"]> {
  return {
    async get(ctx, { batchId }) {
      return describe(ctx, await requireBatch(ctx.store.read, kind, batchId));
    },
    async list(ctx, page) {
      const { rows, nextCursor } = await pageOfBatches(ctx, kind, page);
      return { items: await Promise.all(rows.map((batch) => describe(ctx, batch))), nextCursor };
    },
    async rows(ctx, query) {
      const { rows, nextCursor } = await pageOfRows(ctx, kind, query);
      return { items: await describeRows(ctx, rows), nextCursor };
    },
  };
}
