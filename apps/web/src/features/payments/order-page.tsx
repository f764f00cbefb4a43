import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useParams, useSearchParams } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { Money } from "../../components/money.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { trpc } from "../../lib/trpc.ts";
import { useArrivingListMessages } from "./list-messages.ts";
import { FailedReading } from "./payment-list-face.tsx";
import { defaultPaymentSearch, paymentPath, paymentsPath, refundPath, withText } from "./payment-search.ts";

/** Asks which payment of an order number is meant. An order with one payment leads straight to it. */
export function OrderPage() {
  const { merchantUid = "" } = useParams();
  const [parameters] = useSearchParams();
  const isForRefund = parameters.get("for") === "refund";
  const words = useArrivingListMessages()?.order;
  useDocumentTitle(words?.title(merchantUid) ?? merchantUid);
  const reading = useQuery(trpc.payments.attempts.queryOptions({ merchantUids: [merchantUid], withSingles: true }));
  const order = reading.data?.orders.find((each) => each.merchantUid === merchantUid);
  const leadsTo = isForRefund ? refundPath : paymentPath;
  const [first] = order?.items ?? [];
  if (order?.total === 1 && first !== undefined) return <Navigate to={leadsTo(first.impUid)} replace />;
  if (words === undefined) return null;
  if (reading.isError) {
    return (
      <FailedReading isPage title={words.failedTitle} error={reading.error} onRetry={() => void reading.refetch()} />
    );
  }
  if (reading.isSuccess && order === undefined) {
    const search = paymentsPath(withText(defaultPaymentSearch, merchantUid));
    return (
      <Face
        isPage
        title={words.none}
        actions={
          <Link to={search} className={buttonClass()}>
            {words.search}
          </Link>
        }
      >
        <p className="font-id break-all">{merchantUid}</p>
        <p>{words.noneHelp}</p>
      </Face>
    );
  }
  return (
    <div className="grid max-w-[760px] gap-3 px-5 pt-6 pb-16 max-[720px]:px-4">
      <h1 tabIndex={-1} className="text-title font-bold tracking-[-.02em] break-all">
        {words.title(merchantUid)}
      </h1>
      {order === undefined ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <>
          <p>{(isForRefund ? words.whichRefund : words.which)(order.total)}</p>
          {isForRefund && <p className="text-small text-ink-3">{words.why}</p>}
          {order.total > order.items.length && (
            <p className="text-small text-ink-3">{words.more(order.items.length)}</p>
          )}
          <ul aria-label={words.list} className="grid divide-y divide-line border-y border-line">
            {order.items.map((item) => (
              <li key={item.impUid}>
                <Link
                  to={leadsTo(item.impUid)}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-sm px-2 py-2.5 hover:bg-sunk"
                >
                  <span className="flex min-w-36 items-center gap-1.5">
                    <StatusBadge status={item.status} isAwaitingDeposit={item.isAwaitingDeposit} />
                    {item.isTestChannel && <TestTag />}
                  </span>
                  <span className="text-ink-2">
                    <DateTime at={item.requestedAt} />
                  </span>
                  <span className="font-id text-ink-2">{item.impUid}</span>
                  <span className="ml-auto font-semibold">
                    <Money value={item.amount} />
                  </span>
                  {item.failReason !== null && (
                    <span className="basis-full text-small text-bad">{item.failReason}</span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

export { OrderPage as Component };
