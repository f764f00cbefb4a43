import type { Payment } from "@maru/domain";
import type { ReactNode } from "react";
import { DateTime } from "../../components/date-time.tsx";
import { Term } from "../../components/glossary/term.tsx";
import type { TermName } from "../../components/glossary/use-glossary.ts";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { OutsideLink } from "./facts.tsx";
import { Section } from "./section.tsx";
import { UndoLink } from "./undo-link.tsx";

interface PaymentProps {
  readonly payment: Payment;
}

type Origin = RouterOutputs["payments"]["get"]["cancellationOrigins"][number];

interface CancellationsProps extends PaymentProps {
  /** Who asked for each, in the order of the cancellations. */
  readonly origins: readonly Origin[];
}

/** Each cancellation upstream recorded, one row each, with its slip and with who asked for it. */
export function PaymentCancellations({ payment, origins }: CancellationsProps) {
  const words = useDetailMessages();
  const columns = words.cancellationColumns;
  if (payment.paidAt === null && payment.cancellations.length === 0) return null;
  return (
    <Section title={words.cancellations} aside={<UndoLink payment={payment} />}>
      {payment.cancellations.length === 0 ? (
        <p className="text-ink-3">{words.noCancellations}</p>
      ) : (
        <SmallTable
          label={words.cancellations}
          headers={[
            { text: columns.time, term: "cancelledAt" },
            { text: columns.amount, term: "cancellation" },
            { text: columns.reason, term: "cancelReason" },
            { text: columns.trigger, term: "trigger" },
            { text: columns.id, term: "cancellationId" },
            { text: columns.receipt, term: "cancelSlip" },
          ]}
          rows={payment.cancellations.map((each, index) => [
            <DateTime key="time" at={each.cancelledAt} />,
            <Money key="amount" value={each.amount} className="font-semibold" />,
            each.reason ?? <NoValue key="reason" />,
            <Trigger key="trigger" origin={origins[index]} />,
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
        headers={[
          { text: columns.time },
          { text: columns.amount },
          { text: columns.depositor, term: "depositor" },
          { text: columns.id, term: "pgTid" },
        ]}
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

function Trigger({ origin }: { readonly origin: Origin | undefined }) {
  const words = useDetailMessages();
  const { trigger, refund } = origin ?? { trigger: "unknown" as const, refund: null };
  return (
    <span className={trigger === "unknown" ? "text-ink-3" : undefined}>
      {words.timelineSources[trigger]}
      {refund !== null && <span className="text-ink-2"> · {refund.byName}</span>}
    </span>
  );
}

interface SmallTableProps {
  readonly label: string;
  readonly headers: readonly { readonly text: string; readonly term?: TermName }[];
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
                key={header.text}
                scope="col"
                className={`h-7 pr-4 text-small font-medium whitespace-nowrap text-ink-3 ${align(column)}`}
              >
                {header.term === undefined ? (
                  header.text
                ) : (
                  <Term name={header.term} isQuiet>
                    {header.text}
                  </Term>
                )}
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
                  key={headers[column]?.text}
                  className={`h-9 max-w-80 border-t border-line py-1.5 pr-4 ${column === 2 ? "min-w-24" : "whitespace-nowrap"} ${align(column)}`}
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
