import { type Locale, nameOf, type PaymentListItem, payMethods, pgProviders, subtractMoney } from "@maru/domain";
import { DateTime } from "../../components/date-time.tsx";
import { Highlight } from "../../components/highlight.tsx";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { useFactsOfRows, useListContext } from "./list-context.ts";
import { paymentPath } from "./payment-search.ts";
import { RowLink } from "./row-link.tsx";
import type { TextMatches } from "./use-text-matches.ts";

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
  if (payment.buyerName === null && payment.buyerTel === null) return <NoValue />;
  return (
    <>
      {payment.buyerName !== null && <Marked text={payment.buyerName} />}{" "}
      {payment.buyerTel !== null && (
        <span className="text-ink-3 @max-[940px]/table:sr-only">
          <Marked text={dialled(payment.buyerTel)} />
        </span>
      )}
    </>
  );
}

/** A Korean mobile number with its hyphens, so that a column of them can be compared; any other number as it came. */
export function dialled(tel: string): string {
  return tel.replace(/^(01\d)(\d{3,4})(\d{4})$/, "$1-$2-$3");
}

/**
 * On a failed payment the reason stands before what was ordered: it is what one looks for. Where columns are narrow it
 * runs on over the method, which such a row keeps for screen readers alone.
 */
export function OrderCell({ payment }: CellProps) {
  const words = useMessages().payments.rows;
  const order = payment.orderName === null ? <NoValue /> : <Marked text={payment.orderName} />;
  if (payment.status !== "failed" || payment.failReason === null) return order;
  return (
    <span
      title={words.failed(payment.failReason)}
      className="inline-block w-full truncate align-middle @min-[940px]/table:w-[calc(100%+140px)] @min-[1400px]/table:w-full"
    >
      <span className="text-bad">
        <Marked text={payment.failReason} />
      </span>{" "}
      <span className="text-ink-3">{order}</span>
    </span>
  );
}

export function MethodCell({ payment }: CellProps) {
  const locale = useLocale();
  if (payment.method === null) return <NoValue />;
  return (
    <span
      className={payment.status === "failed" && payment.failReason !== null ? "@max-[1400px]/table:sr-only" : undefined}
    >
      {nameOf(payMethods, payment.method, locale)}{" "}
      {payment.instrument !== null && (
        <span className="text-ink-3">
          <Marked text={instrumentName(payment, payment.instrument, locale)} />
        </span>
      )}
    </span>
  );
}

/** The card company or bank in the reader's language, as far as it is known in it. */
export function instrumentName(payment: PaymentListItem, name: string, locale: Locale): string {
  return (locale === "en" && payment.instrumentEn) || name;
}

export function ChannelCell({ payment }: CellProps) {
  const locale = useLocale();
  if (payment.pgProvider === null) return <NoValue />;
  return (
    <span className="text-ink-2">
      {nameOf(pgProviders, payment.pgProvider, locale)}
      {payment.mid !== null && (
        <span className="text-ink-3">
          {" · "}
          <Marked text={payment.mid} />
        </span>
      )}
    </span>
  );
}

export function AmountCell({ payment }: CellProps) {
  const { amount, cancelledAmount, status } = payment;
  const { matches } = useListContext();
  const value = <Money value={amount} hidesWonSign className="font-semibold" />;
  return (
    // Where both do not fit, what was paid is the one that is whole.
    <span className="flex justify-end">
      {status === "partially_cancelled" && (
        <span className="overflow-hidden text-ellipsis whitespace-pre text-ink-3">
          <Money value={subtractMoney(amount, cancelledAmount)} hidesSign />
          {" / "}
        </span>
      )}
      <span className={status === "cancelled" || status === "failed" ? "text-ink-3" : ""}>
        {matches.isAmount(amount) ? <mark>{value}</mark> : value}
      </span>
    </span>
  );
}

/** The row's link. A search that matched upstream's own id shows that id, so that one sees why the row is here. */
export function IdCell({ payment }: CellProps) {
  const words = useMessages().payments.rows;
  const { matches } = useListContext();
  const { attempts } = useFactsOfRows();
  // Under its order's own row the count is there to read already.
  const total = "isAttempt" in payment ? undefined : attempts?.get(payment.merchantUid)?.total;
  return (
    <span className="flex items-baseline">
      <span className="min-w-0 overflow-clip text-ellipsis whitespace-nowrap">
        <PaymentLink payment={payment}>
          {isFoundById(payment, matches) ? payment.impUid : payment.merchantUid}
        </PaymentLink>
      </span>
      {total !== undefined && (
        <span className="ml-1.5 text-small text-ink-3" title={words.attempts(total)}>
          <span aria-hidden>×{total}</span>
          <span className="sr-only">{words.attempts(total)}</span>
        </span>
      )}
    </span>
  );
}

/** An identifier that opens its payment. Once the reader has looked at it, it is set lighter. */
export function PaymentLink({ payment, children }: CellProps & { readonly children: string }) {
  const words = useMessages().payments.rows;
  const { visited } = useListContext();
  const isVisited = visited.has(payment.impUid);
  return (
    <>
      <RowLink
        to={paymentPath(payment.impUid)}
        className={`font-id underline-offset-3 hover:text-accent hover:underline ${isVisited ? "text-ink-3" : "font-medium text-ink-2"}`}
      >
        <Marked text={children} />
      </RowLink>
      {isVisited && <span className="sr-only">{words.visited}</span>}
    </>
  );
}

function isFoundById({ impUid, merchantUid }: PaymentListItem, { rangesIn }: TextMatches): boolean {
  return rangesIn(impUid).length > 0 && rangesIn(merchantUid).length === 0;
}

/** A text of a row with what the search matched in it. */
export function Marked({ text }: { readonly text: string }) {
  return <Highlight text={text} ranges={useListContext().matches.rangesIn(text)} />;
}

/** A phone's row, first column: who it was, and under it what became of it. */
export function WhoAndStateCell({ payment }: CellProps) {
  const words = useMessages().payments.rows;
  const name = payment.buyerName ?? payment.orderName ?? payment.merchantUid;
  return (
    <span className="grid gap-1 py-2">
      <span className="truncate">
        <RowLink to={paymentPath(payment.impUid)} label={words.open(name)} className="font-medium">
          <Marked text={name} />
        </RowLink>{" "}
        {payment.buyerName !== null && payment.buyerTel !== null && (
          <span className="text-ink-3">
            <Marked text={dialled(payment.buyerTel)} />
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
