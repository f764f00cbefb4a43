import { type CashReceipt, type ReceiptSource, receiptIdentifierTypes, receiptTypes } from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import * as z from "zod/mini";
import type { Database } from "../../db/schema.ts";
import type { Facts, GivenInstruction } from "../instructions/instruction-kind.ts";
import { changeReceipt, findReceipt, saveReceipt } from "./cash-receipts.repository.ts";

/** Remembers a receipt as upstream tells of it now; what only the form knew stays for as long as it is the same receipt. */
export async function keepReceipt(
  db: Kysely<Database>,
  {
    source,
    target,
    receipt,
    pgProvider,
    readAtMs,
  }: {
    readonly source: ReceiptSource;
    readonly target: string;
    readonly receipt: CashReceipt;
    readonly pgProvider: string | null;
    readonly readAtMs: number;
  },
): Promise<void> {
  const facts = {
    state: receipt.cancelledAt === null ? ("issued" as const) : ("cancelled" as const),
    read_at_ms: readAtMs,
    type: receipt.type,
    amount: receipt.amount.amount,
    vat: receipt.vat?.amount ?? null,
    receipt_tid: receipt.receiptTid,
    apply_number: receipt.approvalNumber,
    receipt_url: receipt.url,
    applied_at: receipt.issuedAt,
    cancelled_at: receipt.cancelledAt,
  };
  const before = await findReceipt(db, source, target);
  if (before !== undefined && before.receipt_tid === receipt.receiptTid) {
    await changeReceipt(db, source, target, facts);
    return;
  }
  await saveReceipt(db, {
    source,
    target,
    noted_at_ms: readAtMs,
    channel_key: null,
    pg_provider: pgProvider,
    order_name: null,
    identifier_type: null,
    identifier_masked: null,
    tax_free: null,
    is_ours: 0,
    issued_by_name: null,
    issued_at_ms: null,
    ...facts,
  });
}

const text = z.nullish(z.string());
const figure = z.nullish(z.number());
const issueFacts = z.object({
  type: z.nullish(z.enum(receiptTypes)),
  identifierType: z.nullish(z.enum(receiptIdentifierTypes)),
  identifier: text,
  amount: figure,
  taxFree: figure,
  orderName: text,
  channelKey: text,
});
/** Empty where a person found out what became of it. */
const resultFacts = z.object({
  type: z.nullish(z.enum(receiptTypes)),
  approvalNumber: text,
  receiptTid: text,
  amount: figure,
  vat: figure,
  url: text,
  issuedAt: figure,
  cancelledAt: figure,
});
const knownFacts = z.object({ pgProvider: text });

/** Remembers a receipt that was issued here, in the transaction in which that became certain. */
export async function keepIssue(
  tx: Transaction<Database>,
  source: ReceiptSource,
  given: GivenInstruction,
  result: Facts,
): Promise<void> {
  const asked = issueFacts.parse(given.shown);
  const got = resultFacts.parse(result);
  const atMs = given.sentAtMs ?? 0;
  await saveReceipt(tx, {
    source,
    target: given.target.id,
    state: "issued",
    noted_at_ms: atMs,
    read_at_ms: atMs,
    channel_key: asked.channelKey ?? null,
    pg_provider: knownFacts.parse(given.known ?? {}).pgProvider ?? null,
    order_name: asked.orderName ?? null,
    type: got.type ?? asked.type ?? null,
    identifier_type: asked.identifierType ?? null,
    identifier_masked: asked.identifier ?? null,
    amount: got.amount ?? asked.amount ?? null,
    vat: got.vat ?? null,
    tax_free: asked.taxFree ?? null,
    receipt_tid: got.receiptTid ?? null,
    apply_number: got.approvalNumber ?? null,
    receipt_url: got.url ?? null,
    applied_at: got.issuedAt ?? null,
    cancelled_at: null,
    is_ours: 1,
    issued_by_name: given.askedBy.name,
    issued_at_ms: atMs,
  });
}

/** Remembers that a receipt was cancelled. */
export async function keepCancel(
  tx: Transaction<Database>,
  source: ReceiptSource,
  given: GivenInstruction,
  result: Facts,
): Promise<void> {
  const { cancelledAt } = resultFacts.parse(result);
  const atMs = given.sentAtMs ?? 0;
  await changeReceipt(tx, source, given.target.id, {
    state: "cancelled",
    cancelled_at: cancelledAt ?? Math.floor(atMs / 1000),
    read_at_ms: atMs,
  });
}
