import {
  cellsByColumn,
  firstOfEach,
  type GuessedColumns,
  guessColumns,
  headingReader,
  isImpUidLike,
  type ListColumns,
  most,
} from "../../lists/guess-columns.ts";
import { parseTypedAmount } from "../../money/parse-typed-amount.ts";
import { isFullAmountWord } from "./bulk-amount.ts";

/** What a column of a refund list can hold. */
export const bulkFields = [
  "impUid",
  "merchantUid",
  "amount",
  "taxFree",
  "vat",
  "reason",
  "bank",
  "accountNumber",
  "accountHolder",
  "accountTel",
  "repeatReason",
] as const;

export type BulkField = (typeof bulkFields)[number];

/** What each column holds, from left to right; null is a column that is left alone. */
export type BulkColumns = ListColumns<BulkField>;

/** How people and other programs name the columns, without blanks and marks. */
const headerNames: Readonly<Record<BulkField, readonly string[]>> = {
  impUid: ["impuid", "결제번호", "결제id", "결제아이디", "아임포트번호", "포트원결제번호", "paymentid", "고유번호"],
  merchantUid: ["merchantuid", "주문번호", "주문id", "주문아이디", "orderid", "ordernumber", "orderno", "상점주문번호"],
  amount: [
    "amount",
    "refundamount",
    "cancelamount",
    "환불금액",
    "취소금액",
    "환불액",
    "취소액",
    "금액",
    "환불요청금액",
    "취소요청금액",
  ],
  taxFree: ["taxfree", "taxfreeamount", "면세", "면세금액", "면세액", "비과세", "비과세금액"],
  vat: ["vat", "vatamount", "부가세", "부가세액", "부가가치세", "세액"],
  reason: ["reason", "refundreason", "cancelreason", "사유", "환불사유", "취소사유", "메모", "비고"],
  bank: ["bank", "bankname", "refundbank", "은행", "은행명", "환불은행", "환불은행명"],
  accountNumber: ["account", "accountnumber", "refundaccount", "계좌", "계좌번호", "환불계좌", "환불계좌번호"],
  accountHolder: ["holder", "accountholder", "refundholder", "예금주", "예금주명", "환불예금주", "받는사람"],
  accountTel: ["tel", "phone", "refundtel", "연락처", "전화번호", "휴대폰", "휴대폰번호", "환불연락처"],
  repeatReason: ["repeatreason", "재환불사유", "같은금액사유", "반복사유"],
};

/** Which field a heading names, whatever it adds in brackets; undefined when it names none. */
export const fieldOfHeader: (heading: string) => BulkField | undefined = headingReader(headerNames);

/** Guesses what each column of a pasted or uploaded list holds; the person can change it. */
export function guessBulkColumns(lines: readonly (readonly string[])[]): GuessedColumns<BulkField> {
  return guessColumns(lines, fieldOfHeader, guessByContent);
}

function guessByContent(lines: readonly (readonly string[])[]): BulkColumns {
  const cells = cellsByColumn(lines);
  const columns: (BulkField | null)[] = cells.map((column) => (most(column, isImpUidLike) ? "impUid" : null));
  // An order number may look like an amount: the column of identifiers comes first in every list people keep.
  if (!columns.includes("impUid") && cells.length > 0) columns[0] = "merchantUid";
  const place = (field: BulkField, holds: (cell: string) => boolean) => {
    const at = cells.findIndex((column, index) => columns[index] === null && most(column, holds));
    if (at >= 0) columns[at] = field;
  };
  place("amount", isAmount);
  place("reason", (cell) => /\p{L}/u.test(cell));
  return firstOfEach(columns);
}

function isAmount(cell: string): boolean {
  return isFullAmountWord(cell) || parseTypedAmount(cell, "KRW").ok || parseTypedAmount(cell, "USD").ok;
}
