import { receiptTypeNames } from "@maru/domain";
import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Money } from "../../components/money.tsx";
import { StateBadge } from "../../components/status-badge.tsx";
import { innerCellClass, innerHeaderClass } from "../../components/table-classes.ts";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { Receipt } from "./receipt-state.tsx";

const cellClass = `${innerCellClass} py-1.5 align-top`;

export function receiptPath({ source, target }: Pick<Receipt, "source" | "target">): string {
  const id = encodeURIComponent(target);
  return source === "payment" ? `/payments/${id}/cash-receipt` : `/cash-receipts/outside/${id}`;
}

/** Receipts with whose they are masked, what they say and where each stands. */
export function ReceiptTable({
  receipts,
  titleId,
}: {
  readonly receipts: readonly Receipt[];
  readonly titleId: string;
}) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  const { columns } = words;
  return (
    <table aria-labelledby={titleId} className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={classNames(innerHeaderClass, "max-sm:hidden")}>
            {columns.issuedAt}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {columns.target}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.type}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.identifier}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "text-right")}>
            {columns.amount}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {columns.state}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.by}
          </th>
        </tr>
      </thead>
      <tbody>
        {receipts.map((receipt) => (
          <tr key={`${receipt.source} ${receipt.target}`} className="hover:bg-sunk">
            <td className={classNames(cellClass, "text-ink-2 max-sm:hidden")}>
              <DateTime at={receipt.issuedAt} />
            </td>
            <th scope="row" className={classNames(cellClass, "min-w-0 text-left font-normal wrap-anywhere")}>
              <Link to={receiptPath(receipt)} className="font-id text-accent hover:underline">
                {receipt.target}
              </Link>
              {receipt.orderName !== null && <span className="block text-small text-ink-3">{receipt.orderName}</span>}
              <span className="block text-small text-ink-3 sm:hidden">
                <DateTime at={receipt.issuedAt} />
              </span>
            </th>
            <td className={classNames(cellClass, "text-ink-2 max-md:hidden")}>
              {receipt.type === null ? "–" : receiptTypeNames[receipt.type][locale]}
            </td>
            <td className={classNames(cellClass, "whitespace-nowrap text-ink-2 tabular-nums max-md:hidden")}>
              {receipt.identifierMasked ?? "–"}
            </td>
            <td className={classNames(cellClass, "text-right font-semibold whitespace-nowrap")}>
              {receipt.amount === null ? "–" : <Money value={{ amount: receipt.amount, currency: "KRW" }} />}
            </td>
            <td className={cellClass}>
              <StateBadge
                tone={receipt.state === "issued" ? "ok" : "gone"}
                shape={receipt.state === "issued" ? "disc" : "bar"}
              >
                {words.states[receipt.state]}
              </StateBadge>
            </td>
            <td className={classNames(cellClass, "text-ink-2 max-md:hidden")}>{receipt.issuedBy ?? words.notOurs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
