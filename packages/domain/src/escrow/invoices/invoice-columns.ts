import { courierOfText } from "../../codes/courier-of-text.ts";
import { parseKstText } from "../../kst-text.ts";
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
import { isInvoiceLike } from "./invoice-number.ts";

/** What a column of a list of invoices can hold. */
export const invoiceFields = [
  "impUid",
  "merchantUid",
  "courier",
  "invoice",
  "sentAt",
  "receiverName",
  "receiverTel",
  "receiverPostcode",
  "receiverAddress",
] as const;

export type InvoiceField = (typeof invoiceFields)[number];
export type InvoiceColumns = ListColumns<InvoiceField>;

/** How couriers' and shops' sheets name the columns, without blanks and marks. */
const headerNames: Readonly<Record<InvoiceField, readonly string[]>> = {
  impUid: ["impuid", "결제번호", "결제id", "결제아이디", "아임포트번호", "포트원결제번호", "paymentid"],
  merchantUid: [
    "merchantuid",
    "주문번호",
    "고객주문번호",
    "상점주문번호",
    "상품주문번호",
    "주문id",
    "주문아이디",
    "orderid",
    "ordernumber",
    "orderno",
  ],
  courier: [
    "courier",
    "carrier",
    "company",
    "deliverycompany",
    "택배사",
    "택배사명",
    "택배사코드",
    "택배회사",
    "택배",
    "배송사",
    "배송업체",
    "배송회사",
    "운송사",
    "운송업체",
    "물류사",
  ],
  invoice: [
    "invoice",
    "invoiceno",
    "invoicenumber",
    "trackingnumber",
    "trackingno",
    "tracking",
    "송장",
    "송장번호",
    "운송장",
    "운송장번호",
    "등기번호",
    "배송번호",
  ],
  sentAt: [
    "sentat",
    "shippedat",
    "dispatchedat",
    "발송일",
    "발송일시",
    "발송시각",
    "출고일",
    "출고일시",
    "출고일자",
    "발송일자",
    "배송일",
    "배송일자",
    "집하일",
    "집하일자",
    "집화일자",
    "접수일자",
  ],
  receiverName: [
    "receiver",
    "receivername",
    "recipient",
    "받는분",
    "받는분성명",
    "받는분이름",
    "받는사람",
    "받으시는분",
    "수취인",
    "수취인명",
    "수취인이름",
    "수령인",
    "수령자",
    "수하인",
    "수하인명",
  ],
  receiverTel: [
    "receivertel",
    "receiverphone",
    "받는분전화번호",
    "받는분연락처",
    "받는분핸드폰",
    "받는사람전화번호",
    "수취인연락처",
    "수취인연락처1",
    "수취인전화번호",
    "수취인휴대폰",
    "수령인연락처",
    "수하인전화",
  ],
  receiverPostcode: ["postcode", "zipcode", "zip", "우편번호", "받는분우편번호", "수취인우편번호"],
  receiverAddress: [
    "address",
    "receiveraddress",
    "주소",
    "배송지",
    "배송지주소",
    "받는분주소",
    "받는분총주소",
    "받는사람주소",
    "수취인주소",
    "수령인주소",
    "수하인주소",
  ],
};

/** Which field a heading names, whatever it adds in brackets; undefined when it names none. */
export const invoiceFieldOfHeader: (heading: string) => InvoiceField | undefined = headingReader(headerNames);

/** Only tells days from other numbers: which day a text means is decided when the row is read. */
const anyTime = Date.UTC(2100, 0, 1) / 1000;

/** Guesses what each column of a courier's sheet holds; the person can change it. */
export function guessInvoiceColumns(lines: readonly (readonly string[])[]): GuessedColumns<InvoiceField> {
  return guessColumns(lines, invoiceFieldOfHeader, guessByContent);
}

function guessByContent(lines: readonly (readonly string[])[]): InvoiceColumns {
  const cells = cellsByColumn(lines);
  const columns: (InvoiceField | null)[] = cells.map((column) => (most(column, isImpUidLike) ? "impUid" : null));
  const place = (field: InvoiceField, holds: (cell: string) => boolean, at: "first" | "last" = "first") => {
    const found = cells.map((column, index) => columns[index] === null && most(column, holds));
    const index = at === "first" ? found.indexOf(true) : found.lastIndexOf(true);
    if (index >= 0) columns[index] = field;
  };
  place("courier", (cell) => courierOfText(cell) !== undefined);
  place("sentAt", (cell) => parseKstText(cell, anyTime) !== undefined);
  place("receiverTel", (cell) => /^0\d{1,2}-?\d{3,4}-?\d{4}$/.test(cell));
  // Order numbers may be digits like invoices; in every sheet people keep, what is sent stands after what was ordered.
  const isFree = (index: number) => columns[index] === null;
  const numbers = cells.flatMap((column, index) => (isFree(index) && most(column, isInvoiceLike) ? [index] : []));
  const invoice = numbers.at(-1);
  if (invoice !== undefined && (columns.includes("impUid") || numbers.length > 1 || invoice > 0)) {
    columns[invoice] = "invoice";
  }
  if (!columns.includes("impUid")) {
    const order = cells.findIndex((column, index) => isFree(index) && most(column, (cell) => /[\d]/.test(cell)));
    if (order >= 0) columns[order] = "merchantUid";
  }
  return firstOfEach(columns);
}
