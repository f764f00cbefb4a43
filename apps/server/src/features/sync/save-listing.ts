import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { PaymentListing, UnreadablePayment } from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { quarantinePayments, releaseQuarantined } from "../payments/payments.repository.ts";
import type { PaymentSource } from "../payments/payments.tables.ts";
import { type PreparedCopy, preparePayment, type SavedPayments, savePayments } from "../payments/save-payments.ts";

/** Payments made ready between two turns of the event loop: a page at once would hold up whoever is searching. */
const preparedPerTurn = 50;

/** A page of upstream's list, ready to be saved. */
export interface PreparedListing {
  readonly copies: readonly PreparedCopy[];
  readonly unreadable: readonly UnreadablePayment[];
}

/**
 * Makes a page ready to be saved, and lets others have their turn meanwhile. Read at an instant in unix milliseconds.
 */
export async function prepareListing(
  listing: Pick<PaymentListing, "payments" | "unreadable">,
  source: PaymentSource,
  readAtMs: number,
): Promise<PreparedListing> {
  const copies: PreparedCopy[] = [];
  for (const [at, read] of listing.payments.entries()) {
    copies.push(preparePayment({ ...read, source, readAtMs }));
    if (at % preparedPerTurn === preparedPerTurn - 1) await setImmediate();
  }
  return { copies, unreadable: listing.unreadable };
}

/** Saves what could be read into the index and keeps what could not in quarantine. */
export async function saveListing(
  tx: Transaction<Database>,
  { copies, unreadable }: PreparedListing,
  nowMs: number,
): Promise<SavedPayments> {
  const saved = await savePayments(tx, copies, nowMs);
  await releaseQuarantined(tx, saved.added);
  await quarantinePayments(tx, unreadable.map(toQuarantined), nowMs);
  return saved;
}

function toQuarantined({ impUid, wire, problem }: UnreadablePayment) {
  const raw = JSON.stringify(wire) ?? "null";
  return { key: impUid ?? createHash("sha256").update(raw).digest("hex"), impUid, raw, problem };
}
