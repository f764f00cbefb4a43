import { AppError, type Payment } from "@maru/domain";
import { parseWirePayment, type WireObject } from "@maru/import-client";
import type { Deps } from "../../context.ts";
import { findStoredPayment } from "./payments.repository.ts";
import type { PaymentSource } from "./payments.tables.ts";

/** A payment as the index holds it. */
export interface IndexPayment {
  readonly payment: Payment;
  readonly wire: WireObject;
  readonly readAtMs: number;
  readonly source: PaymentSource;
}

/** The stored copy of a payment; undefined when the index holds none. */
export async function findPayment(deps: Pick<Deps, "store">, impUid: string): Promise<IndexPayment | undefined> {
  const stored = await findStoredPayment(deps.store.read, impUid);
  if (stored === undefined) return undefined;
  const wire: WireObject = JSON.parse(stored.wire);
  return { payment: parseWirePayment(wire), wire, readAtMs: stored.read_at_ms, source: stored.source };
}

/** Like `findPayment`, but a payment the index does not hold is PAYMENT_NOT_FOUND. */
export async function requirePayment(deps: Pick<Deps, "store">, impUid: string): Promise<IndexPayment> {
  const found = await findPayment(deps, impUid);
  if (found === undefined) throw new AppError("PAYMENT_NOT_FOUND", "This payment is not in the index.");
  return found;
}
