import type { Money } from "../money/money.ts";
import type { ReceiptType } from "./receipt-order.ts";

/** A cash receipt as i'mport tells of it. Whose number it was issued to is never told. */
export interface CashReceipt {
  /** Null when upstream uses a word that this version does not know. */
  readonly type: ReceiptType | null;
  /** Upstream's own word, `person` or `company` so far. */
  readonly wireType: string;
  /** The tax office's number of the issue. */
  readonly approvalNumber: string;
  /** The PG's number of the issue. */
  readonly receiptTid: string | null;
  /** What it was issued for, VAT included. */
  readonly amount: Money;
  readonly vat: Money | null;
  readonly url: string | null;
  /** Unix seconds. */
  readonly issuedAt: number | null;
  /** Null while it stands. */
  readonly cancelledAt: number | null;
}
