import {
  nameOf,
  type PaymentListItem,
  payMethods,
  pgProviders,
  type SearchTerm,
  searchableAmount,
  subtractMoney,
} from "@maru/domain";
import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Highlight, matchedRanges } from "../../components/highlight.tsx";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { useListContext } from "./list-context.ts";

interface CellProps {
  readonly payment: PaymentListItem;
}

/** What a link to a payment carries: the list it was opened from, so that going back is going back. */
export interface FromList {
  readonly fromList: string;
}

export function StatusCell({ payment }: CellProps) {
  const words = useMessages().payments;
  const { changed } = useListContext();
  return (
    <span className="flex items-center gap-1.5">
      <StatusBadge status={payment.status} isAwaitingDeposit={payment.isAwaitingDeposit} />
      {payment.isTestChannel && <TestTag />}
      {changed.has(payment.impUid) && (
        <span className="size-1.5 shrink-0 rounded-full bg-accent" role="img" aria-label={words.rows.changed} />
      )}
    </span>
  );
}

export function TimeCell({ payment }: CellProps) {
  const { basis, year } = useListContext();
  return <DateTime at={basis === "status" ? payment.statusAt : payment.requestedAt} yearUnderstood={year} />;
}

export function BuyerCell({ payment }: CellProps) {
  const { terms } = useListContext();
  if (payment.buyerName === null && payment.buyerTel === null) return <NoValue />;
  return (
    <>
      {payment.buyerName !== null && <Highlight text={payment.buyerName} terms={terms} />}{" "}
      {payment.buyerTel !== null && (
        <span className="text-ink-3">
          <Highlight text={dialled(payment.buyerTel)} terms={terms} />
        </span>
      )}
    </>
  );
}

/** A Korean mobile number with its hyphens, so that a column of them can be compared; any other number as it came. */
function dialled(tel: string): string {
  return tel.replace(/^(01\d)(\d{3,4})(\d{4})$/, "$1-$2-$3");
}

/**
 * On a failed payment the reason stands before what was ordered: it is what one looks for. Where columns are narrow it
 * runs on over the method, which such a row keeps for screen readers alone.
 */
export function OrderCell({ payment }: CellProps) {
  const { terms } = useListContext();
  const words = useMessages().payments.rows;
  const order = payment.orderName === null ? <NoValue /> : <Highlight text={payment.orderName} terms={terms} />;
  if (payment.status !== "failed" || payment.failReason === null) return order;
  return (
    <span
      title={words.failed(payment.failReason)}
      className="inline-block w-full truncate align-middle @min-[940px]/table:w-[calc(100%+140px)] @min-[1400px]/table:w-full"
    >
      <span className="text-bad">
        <Highlight text={payment.failReason} terms={terms} />
      </span>{" "}
      <span className="text-ink-3">{order}</span>
    </span>
  );
}

export function MethodCell({ payment }: CellProps) {
  const { terms } = useListContext();
  const locale = useLocale();
  if (payment.method === null) return <NoValue />;
  return (
    <span
      className={payment.status === "failed" && payment.failReason !== null ? "@max-[1400px]/table:sr-only" : undefined}
    >
      {nameOf(payMethods, payment.method, locale)}{" "}
      {payment.instrument !== null && (
        <span className="text-ink-3">
          <Highlight text={payment.instrument} terms={terms} />
        </span>
      )}
    </span>
  );
}

export function ChannelCell({ payment }: CellProps) {
  const { terms } = useListContext();
  const locale = useLocale();
  if (payment.pgProvider === null) return <NoValue />;
  return (
    <span className="text-ink-2">
      {nameOf(pgProviders, payment.pgProvider, locale)}
      {payment.mid !== null && (
        <span className="text-ink-3">
          {" · "}
          <Highlight text={payment.mid} terms={terms} />
        </span>
      )}
    </span>
  );
}

export function AmountCell({ payment }: CellProps) {
  const { terms } = useListContext();
  const { amount, cancelledAmount, status } = payment;
  const scaled = searchableAmount(amount);
  const isMatch = terms.some((term) =>
    term.ways.some((way) => way.kind === "amount" && way.min === way.max && way.min === scaled),
  );
  const value = <Money value={amount} hidesWonSign className="font-semibold" />;
  return (
    <>
      {status === "partially_cancelled" && (
        <span className="text-ink-3">
          <Money value={subtractMoney(amount, cancelledAmount)} hidesWonSign />
          {" / "}
        </span>
      )}
      <span className={status === "cancelled" || status === "failed" ? "text-ink-3" : ""}>
        {isMatch ? <mark>{value}</mark> : value}
      </span>
    </>
  );
}

/** The row's link. A search that matched upstream's own id shows that id, so that one sees why the row is here. */
export function IdCell({ payment }: CellProps) {
  const { terms, from } = useListContext();
  return (
    <Link
      to={`/payments/${encodeURIComponent(payment.impUid)}`}
      state={{ fromList: from } satisfies FromList}
      className="font-id text-ink-2 underline-offset-3 hover:text-accent hover:underline"
    >
      <Highlight text={matchesOnly(payment, terms) ? payment.impUid : payment.merchantUid} terms={terms} />
    </Link>
  );
}

function matchesOnly({ impUid, merchantUid }: PaymentListItem, terms: readonly SearchTerm[]): boolean {
  return matchedRanges(impUid, terms).length > 0 && matchedRanges(merchantUid, terms).length === 0;
}

/** A phone's row, first column: who it was, and under it what became of it. */
export function WhoAndStateCell({ payment }: CellProps) {
  const { terms, from } = useListContext();
  const words = useMessages().payments.rows;
  const name = payment.buyerName ?? payment.orderName ?? payment.merchantUid;
  return (
    <span className="grid gap-1 py-2">
      <span className="truncate">
        <Link
          to={`/payments/${encodeURIComponent(payment.impUid)}`}
          state={{ fromList: from } satisfies FromList}
          aria-label={words.open(name)}
          className="font-medium"
        >
          <Highlight text={name} terms={terms} />
        </Link>{" "}
        {payment.buyerName !== null && payment.buyerTel !== null && (
          <span className="text-ink-3">
            <Highlight text={dialled(payment.buyerTel)} terms={terms} />
          </span>
        )}
      </span>
      <span className="flex min-w-0 items-center gap-1.5">
        <StatusCell payment={payment} />
        {payment.status === "failed" && payment.failReason !== null && (
          <span className="truncate text-small text-bad">{payment.failReason}</span>
        )}
      </span>
    </span>
  );
}

/** A phone's row, second column: how much, and under it when. */
export function AmountAndTimeCell({ payment }: CellProps) {
  return (
    <span className="grid gap-1 py-2">
      <span>
        <AmountCell payment={payment} />
      </span>
      <span className="text-ink-2">
        <TimeCell payment={payment} />
      </span>
    </span>
  );
}
