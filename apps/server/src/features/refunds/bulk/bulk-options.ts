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
import type { NewRow } from "../../batches/batch.repository.ts";
import { placeOf } from "../../batches/prepare-batch.ts";
import { openAccount, sealAccount } from "../seal-account.ts";
import type { StoredRefundBatch, StoredRefundRow } from "./refund-bulk.repository.ts";

/** What a list says for every row. */
export type BulkOptions = Pick<
  BulkList,
  "reasonCode" | "reasonText" | "requester" | "retainPromotion" | "isAllTaxable" | "notifyShop"
>;

/** What of a list holds for every row. */
export function optionsOf(list: BulkList): BulkOptions {
  const { reasonCode, reasonText, requester, retainPromotion, isAllTaxable, notifyShop } = list;
  return { reasonCode, reasonText, requester, retainPromotion, isAllTaxable, notifyShop };
}

/** What the list says for every row. */
export function readOptions(batch: StoredRefundBatch): BulkOptions {
  return JSON.parse(batch.options);
}

/** The row as it was written, its account masked. */
export function readContent(row: Pick<StoredRefundRow, "content">): BulkRow {
  return JSON.parse(row.content);
}

/** What is wrong with the row as it was written. */
export function readProblems(row: StoredRefundRow): readonly BulkProblem[] {
  return JSON.parse(row.problems);
}

/** What the rehearsal found; nothing before it. */
export function readFindings(row: StoredRefundRow): readonly BulkFinding[] {
  return JSON.parse(row.findings);
}

/** How a row is kept: what anybody may see of it in the open, the account it names sealed. */
export function keepContent(secret: Secret, place: string, row: BulkRow): Pick<NewRow, "content" | "sealed"> {
  const { account } = row;
  if (account === null) return { content: JSON.stringify(row), sealed: null };
  const masked = {
    bank: account.bank,
    number: maskAccount(account.number),
    holder: maskName(account.holder),
    tel: null,
  };
  const { bank: bankCode, number, holder, tel } = account;
  return {
    content: JSON.stringify({ ...row, account: masked }),
    sealed: sealAccount(secret, place, { bankCode, number, holder, tel }),
  };
}

/** The row with its account and with what its list says for every row; its own reason comes first. */
export function orderOf(secret: Secret, batch: StoredRefundBatch, row: StoredRefundRow): BulkOrder {
  const { reasonText, ...options } = readOptions(batch);
  const content = readContent(row);
  return { ...content, ...options, account: accountOf(secret, row), reason: content.reason ?? reasonText };
}

function accountOf(secret: Secret, row: StoredRefundRow): BulkAccount | null {
  if (row.account_sealed === null) return null;
  const { bankCode: bank, ...account } = openAccount(secret, placeOf(row.batch_id, row.row_number), row.account_sealed);
  return { bank, ...account };
}

/** How the refund a row asks for is kept: its account sealed, the rest in the open. */
export function keepRequest(
  secret: Secret,
  row: StoredRefundRow,
  request: RefundRequest,
): Pick<StoredRefundRow, "request" | "request_account_sealed"> {
  const { refundAccount, ...open } = request;
  const place = placeOf(row.batch_id, row.row_number);
  return {
    request: JSON.stringify({ ...open, refundAccount: null }),
    request_account_sealed: refundAccount === null ? null : sealAccount(secret, place, refundAccount),
  };
}

/** The refund a row asks for, under the id that is this attempt's for ever. */
export function readRequest(secret: Secret, row: StoredRefundRow): RefundRequest | null {
  if (row.request === null) return null;
  const open: RefundRequest = JSON.parse(row.request);
  const sealed = row.request_account_sealed;
  const refundAccount = sealed === null ? null : openAccount(secret, placeOf(row.batch_id, row.row_number), sealed);
  return { ...open, refundId: refundIdOf(row), refundAccount };
}

/**
 * The one refund an attempt of a row can ever become: it always asks under the same id, so it is never carried out twice.
 * There is another attempt only after a refund that ended with certainty before anything was sent.
 */
export function refundIdOf({ batch_id, row_number, attempt }: StoredRefundRow): string {
  return createHash("sha256")
    .update(`${placeOf(batch_id, row_number)}/${attempt}`)
    .digest("hex")
    .slice(0, 32);
}
