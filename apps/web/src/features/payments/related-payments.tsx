import { isAwaitingDeposit, type Payment, type PaymentListItem, statusAt } from "@maru/domain";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Money } from "../../components/money.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { defaultPaymentSearch, paymentPath, paymentsPath } from "./payment-search.ts";
import { Section } from "./section.tsx";

type Related = RouterOutputs["payments"]["related"];
type RelatedGroup = NonNullable<Related["samePhone"]>;

interface RelatedPaymentsProps {
  readonly impUid: string;
  readonly isMasked: boolean;
  /** Undefined while it loads. */
  readonly payment: Payment | undefined;
}

/** Other attempts under the same order number, and other payments by the same telephone, e-mail and card. */
export default function RelatedPayments({ impUid, isMasked, payment }: RelatedPaymentsProps) {
  const messages = useMessages().payments;
  const words = useDetailMessages();
  const [isWhole, setWhole] = useState(false);
  const related = useQuery(
    trpc.payments.related.queryOptions({ impUid, isWhole }, { placeholderData: keepPreviousData }),
  );
  const showAll = () => setWhole(true);
  if (related.isError && related.data === undefined) {
    return (
      <p role="alert" className="flex items-center gap-3 text-ink-2">
        {words.panelFailed}
        <Button onClick={() => void related.refetch()}>{messages.faces.retry}</Button>
      </p>
    );
  }
  if (related.data === undefined) return <Skeleton className="w-48" />;
  const { sameOrder, samePhone, sameEmail, sameCard } = related.data;
  const attempts = payment === undefined ? sameOrder : [...sameOrder, attemptOf(payment)].toSorted(byTime);
  // A link that names what this reader sees masked would find nothing, or say too much. Telephones are compared digit by
  // digit, so theirs stands without quotation marks.
  const search = (key: string, value: string | null | undefined) =>
    isMasked || value == null ? null : `${key}:"${value.replaceAll('"', "")}"`;
  const isOneBuyer = samePhone !== null && sameEmail !== null && areSame(samePhone, sameEmail);
  return (
    <>
      <Section title={words.sameOrder(sameOrder.length + 1)}>
        {sameOrder.length === 0 ? (
          <p className="text-ink-3">{words.sameOrderOnly}</p>
        ) : (
          <RelatedList payments={attempts} current={impUid} />
        )}
      </Section>
      <Group
        title={isOneBuyer ? words.samePhoneAndEmail : words.samePhone}
        none={words.samePhoneNone}
        group={samePhone}
        text={isMasked || payment?.buyer.tel == null ? null : `phone:${payment.buyer.tel.replace(/\s/g, "")}`}
        current={impUid}
        onShowAll={showAll}
      />
      <Group
        title={words.sameEmail}
        none={words.sameEmailNone}
        group={isOneBuyer ? null : sameEmail}
        text={search("email", payment?.buyer.email)}
        current={impUid}
        onShowAll={showAll}
      />
      <Group
        title={words.sameCard}
        none={words.sameCardNone}
        group={sameCard}
        text={search("card", payment?.card?.number)}
        current={impUid}
        onShowAll={showAll}
      />
    </>
  );
}

/** Whether all payments of both groups are known and are the same ones: then they are listed once. */
function areSame(left: RelatedGroup, right: RelatedGroup): boolean {
  const ids = ({ items }: RelatedGroup) => items.map(({ impUid }) => impUid).join();
  const isWhole = ({ items, total }: RelatedGroup) => total > 0 && items.length === total;
  return isWhole(left) && isWhole(right) && ids(left) === ids(right);
}

interface GroupProps {
  readonly title: (count: number) => string;
  readonly none: string;
  /** Null where the payment has nothing that others could share; then there is nothing to say. */
  readonly group: RelatedGroup | null;
  /** What finds all of them in the list. */
  readonly text: string | null;
  readonly current: string;
  /** Brings all of them here, for whoever cannot ask the list for them. */
  readonly onShowAll: () => void;
}

function Group({ title, none, group, text, current, onShowAll }: GroupProps) {
  const words = useDetailMessages();
  if (group === null) return null;
  return (
    <Section title={title(group.total)}>
      {group.items.length === 0 ? (
        <p className="text-ink-3">{none}</p>
      ) : (
        <RelatedList payments={group.items} current={current} />
      )}
      {group.total > 0 && text !== null && (
        <Link
          to={paymentsPath({ ...defaultPaymentSearch, text })}
          className="mt-2 inline-block text-accent underline decoration-dotted underline-offset-4"
        >
          {words.relatedAll}
        </Link>
      )}
      {group.total > group.items.length && text === null && (
        <Button onClick={onShowAll} className="mt-2">
          {words.relatedWhole(group.total)}
        </Button>
      )}
    </Section>
  );
}

type RelatedPayment = Pick<
  PaymentListItem,
  "impUid" | "merchantUid" | "status" | "amount" | "orderName" | "isTestChannel" | "isAwaitingDeposit" | "statusAt"
>;

function attemptOf(payment: Payment): RelatedPayment {
  return { ...payment, isAwaitingDeposit: isAwaitingDeposit(payment), statusAt: statusAt(payment) };
}

function byTime(left: RelatedPayment, right: RelatedPayment): number {
  return right.statusAt - left.statusAt;
}

interface RelatedListProps {
  readonly payments: readonly RelatedPayment[];
  readonly current: string;
}

function RelatedList({ payments, current }: RelatedListProps) {
  const words = useDetailMessages();
  const { state } = useLocation();
  return (
    <ul>
      {payments.map((payment) => {
        const content = (
          <>
            <span className="flex min-w-0 items-center gap-1.5">
              <StatusBadge status={payment.status} isAwaitingDeposit={payment.isAwaitingDeposit} />
              {payment.isTestChannel && <TestTag />}
              <span className="truncate">{payment.orderName ?? payment.merchantUid}</span>
            </span>
            <Money value={payment.amount} className="text-right font-semibold" />
            <span className="truncate font-id text-ink-3">{payment.impUid}</span>
            <span className="text-right text-small text-ink-3">
              <DateTime at={payment.statusAt} />
            </span>
          </>
        );
        const looks = "grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 py-1.5";
        return (
          <li key={payment.impUid} className="border-b border-line last:border-b-0">
            {payment.impUid === current ? (
              <div aria-current="true" className={`${looks} -mx-2 rounded-sm bg-accent-wash px-2`}>
                {content}
                <span className="sr-only">{words.thisPayment}</span>
              </div>
            ) : (
              <Link
                to={paymentPath(payment.impUid)}
                state={state}
                className={`${looks} -mx-2 rounded-sm px-2 hover:bg-sunk`}
              >
                {content}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
