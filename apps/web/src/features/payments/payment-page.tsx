import { isAwaitingDeposit, isCashMethod, type Payment } from "@maru/domain";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useNavigate, useOutlet, useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { Panel } from "../../components/panel.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { appErrorOf } from "../../lib/error-message.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { BuyerRevealed, RevealBuyer } from "./buyer-reveal.tsx";
import { useDetailMessages } from "./detail-messages.ts";
import { FollowUpLink, followUpLinkId } from "./follow-up-link.tsx";
import { PaymentCancellations, PaymentDeposits } from "./payment-cancellations.tsx";
import { PaymentFacts, PaymentFactsSkeleton } from "./payment-facts.tsx";
import { FailureExplained } from "./payment-failure.tsx";
import { PaymentHeader, type PaymentSummary } from "./payment-header.tsx";
import { FailedReading } from "./payment-list-face.tsx";
import { PaymentMoney, PaymentMoneySkeleton } from "./payment-money.tsx";
import { PaymentNotFound } from "./payment-not-found.tsx";
import { paymentPath, refundPath } from "./payment-search.ts";
import { RawPayment } from "./raw-payment.tsx";
import { openedHere, RefundLink, refundLinkId } from "./refund-link.tsx";
import { UnfinishedRefund, useUnfinishedRefund } from "./unfinished-refund.tsx";
import { listedPayment, usePayment } from "./use-payment.ts";
import { usePaymentShortcuts } from "./use-payment-shortcuts.ts";
import { useVisit } from "./visits.ts";

/** What stands below the first screen, or arrives after it. */
const loadNotes = () => import("./payment-notes.tsx");
const loadTimeline = () => import("./payment-timeline.tsx");
const loadReceipt = () => import("./payment-receipt.tsx");
const loadDelivery = () => import("./payment-delivery.tsx");
const PaymentDelivery = lazy(loadDelivery);
const PaymentNotes = lazy(loadNotes);
const PaymentReceipt = lazy(loadReceipt);
const PaymentTimeline = lazy(loadTimeline);
const RelatedPayments = lazy(() => import("./related-payments.tsx"));

/** Everything about one payment, and beside it what is being done with it. */
export function PaymentPage() {
  const { impUid = "" } = useParams();
  useVisit(impUid);
  const panel = useOutlet();
  const isOpen = panel !== null;
  return (
    <div className={classNames(isOpen && "grid h-full grid-rows-1 lg:grid-cols-[minmax(0,1fr)_minmax(420px,500px)]")}>
      <div className={classNames(isOpen && "min-h-0 overflow-auto max-lg:hidden")}>
        {/* Another payment is another page: nothing of the last one may linger in it. */}
        <PaymentOfId key={impUid} impUid={impUid} hasPanel={isOpen} />
      </div>
      {isOpen && <div className="min-h-0 border-line lg:border-l">{panel}</div>}
    </div>
  );
}

export { PaymentPage as Component };

function PaymentOfId({ impUid, hasPanel }: { readonly impUid: string; readonly hasPanel: boolean }) {
  const words = useDetailMessages();
  const navigate = useNavigate();
  const location = useLocation();
  const mayRefund = useMay("refund:request");
  const unfinishedRefund = useUnfinishedRefund(impUid, useMay("refund:read"));
  const queryClient = useQueryClient();
  const { reading, waitsFor, mayReread, isRereading, rereadFailed, rereadNow } = usePayment(impUid);
  const listed = useMemo(() => listedPayment(queryClient, impUid), [queryClient, impUid]);
  const payment = reading.data?.payment;
  const summary = payment === undefined ? listed : summaryOf(payment);
  const title = summary?.orderName ?? summary?.merchantUid ?? impUid;
  const isFollowingUp = location.pathname.endsWith("/follow-ups");
  const panelTitle = isFollowingUp ? words.followUpsTitle(title) : words.refundTitle(title);
  useDocumentTitle(hasPanel ? panelTitle : title);
  const goBack = useGoBack();
  const closePanel = () => void (isOpenedHere(location.state) ? navigate(-1) : navigate(paymentPath(impUid)));
  const noteInput = useRef<HTMLTextAreaElement>(null);
  const mayReveal = useMay("buyer:reveal");
  usePaymentShortcuts({
    impUid,
    payment,
    rereadNow,
    goBack: hasPanel ? { run: closePanel } : goBack,
    noteInput,
    ...(mayRefund &&
      !hasPanel && { openRefund: () => void navigate(refundPath(impUid), { state: openedHere(location.state) }) }),
  });
  const openerId = hasPanel ? (isFollowingUp ? followUpLinkId : refundLinkId) : null;
  const lastOpenerId = useRef(openerId);
  // What stands below something still on its way is shown once that has its height, so that nothing is seen to move.
  const timeline = useQuery(trpc.payments.timeline.queryOptions({ impUid }));
  const notes = useQuery(trpc.payments.note.list.queryOptions({ impUid }));
  const hasReceipt = useMay("cash-receipt:read") && payment !== undefined && mayHaveReceipt(payment);
  const hasDelivery = useMay("escrow:read") && payment?.isEscrow === true;
  const receipt = useQuery(trpc.cashReceipts.get.queryOptions({ impUid }, { enabled: hasReceipt, staleTime: 60_000 }));
  const delivery = useQuery(trpc.escrow.get.queryOptions({ impUid }, { enabled: hasDelivery, staleTime: 60_000 }));
  const isRead = reading.data !== undefined;
  const [areDrawn, setDrawn] = useState(false);
  const [isReceiptDrawn, setReceiptDrawn] = useState(false);
  const [isDeliveryDrawn, setDeliveryDrawn] = useState(false);
  useEffect(() => {
    // One that cannot be fetched says so in its place, and then nothing grows either.
    void Promise.allSettled([loadNotes(), loadTimeline()]).then(() => setDrawn(true));
  }, []);
  useEffect(() => {
    if (hasReceipt) void Promise.allSettled([loadReceipt()]).then(() => setReceiptDrawn(true));
    if (hasDelivery) void Promise.allSettled([loadDelivery()]).then(() => setDeliveryDrawn(true));
  }, [hasReceipt, hasDelivery]);
  const areNotesIn = isRead && areDrawn && !notes.isPending;
  // What fails is tried again for a while, which nothing else waits for.
  const isReceiptIn =
    areNotesIn && (!hasReceipt || (isReceiptDrawn && !(receipt.isPending && receipt.failureCount === 0)));
  const isDeliveryIn =
    isReceiptIn && (!hasDelivery || (isDeliveryDrawn && !(delivery.isPending && delivery.failureCount === 0)));
  useEffect(() => {
    if (lastOpenerId.current !== null && openerId === null) document.getElementById(lastOpenerId.current)?.focus();
    lastOpenerId.current = openerId;
  }, [openerId]);

  if (reading.isError && reading.data === undefined) {
    return (
      <Frame goBack={goBack}>
        {appErrorOf(reading.error)?.code === "PAYMENT_NOT_FOUND" ? (
          <PaymentNotFound impUid={impUid} onFound={() => void reading.refetch()} />
        ) : (
          <FailedReading
            isPage
            title={words.failedTitle}
            error={reading.error}
            onRetry={() => void reading.refetch()}
          />
        )}
      </Frame>
    );
  }
  return (
    <Frame goBack={goBack}>
      <PaymentHeader
        impUid={impUid}
        summary={summary}
        readAtMs={reading.data?.readAtMs}
        waitsFor={waitsFor}
        mayReread={mayReread}
        isRereading={isRereading}
        rereadFailed={rereadFailed}
        onReread={rereadNow}
      />
      {reading.data?.isMasked === true && (
        <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
          <p className="text-small text-ink-3">{mayReveal ? words.maskedMayReveal : words.masked}</p>
          {mayReveal && <RevealBuyer impUid={impUid} />}
        </div>
      )}
      {reading.data?.revealedUntilMs != null && (
        <BuyerRevealed impUid={impUid} untilMs={reading.data.revealedUntilMs} />
      )}
      <div className="mt-5 grid gap-x-10 gap-y-8 @min-[880px]/payment:grid-cols-[minmax(0,1fr)_340px] @min-[880px]/payment:grid-rows-[auto_1fr]">
        <div className="@min-[880px]/payment:col-start-2">
          {reading.data === undefined ? (
            <>
              <PaymentMoneySkeleton summary={summary} />
              {mayRefund && !hasPanel && mayHoldMoney(summary) && <Skeleton className="mt-3 h-8 w-full coarse:h-10" />}
            </>
          ) : (
            <PaymentMoney reading={reading.data} />
          )}
          {!hasPanel && reading.data !== undefined && unfinishedRefund !== undefined && (
            <UnfinishedRefund refund={unfinishedRefund} />
          )}
          {mayRefund &&
            !hasPanel &&
            reading.data !== undefined &&
            unfinishedRefund === undefined &&
            reading.data.cancellable.amount > 0 && <RefundLink impUid={impUid} />}
          {!hasPanel && payment !== undefined && <FollowUpLink payment={payment} />}
        </div>
        <div className="grid min-w-0 content-start gap-8 @min-[880px]/payment:col-start-1 @min-[880px]/payment:row-span-2 @min-[880px]/payment:row-start-1">
          {payment?.failReason != null && payment.status === "failed" && <FailureExplained text={payment.failReason} />}
          {payment === undefined ? <PaymentFactsSkeleton /> : <PaymentFacts payment={payment} />}
          {reading.data !== undefined && (
            <PaymentCancellations payment={reading.data.payment} origins={reading.data.cancellationOrigins} />
          )}
          {payment !== undefined && <PaymentDeposits payment={payment} />}
          <Held until={isRead}>
            <Panel failed={brokenPanel}>
              <PaymentTimeline impUid={impUid} />
            </Panel>
          </Held>
          <Held until={isRead && areDrawn && !timeline.isPending}>
            <RawPayment impUid={impUid} />
          </Held>
        </div>
        <div
          className={classNames(
            "grid min-w-0 content-start gap-8 @min-[880px]/payment:col-start-2",
            !isRead && "invisible",
          )}
        >
          <Panel failed={brokenPanel}>
            <PaymentNotes impUid={impUid} inputRef={noteInput} />
          </Panel>
          {hasReceipt && (
            <Held until={areNotesIn}>
              <Panel failed={brokenPanel}>
                <PaymentReceipt impUid={impUid} />
              </Panel>
            </Held>
          )}
          {hasDelivery && (
            <Held until={isReceiptIn}>
              <Panel failed={brokenPanel}>
                <PaymentDelivery impUid={impUid} />
              </Panel>
            </Held>
          )}
          <Held until={isDeliveryIn}>
            <Panel failed={brokenPanel}>
              <RelatedPayments impUid={impUid} isMasked={reading.data?.isMasked ?? true} payment={payment} />
            </Panel>
          </Held>
        </div>
      </div>
    </Frame>
  );
}

/** Takes its place at once, and is seen once nothing above it will grow any more. */
function Held({ until, children }: { readonly until: boolean; readonly children: React.ReactNode }) {
  return <div className={classNames("grid min-w-0 gap-8", !until && "invisible")}>{children}</div>;
}

function brokenPanel(retry: () => void) {
  return <BrokenPanel onRetry={retry} />;
}

function BrokenPanel({ onRetry }: { readonly onRetry: () => void }) {
  const words = useDetailMessages();
  const { retry } = useMessages().payments.faces;
  return (
    <p role="alert" className="flex items-center gap-3 text-ink-2">
      {words.panelFailed}
      <Button onClick={onRetry}>{retry}</Button>
    </p>
  );
}

interface FrameProps {
  readonly goBack: { readonly path: string; readonly run: () => void };
  readonly children: React.ReactNode;
}

function Frame({ goBack, children }: FrameProps) {
  const words = useDetailMessages();
  return (
    <div className="@container/payment">
      <div className="max-w-[1180px] px-5 pt-3 pb-16 max-[720px]:px-4">
        <BackLink
          to={goBack.path}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            goBack.run();
          }}
        >
          {words.back}
        </BackLink>
        {children}
      </div>
    </div>
  );
}

/** Back to the list one came from, as one left it; to the whole list when one came from elsewhere. */
function useGoBack() {
  const location = useLocation();
  const navigate = useNavigate();
  const from = fromListOf(location.state);
  return {
    path: from ?? "/payments",
    run: () => void (from === undefined ? navigate("/payments") : navigate(-1)),
  };
}

function isOpenedHere(state: unknown): boolean {
  return typeof state === "object" && state !== null && "isOpenedHere" in state;
}

function fromListOf(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("fromList" in state)) return undefined;
  const { fromList } = state;
  return typeof fromList === "string" && fromList.startsWith("/payments") ? fromList : undefined;
}

/** Room is kept for the refund's link where there may be something to refund, as long as nobody knows better. */
function mayHoldMoney(summary: PaymentSummary | undefined): boolean {
  return summary === undefined || summary.status === "paid" || summary.status === "partially_cancelled";
}

/** Cash-like and paid once, or its own word says that one was issued with it. */
function mayHaveReceipt({ method, isCashReceiptIssued, paidAt }: Payment): boolean {
  return isCashReceiptIssued || (isCashMethod(method) && paidAt !== null);
}

function summaryOf(payment: Payment): PaymentSummary {
  return { ...payment, buyerName: payment.buyer.name, isAwaitingDeposit: isAwaitingDeposit(payment) };
}
