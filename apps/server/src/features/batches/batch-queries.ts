import type { Permission } from "@maru/domain";
import { allowed } from "../../trpc.ts";
import { batchPage, oneBatch, rowsInput } from "./batch-inputs.ts";
import type { BatchReader } from "./read-batches.ts";

/** The procedures that read lists of one kind, for whoever has the permission. */
export function batchQueries<BatchView, RowView, const States extends readonly [string, ...string[]]>(
  permission: Permission,
  lists: BatchReader<BatchView, RowView, States[number]>,
  rowStates: States,
) {
  return {
    get: allowed(permission)
      .input(oneBatch)
      .query(({ ctx, input }) => lists.get(ctx, input)),
    list: allowed(permission)
      .input(batchPage)
      .query(({ ctx, input }) => lists.list(ctx, input)),
    rows: allowed(permission)
      .input(rowsInput(rowStates))
      .query(({ ctx, input }) => lists.rows(ctx, input)),
  };
}
