import { AppError } from "@maru/domain";
import type { ReadPayment, UnreadablePayment } from "./client-types.ts";
import { parseWirePayment } from "./parse-payment.ts";
import { requireObject } from "./wire-fields.ts";
import { isWireObject } from "./wire-object.ts";

/** A payment in our words, beside what came over the wire. Throws where it cannot be read. */
export function readPayment(wire: unknown): ReadPayment {
  return { payment: parseWirePayment(wire), wire: requireObject(wire, "payment") };
}

/** Reads what can be read and carries the rest: one broken payment never costs its neighbours. */
export function readPayments(wires: readonly unknown[]): {
  payments: readonly ReadPayment[];
  unreadable: readonly UnreadablePayment[];
} {
  const payments: ReadPayment[] = [];
  const unreadable: UnreadablePayment[] = [];
  for (const wire of wires) {
    try {
      payments.push(readPayment(wire));
    } catch (error) {
      unreadable.push({ impUid: impUidOf(wire), wire, problem: problemOf(error) });
    }
  }
  return { payments, unreadable };
}

function impUidOf(wire: unknown): string | null {
  const impUid = isWireObject(wire) ? wire.imp_uid : undefined;
  return typeof impUid === "string" && impUid !== "" ? impUid : null;
}

function problemOf(error: unknown): string {
  if (error instanceof AppError && typeof error.details.problem === "string") return error.details.problem;
  throw error;
}
