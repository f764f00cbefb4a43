import {
  type Locale,
  nameOf,
  type PaymentColumn,
  type PaymentListItem,
  type PlacedColumn,
  payMethods,
} from "@maru/domain";
import type { ReactNode } from "react";
import type { DataColumn } from "../../components/data-table/data-table.tsx";
import { DateTime } from "../../components/date-time.tsx";
import type { TermName } from "../../components/glossary/use-glossary.ts";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { type AppMessages, useLocale } from "../../lib/i18n.tsx";
import { useFactsOfRows, useListContext } from "./list-context.ts";
import type { ListMessages } from "./list-messages.ko.ts";
import { useListMessages } from "./list-messages.ts";
import { dialled, instrumentName, Marked, PaymentLink } from "./payment-cells.tsx";
import { paymentColumns } from "./payment-columns.tsx";
import type { ColumnFacts } from "./use-row-facts.ts";

interface ColumnWords {
  readonly list: AppMessages["payments"];
  readonly more: ListMessages;
}

/** Columns whose facts the list itself does not hold. */
const factColumns: ReadonlySet<PaymentColumn> = new Set([
  "refundable",
  "approvalNumber",
  "pgTid",
  "depositor",
  "buyerEmail",
  "cashReceipt",
]);

export function needsFacts(placed: readonly PlacedColumn[]): boolean {
  return placed.some(({ column }) => factColumns.has(column));
}

/** How wide a column is until somebody says otherwise, CSS pixels. */
const usualWidths: Record<PaymentColumn, number> = {
  status: 138,
  time: 156,
  buyer: 176,
  order: 200,
  method: 180,
  channel: 200,
  amount: 142,
  merchantUid: 182,
  impUid: 156,
  cancelledAmount: 110,
  refundable: 126,
  instrument: 110,
  approvalNumber: 100,
  pgTid: 220,
  depositor: 96,
  buyerTel: 132,
  buyerEmail: 190,
  currency: 72,
  requestedAt: 140,
  statusAt: 140,
  failReason: 220,
  mode: 84,
  escrow: 92,
  cashReceipt: 100,
};

export function usualWidth(column: PaymentColumn, locale: Locale): number {
  // English says the longest states in more room.
  return column === "status" && locale === "en" ? 162 : usualWidths[column];
}

/** What a column is called in its header and in the panel that chooses columns. */
export function columnName(column: PaymentColumn, { list, more }: ColumnWords, basis: "status" | "requested"): string {
  switch (column) {
    case "status":
    case "buyer":
    case "order":
    case "method":
    case "channel":
    case "amount":
    case "merchantUid":
      return list.columns[column];
    case "time":
      return basis === "status" ? list.columns.statusTime : list.columns.requestedTime;
    default:
      return more.columns[column];
  }
}

/** The columns somebody chose, in their order and with their widths. */
export function customColumns(
  placed: readonly PlacedColumn[],
  words: ColumnWords,
  basis: "status" | "requested",
  locale: Locale,
): DataColumn<PaymentListItem>[] {
  const usual = new Map(paymentColumns(words.list, basis, locale).map((column) => [column.id, column]));
  return placed.map(({ column, width }) => {
    const isFlexible = column === "order" && width === undefined;
    const known = usual.get(column) ?? furtherColumn(column, words, basis);
    const { className: _usual, ...look } = known.look ?? {};
    return {
      ...known,
      look: {
        ...look,
        ...(quietColumns.has(column) ? { className: "text-ink-2" } : {}),
        width: width ?? (isFlexible ? narrowestOrder : usualWidth(column, locale)),
        isFlexible,
      },
    };
  });
}

/** What was ordered takes the room that other columns leave, and shows something even when they leave none. */
const narrowestOrder = 116;

const quietColumns: ReadonlySet<PaymentColumn> = new Set(["time", "requestedAt", "statusAt"]);

function furtherColumn(
  column: PaymentColumn,
  words: ColumnWords,
  basis: "status" | "requested",
): DataColumn<PaymentListItem> {
  const label = columnName(column, words, basis);
  const term = terms[column];
  const isTimeOfBasis = column === (basis === "status" ? "statusAt" : "requestedAt");
  return {
    id: column,
    header: label,
    cell: (payment) => <FurtherCell column={column} payment={payment} />,
    look: {
      ...(term === undefined ? {} : { term }),
      isAtEnd: column === "cancelledAmount" || column === "refundable",
      ...(isTimeOfBasis ? { sorts: [{ label, ascending: "time", descending: "-time" }] } : {}),
    },
  };
}

const terms: Partial<Record<PaymentColumn, TermName>> = {
  impUid: "impUid",
  cancelledAmount: "cancelledAmount",
  refundable: "refundable",
  approvalNumber: "approvalNumber",
  pgTid: "pgTid",
  depositor: "depositor",
  currency: "currency",
  requestedAt: "requestedAt",
  statusAt: "statusTime",
  failReason: "failReason",
  mode: "mode",
  escrow: "escrow",
  cashReceipt: "cashReceipt",
};

interface FurtherCellProps {
  readonly column: PaymentColumn;
  readonly payment: PaymentListItem;
}

function FurtherCell({ column, payment }: FurtherCellProps): ReactNode {
  const words = useListMessages();
  const locale = useLocale();
  const { year } = useListContext();
  const { facts } = useFactsOfRows();
  const known = facts?.get(payment.impUid);
  switch (column) {
    case "impUid":
      return <PaymentLink payment={payment}>{payment.impUid}</PaymentLink>;
    case "cancelledAmount":
      return payment.cancelledAmount.amount === 0 ? (
        <NoValue />
      ) : (
        <Money value={payment.cancelledAmount} hidesWonSign />
      );
    case "refundable":
      return <Fact known={known}>{(fact) => <Money value={fact.refundable} hidesWonSign />}</Fact>;
    case "instrument":
      return payment.instrument === null ? (
        <NoValue />
      ) : (
        <Marked text={instrumentName(payment, payment.instrument, locale)} />
      );
    case "approvalNumber":
      return <FactText known={known} of={(fact) => fact.approvalNumber} isId />;
    case "pgTid":
      return <FactText known={known} of={(fact) => fact.pgTid} isId />;
    case "depositor":
      return <FactText known={known} of={(fact) => fact.depositor} />;
    case "buyerEmail":
      return <FactText known={known} of={(fact) => fact.buyerEmail} />;
    case "buyerTel":
      return payment.buyerTel === null ? <NoValue /> : <Marked text={dialled(payment.buyerTel)} />;
    case "currency":
      return payment.amount.currency;
    case "requestedAt":
      return <DateTime at={payment.requestedAt} yearUnderstood={year} />;
    case "statusAt":
      return <DateTime at={payment.statusAt} yearUnderstood={year} />;
    case "failReason":
      return payment.failReason === null ? (
        <NoValue />
      ) : (
        <span title={payment.failReason} className="text-bad">
          <Marked text={payment.failReason} />
        </span>
      );
    case "mode":
      return payment.isTestChannel ? <TestTag /> : words.modes.live;
    case "escrow":
      return payment.isEscrow ? words.yes : <NoValue />;
    case "cashReceipt":
      return <Fact known={known}>{(fact) => (fact.isCashReceiptIssued ? words.issued : <NoValue />)}</Fact>;
    default:
      return payment.method === null ? <NoValue /> : nameOf(payMethods, payment.method, locale);
  }
}

interface FactProps {
  readonly known: ColumnFacts | undefined;
  readonly children: (fact: ColumnFacts) => ReactNode;
}

/** Holds the place of a fact that is still on its way. */
function Fact({ known, children }: FactProps): ReactNode {
  if (known === undefined) return <span className="inline-block h-3 w-3/5 rounded-sm bg-sunk align-middle" />;
  return children(known);
}

interface FactTextProps {
  readonly known: ColumnFacts | undefined;
  readonly of: (fact: ColumnFacts) => string | null;
  readonly isId?: boolean;
}

function FactText({ known, of, isId = false }: FactTextProps) {
  return (
    <Fact known={known}>
      {(fact) => {
        const text = of(fact);
        if (text === null) return <NoValue />;
        return (
          <span title={text} className={isId ? "font-id text-ink-2" : undefined}>
            <Marked text={text} />
          </span>
        );
      }}
    </Fact>
  );
}
