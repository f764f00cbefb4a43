import type { Payment } from "@maru/domain";
import type { ReactNode } from "react";
import { DateTime } from "../../components/date-time.tsx";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { useDetailMessages } from "./detail-messages.ts";
import { OutsideLink } from "./facts.tsx";
import { Section } from "./section.tsx";

interface PaymentProps {
  readonly payment: Payment;
}

/** Each cancellation upstream recorded, one row each, with its slip. */
export function PaymentCancellations({ payment }: PaymentProps) {
  const words = useDetailMessages();
  const columns = words.cancellationColumns;
  if (payment.paidAt === null && payment.cancellations.length === 0) return null;
  return (
    <Section title={words.cancellations}>
      {payment.cancellations.length === 0 ? (
        <p className="text-ink-3">{words.noCancellations}</p>
      ) : (
        <SmallTable
          label={words.cancellations}
          headers={[columns.time, columns.amount, columns.reason, columns.id, columns.receipt]}
          rows={payment.cancellations.map((each) => [
            <DateTime key="time" at={each.cancelledAt} />,
            <Money key="amount" value={each.amount} className="font-semibold" />,
            each.reason ?? <NoValue key="reason" />,
            each.cancellationId === null ? (
              <NoValue key="id" />
            ) : (
              <span key="id" className="font-id">
                {each.cancellationId}
              </span>
            ),
            each.receiptUrl === null ? (
              <NoValue key="receipt" />
            ) : (
              <OutsideLink key="receipt" href={each.receiptUrl}>
                {words.receipt}
              </OutsideLink>
            ),
          ])}
        />
      )}
    </Section>
  );
}

/** Deposits to a fixed account, which takes any number of them. */
export function PaymentDeposits({ payment }: PaymentProps) {
  const words = useDetailMessages();
  const columns = words.depositColumns;
  if (payment.deposits.length === 0) return null;
  return (
    <Section title={words.deposits}>
      <SmallTable
        label={words.deposits}
        headers={[columns.time, columns.amount, columns.depositor, columns.id]}
        rows={payment.deposits.map((each) => [
          <DateTime key="time" at={each.depositedAt} />,
          <Money key="amount" value={each.amount} className="font-semibold" />,
          each.depositorName ?? <NoValue key="depositor" />,
          each.pgTid === null ? (
            <NoValue key="id" />
          ) : (
            <span key="id" className="font-id">
              {each.pgTid}
            </span>
          ),
        ])}
      />
    </Section>
  );
}

interface SmallTableProps {
  readonly label: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}

/** A few rows, the second column of which is money. */
function SmallTable({ label, headers, rows }: SmallTableProps) {
  const align = (column: number) => (column === 1 ? "text-right" : "text-left");
  return (
    // A region that scrolls sideways must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div tabIndex={0} className="overflow-x-auto">
      <table aria-label={label} className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {headers.map((header, column) => (
              <th
                key={header}
                scope="col"
                className={`h-7 pr-4 text-small font-medium whitespace-nowrap text-ink-3 ${align(column)}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes order, and upstream may give no id
            <tr key={row}>
              {cells.map((cell, column) => (
                <td
                  key={headers[column]}
                  className={`h-9 max-w-80 border-t border-line py-1.5 pr-4 ${column === 2 ? "" : "whitespace-nowrap"} ${align(column)}`}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
