import {
  awaitingDepositName,
  formatInstant,
  type Locale,
  type Localised,
  type Money,
  minorUnitDigits,
  nameOf,
  type PaymentColumn,
  type PaymentListItem,
  payMethods,
  paymentStatusNames,
  pgProviders,
} from "@maru/domain";
import type { PaymentColumnFacts } from "../column-facts.ts";

/** One payment of an export, with what further columns show of it where one of them is asked for. */
export interface ExportedPayment {
  readonly item: PaymentListItem;
  readonly facts: PaymentColumnFacts | undefined;
}

/** What a cell holds. Amounts are numbers in the currency's own unit; identifiers are never numbers. */
export type ExportCell =
  | { readonly kind: "text" | "identifier"; readonly text: string }
  | { readonly kind: "number"; readonly value: number };

export interface ExportColumn {
  readonly header: Localised;
  /** Whether `facts` are needed. */
  readonly needsFacts?: true;
  cell(payment: ExportedPayment, locale: Locale): ExportCell | null;
}

const status: ExportColumn = {
  header: { ko: "상태", en: "Status" },
  cell: ({ item }, locale) => {
    const isAwaited = item.status === "ready" && item.isAwaitingDeposit;
    return text((isAwaited ? awaitingDepositName : paymentStatusNames[item.status])[locale]);
  },
};
const statusAt: ExportColumn = {
  header: { ko: "상태 변경 시각(KST)", en: "Status changed (KST)" },
  cell: ({ item }, locale) => text(formatInstant(item.statusAt, locale, "second")),
};
const requestedAt: ExportColumn = {
  header: { ko: "결제 요청 시각(KST)", en: "Requested (KST)" },
  cell: ({ item }, locale) => text(formatInstant(item.requestedAt, locale, "second")),
};
const buyerName: ExportColumn = {
  header: { ko: "구매자", en: "Buyer" },
  cell: ({ item }) => text(item.buyerName),
};
const buyerTel: ExportColumn = {
  header: { ko: "전화번호", en: "Telephone" },
  cell: ({ item }) => identifier(item.buyerTel),
};
const orderName: ExportColumn = {
  header: { ko: "주문", en: "Order" },
  cell: ({ item }) => text(item.orderName),
};
const failReason: ExportColumn = {
  header: { ko: "실패 사유", en: "Failure reason" },
  cell: ({ item }) => text(item.failReason),
};
const method: ExportColumn = {
  header: { ko: "수단", en: "Method" },
  cell: ({ item }, locale) => text(item.method === null ? null : nameOf(payMethods, item.method, locale)),
};
const instrument: ExportColumn = {
  header: { ko: "카드사·은행", en: "Card or bank" },
  cell: ({ item }) => text(item.instrument),
};
const pgProvider: ExportColumn = {
  header: { ko: "PG", en: "PG" },
  cell: ({ item }, locale) => text(item.pgProvider === null ? null : nameOf(pgProviders, item.pgProvider, locale)),
};
const mid: ExportColumn = {
  header: { ko: "상점아이디", en: "MID" },
  cell: ({ item }) => identifier(item.mid),
};
const amount: ExportColumn = {
  header: { ko: "금액", en: "Amount" },
  cell: ({ item }) => number(item.amount),
};
const cancelledAmount: ExportColumn = {
  header: { ko: "취소 금액", en: "Cancelled" },
  cell: ({ item }) => number(item.cancelledAmount),
};
const currency: ExportColumn = {
  header: { ko: "통화", en: "Currency" },
  cell: ({ item }) => text(item.amount.currency),
};

/** What stands in a file for each column of the list: where a cell of the list says two things, a file has two columns. */
function columnsOf(column: PaymentColumn, basis: "status" | "requested"): readonly ExportColumn[] {
  switch (column) {
    case "status":
      return [status];
    case "time":
      return [basis === "status" ? statusAt : requestedAt];
    case "buyer":
      return [buyerName, buyerTel];
    case "order":
      return [orderName, failReason];
    case "method":
      return [method, instrument];
    case "channel":
      return [pgProvider, mid];
    case "amount":
      return [amount, cancelledAmount, currency];
    case "cancelledAmount":
      return [cancelledAmount, currency];
    case "refundable":
      return [
        {
          header: { ko: "환불 가능 금액", en: "Refundable" },
          needsFacts: true,
          cell: ({ facts }) => (facts === undefined ? null : number(facts.refundable)),
        },
        currency,
      ];
    case "merchantUid":
      return [{ header: { ko: "주문번호", en: "Order no." }, cell: ({ item }) => identifier(item.merchantUid) }];
    case "impUid":
      return [{ header: { ko: "imp_uid", en: "imp_uid" }, cell: ({ item }) => identifier(item.impUid) }];
    case "instrument":
      return [instrument];
    case "approvalNumber":
      return [ofFacts({ ko: "승인번호", en: "Approval no." }, (facts) => identifier(facts.approvalNumber))];
    case "pgTid":
      return [ofFacts({ ko: "PG 거래번호", en: "PG transaction" }, (facts) => identifier(facts.pgTid))];
    case "depositor":
      return [ofFacts({ ko: "입금자", en: "Depositor" }, (facts) => text(facts.depositor))];
    case "buyerTel":
      return [buyerTel];
    case "buyerEmail":
      return [ofFacts({ ko: "이메일", en: "E-mail" }, (facts) => text(facts.buyerEmail))];
    case "currency":
      return [currency];
    case "requestedAt":
      return [requestedAt];
    case "statusAt":
      return [statusAt];
    case "failReason":
      return [failReason];
    case "mode":
      return [
        {
          header: { ko: "연동 모드", en: "Mode" },
          cell: ({ item }, locale) => text((item.isTestChannel ? modes.test : modes.live)[locale]),
        },
      ];
    case "escrow":
      return [
        { header: { ko: "에스크로", en: "Escrow" }, cell: ({ item }, locale) => text(yesOrNo(item.isEscrow, locale)) },
      ];
    case "cashReceipt":
      return [
        {
          header: { ko: "현금영수증 발급", en: "Cash receipt issued" },
          needsFacts: true,
          cell: ({ facts }, locale) => text(facts === undefined ? null : yesOrNo(facts.isCashReceiptIssued, locale)),
        },
      ];
  }
}

/** The columns of a file that shows these columns of the list, each once, where it is first called for. */
export function exportColumns(
  columns: readonly PaymentColumn[],
  basis: "status" | "requested",
): readonly ExportColumn[] {
  const byHeader = new Map<string, ExportColumn>();
  for (const column of columns.flatMap((each) => columnsOf(each, basis))) {
    if (!byHeader.has(column.header.en)) byHeader.set(column.header.en, column);
  }
  return [...byHeader.values()];
}

const modes: Record<"live" | "test", Localised> = {
  live: { ko: "실연동", en: "Live" },
  test: { ko: "테스트", en: "Test" },
};

function yesOrNo(is: boolean, locale: Locale): string {
  if (locale === "ko") return is ? "예" : "아니요";
  return is ? "Yes" : "No";
}

function ofFacts(header: Localised, cell: (facts: PaymentColumnFacts) => ExportCell | null): ExportColumn {
  return { header, needsFacts: true, cell: ({ facts }) => (facts === undefined ? null : cell(facts)) };
}

function text(value: string | null): ExportCell | null {
  return value === null ? null : { kind: "text", text: value };
}

function identifier(value: string | null): ExportCell | null {
  return value === null ? null : { kind: "identifier", text: value };
}

/** In the unit people say, such as dollars: what a spreadsheet adds up must be what the shop took. */
function number({ amount: minor, currency: code }: Money): ExportCell {
  const digits = minorUnitDigits(code);
  return { kind: "number", value: digits === 0 ? minor : Number(`${minor}e-${digits}`) };
}
