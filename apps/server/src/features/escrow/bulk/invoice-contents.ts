import { createHash } from "node:crypto";
import {
  type EscrowOrder,
  escrowOrder,
  escrowParty,
  type InvoiceFinding,
  type InvoiceList,
  type InvoiceOptions,
  type InvoiceOrder,
  type InvoiceProblem,
  type InvoiceReceiver,
  type InvoiceRow,
  maskName,
  maskTel,
} from "@maru/domain";
import * as z from "zod/mini";
import { openText, sealText } from "../../../seal-text.ts";
import type { Secret } from "../../../secret.ts";
import type { NewRow } from "../../batches/batch.repository.ts";
import { placeOf } from "../../batches/prepare-batch.ts";
import type { StoredInvoiceBatch, StoredInvoiceRow } from "./invoice-batch.repository.ts";

type OpenOptions = Omit<InvoiceOptions, "sender">;

const purposes = {
  sender: "maru invoice list sender",
  receiver: "maru invoice row receiver",
  order: "maru invoice row order",
} as const;

const receiverShape = z.object({
  name: z.nullable(z.string()),
  tel: z.nullable(z.string()),
  postcode: z.nullable(z.string()),
  address: z.nullable(z.string()),
});
const noReceiver: InvoiceReceiver = { name: null, tel: null, postcode: null, address: null };

/** How a list's own words are kept: who sends, encrypted. */
export function keepOptions(
  secret: Secret,
  batchId: string,
  { courier, sentAt, receivingOn, sendEmail, sender }: InvoiceList,
): Pick<StoredInvoiceBatch, "options" | "sender_sealed"> {
  const options: OpenOptions = { courier, sentAt, receivingOn, sendEmail };
  return {
    options: JSON.stringify(options),
    sender_sealed: sealText(secret, { purpose: purposes.sender, id: batchId }, JSON.stringify(sender)),
  };
}

/** What the list says for every row, with who sends. */
export function readOptions(secret: Secret, batch: StoredInvoiceBatch): InvoiceOptions {
  const options: OpenOptions = JSON.parse(batch.options);
  const plain = openText(secret, { purpose: purposes.sender, id: batch.id }, batch.sender_sealed ?? "");
  return { ...options, sender: escrowParty.parse(JSON.parse(plain)) };
}

/** How a row is kept: what anybody may see of it in the open, whom it goes to sealed. */
export function keepContent(secret: Secret, place: string, row: InvoiceRow): Pick<NewRow, "content" | "sealed"> {
  const { receiver } = row;
  const isWritten = Object.values(receiver).some((text) => text !== null);
  const masked: InvoiceReceiver = {
    ...noReceiver,
    name: receiver.name === null ? null : maskName(receiver.name),
    tel: receiver.tel === null ? null : maskTel(receiver.tel),
  };
  return {
    content: JSON.stringify({ ...row, receiver: masked }),
    sealed: isWritten ? sealText(secret, { purpose: purposes.receiver, id: place }, JSON.stringify(receiver)) : null,
  };
}

/** The row as it was written, its receiver masked. */
export function readContent(row: Pick<StoredInvoiceRow, "content">): InvoiceRow {
  return JSON.parse(row.content);
}

/** The row with its receiver. */
export function openContent(secret: Secret, row: StoredInvoiceRow): InvoiceRow {
  const content = readContent(row);
  if (row.receiver_sealed === null) return { ...content, receiver: noReceiver };
  const id = placeOf(row.batch_id, row.row_number);
  const plain = openText(secret, { purpose: purposes.receiver, id }, row.receiver_sealed);
  return { ...content, receiver: receiverShape.parse(JSON.parse(plain)) };
}

/** What is wrong with the row as it was written. */
export function readProblems(row: StoredInvoiceRow): readonly InvoiceProblem[] {
  return JSON.parse(row.problems);
}

/** What the rehearsal found; nothing before it. */
export function readFindings(row: StoredInvoiceRow): readonly InvoiceFinding[] {
  return JSON.parse(row.findings);
}

/** How the delivery a row asks for is kept: encrypted. */
export function sealOrder(secret: Secret, row: StoredInvoiceRow, order: InvoiceOrder): string {
  return sealText(
    secret,
    { purpose: purposes.order, id: placeOf(row.batch_id, row.row_number) },
    JSON.stringify(order),
  );
}

/** The delivery a row asks for, null where it asks for none, under the id that is this attempt's for ever. */
export function openOrder(secret: Secret, row: StoredInvoiceRow): EscrowOrder | null {
  if (row.order_sealed === null) return null;
  const id = placeOf(row.batch_id, row.row_number);
  const order = JSON.parse(openText(secret, { purpose: purposes.order, id }, row.order_sealed));
  return escrowOrder.parse({ ...order, instructionId: instructionIdOf(row) });
}

/**
 * The one instruction an attempt of a row can ever become: it always asks under the same id, so it is never carried out
 * twice. There is another attempt only after one that ended with certainty before anything was sent.
 */
function instructionIdOf({ batch_id, row_number, attempt }: StoredInvoiceRow): string {
  return createHash("sha256")
    .update(`invoice/${placeOf(batch_id, row_number)}/${attempt}`)
    .digest("hex")
    .slice(0, 32);
}
