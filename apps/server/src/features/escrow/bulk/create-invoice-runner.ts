import { type BatchRunner, createBatchRunner } from "../../batches/create-batch-runner.ts";
import { giveInstruction } from "../../instructions/give-instruction.ts";
import type { InstructionDeps } from "../../instructions/instruction-kind.ts";
import { changeDelivery, registerDelivery } from "../escrow-kinds.ts";
import { invoiceLists } from "./invoice-batch.repository.ts";
import { openOrder } from "./invoice-contents.ts";
import { rehearseSome } from "./rehearse-invoices.ts";

/** Carries lists of invoices out: each row registers its delivery, or changes the registered one. */
export function createInvoiceRunner(deps: InstructionDeps): BatchRunner {
  return createBatchRunner(deps, invoiceLists, {
    rehearse: (batch) => rehearseSome(deps, batch),
    permissions: ["escrow:write"],
    turnOf: ({ row_number }) => row_number,
    orderOf(row) {
      const delivery = openOrder(deps.config.secret, row);
      const kind = row.mode === "change" ? changeDelivery : registerDelivery;
      return delivery && { id: delivery.instructionId, order: { kind, delivery } };
    },
    ask: (starter, { kind, delivery }) => giveInstruction({ ...deps, ...starter }, kind, delivery),
    halfWay: new Set(["written", "sending"]),
  });
}
