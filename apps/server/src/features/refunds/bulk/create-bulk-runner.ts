import type { AppError } from "@maru/domain";
import type { BatchPause } from "../../batches/batch.tables.ts";
import { type BatchRunner, createBatchRunner } from "../../batches/create-batch-runner.ts";
import type { RefundDeps } from "../move-refund.ts";
import { requestRefund } from "../request-refund.ts";
import { readRequest } from "./bulk-options.ts";
import { refundLists } from "./refund-bulk.repository.ts";
import { rehearseSome } from "./rehearse-bulk.ts";

/**
 * Carries lists of refunds out, one row after another of the same payment: each pins the balance the one before leaves.
 */
export function createBulkRunner(deps: RefundDeps): BatchRunner {
  return createBatchRunner(deps, refundLists, {
    rehearse: (batch) => rehearseSome(deps, batch),
    permissions: ["refund:bulk", "refund:request"],
    turnOf: ({ imp_uid }) => imp_uid,
    orderOf(row) {
      const request = readRequest(deps.config.secret, row);
      return request && { id: request.refundId, order: request };
    },
    // A fresh code was shown for all of the batch when it was started.
    ask: (starter, request) =>
      requestRefund({ ...deps, ...starter }, request, { isStepUpProven: true, isReasonChosen: true }),
    halfWay: new Set(["opened", "approved"]),
    haltOf,
  });
}

function haltOf({ code }: AppError): BatchPause | null {
  if (code === "SAFE_MODE") return "safe_mode";
  return code === "REFUND_CAP_ZERO" || code === "NOT_ALLOWED" ? "starter_may_not" : null;
}
