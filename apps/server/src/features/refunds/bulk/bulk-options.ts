import { createHash } from "node:crypto";
import {
  type BulkAccount,
  type BulkFinding,
  type BulkList,
  type BulkOrder,
  type BulkProblem,
  type BulkRow,
  maskAccount,
  maskName,
  type RefundRequest,
} from "@maru/domain";
import type { Secret } from "../../../secret.ts";
import { openAccount, sealAccount } from "../seal-account.ts";
import type { StoredBatch, StoredBatchRow } from "./refund-bulk.repository.ts";

/** What a list says for every row. */
export type BulkOptions = Pick<
  BulkList,
  "reasonCode" | "reasonText" | "requester" | "retainPromotion" | "isAllTaxable" | "notifyShop"
>;

export function optionsOf(list: BulkList): BulkOptions {
  const { reasonCode, reasonText, requester, retainPromotion, isAllTaxable, notifyShop } = list;
  return { reasonCode, reasonText, requester, retainPromotion, isAllTaxable, notifyShop };
}

export function readOptions(batch: StoredBatch): BulkOptions {
  return JSON.parse(batch.options);
}

/** The row as it was written, its account masked. */
export function readContent(row: Pick<StoredBatchRow, "content">): BulkRow {
  return JSON.parse(row.content);
}

export function readProblems(row: StoredBatchRow): readonly BulkProblem[] {
  return JSON.parse(row.problems);
}

export function readFindings(row: StoredBatchRow): readonly BulkFinding[] {
  return JSON.parse(row.findings);
}

/** How a row is kept: what anybody may see of it in the open, the account it names sealed. */
export function keepContent(
  secret: Secret,
  place: string,
  row: BulkRow,
): Pick<StoredBatchRow, "content" | "account_sealed"> {
  const { account } = row;
  if (account === null) return { content: JSON.stringify(row), account_sealed: null };
  const masked = {
    bank: account.bank,
    number: maskAccount(account.number),
    holder: maskName(account.holder),
    tel: null,
  };
  const { bank: bankCode, number, holder, tel } = account;
  return {
    content: JSON.stringify({ ...row, account: masked }),
    account_sealed: sealAccount(secret, place, { bankCode, number, holder, tel }),
  };
}

/** The row with its account and with what its list says for every row; its own reason comes first. */
export function orderOf(secret: Secret, batch: StoredBatch, row: StoredBatchRow): BulkOrder {
  const { reasonText, ...options } = readOptions(batch);
  const content = readContent(row);
  return { ...content, ...options, account: accountOf(secret, row), reason: content.reason ?? reasonText };
}

function accountOf(secret: Secret, row: StoredBatchRow): BulkAccount | null {
  if (row.account_sealed === null) return null;
  const { bankCode: bank, ...account } = openAccount(secret, placeOf(row.batch_id, row.row_number), row.account_sealed);
  return { bank, ...account };
}

export function keepRequest(
  secret: Secret,
  row: StoredBatchRow,
  request: RefundRequest,
): Pick<StoredBatchRow, "request" | "request_account_sealed"> {
  const { refundAccount, ...open } = request;
  const place = placeOf(row.batch_id, row.row_number);
  return {
    request: JSON.stringify({ ...open, refundAccount: null }),
    request_account_sealed: refundAccount === null ? null : sealAccount(secret, place, refundAccount),
  };
}

/** The refund a row asks for, under the id that is this attempt's for ever. */
export function readRequest(secret: Secret, row: StoredBatchRow): RefundRequest | null {
  if (row.request === null) return null;
  const open: RefundRequest = JSON.parse(row.request);
  const sealed = row.request_account_sealed;
  const refundAccount = sealed === null ? null : openAccount(secret, placeOf(row.batch_id, row.row_number), sealed);
  return { ...open, refundId: refundIdOf(row), refundAccount };
}

/** Binds what is sealed to its row. */
export function placeOf(batchId: string, rowNumber: number): string {
  return `${batchId}/${rowNumber}`;
}

/**
 * The one refund an attempt of a row can ever become: it always asks under the same id, so it is never carried out twice.
 * There is another attempt only after a refund that ended with certainty before anything was sent.
 */
export function refundIdOf({ batch_id, row_number, attempt }: StoredBatchRow): string {
  return createHash("sha256")
    .update(`${placeOf(batch_id, row_number)}/${attempt}`)
    .digest("hex")
    .slice(0, 32);
}
