import { formatInstant, formatMoney, money, shortestReason } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { NoValue } from "../../components/no-value.tsx";
import { RefundStateBadge } from "../../components/refund-state-badge.tsx";
import { SourceLink } from "../../components/source-link.tsx";
import { StepUpPrompt } from "../../components/step-up-prompt.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useRefundReasons } from "../../lib/refund-reasons.ts";
import { useMay, useSession } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { BalanceChange } from "./balance-change.tsx";
import { type Refund, refundPath } from "./refund-view.ts";

const refresh = () => queryClient.invalidateQueries(trpc.refunds.pathFilter());

/** What an approver decides, and by what; for everybody else, whom it waits for. Nothing unless it waits. */
export function RefundReview({ refund }: { readonly refund: Refund }) {
  const words = useAllMessages().refunds;
  const { user } = useSession();
  const mayApprove = useMay("refund:approve");
  if (refund.state !== "waiting_approval") return null;
  const isOwn = refund.requestedBy.userId === user.id;
  return (
    <section aria-labelledby="review-title" className="grid gap-3">
      <h2 id="review-title" className="border-line border-b pb-1.5 font-semibold">
        {words.reviewTitle}
      </h2>
      {isOwn ? (
        <Own refund={refund} />
      ) : mayApprove ? (
        <Review refund={refund} />
      ) : (
        <p className="text-ink-2">{words.waitForApprover}</p>
      )}
    </section>
  );
}

function Own({ refund }: { readonly refund: Refund }) {
  const m = useAllMessages();
  const words = m.refunds;
  const [isAsking, setAsking] = useState(false);
  const withdraw = useMutation(
    trpc.refunds.withdraw.mutationOptions({
      onSuccess: async () => {
        await refresh();
        setAsking(false);
        showToast(words.withdrawnToast);
      },
    }),
  );
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-ink-2">{words.ownRequest}</p>
      <Button size="medium" onClick={() => setAsking(true)}>
        {words.withdraw}
      </Button>
      <Dialog
        role="alertdialog"
        size="small"
        title={words.withdrawTitle}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        footer={
          <DialogButtons
            isKeepFocused
            onKeep={() => setAsking(false)}
            go={words.withdraw}
            isPending={withdraw.isPending}
            onGo={() => withdraw.mutate({ refundId: refund.refundId })}
          />
        }
      >
        <div className="grid gap-3">
          <p>{words.withdrawHelp}</p>
          {withdraw.isError && <FailedNote error={withdraw.error} />}
        </div>
      </Dialog>
    </div>
  );
}

function Review({ refund }: { readonly refund: Refund }) {
  const words = useAllMessages().refunds;
  const review = useQuery(
    trpc.refunds.review.queryOptions({ refundId: refund.refundId }, { staleTime: 0, refetchOnWindowFocus: true }),
  );
  if (review.isPending) {
    return (
      <p role="status" className="text-ink-2">
        {words.reviewReading} <Skeleton className="w-40" />
      </p>
    );
  }
  if (review.isError) return <FailedNote error={review.error} onRetry={() => void review.refetch()} />;
  return <Reviewed refund={refund} review={review.data} />;
}

function Reviewed({
  refund,
  review,
}: {
  readonly refund: Refund;
  readonly review: RouterOutputs["refunds"]["review"];
}) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  const reasons = useRefundReasons();
  const [isRejecting, setRejecting] = useState(false);
  const approve = useMutation(
    trpc.refunds.approve.mutationOptions({
      onSuccess: async (settled) => {
        await Promise.all([refresh(), queryClient.invalidateQueries(trpc.payments.pathFilter())]);
        if (settled.state !== "refused_stale") showToast(words.approvedToast(formatMoney(settled.amount, locale)));
      },
    }),
  );
  const { balance, payment } = review;
  const buyer = [payment.buyer.name, payment.buyer.tel, payment.buyer.email].filter((each) => each !== null);
  const isStale = balance.amount !== refund.balanceSeen.amount;
  const amount = formatMoney(refund.amount, locale);
  const speaking = review.verdict.findings.filter(({ verdict }) => verdict !== "allowed");
  return (
    <>
      <p className="text-ink-2">{words.reviewHelp}</p>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[11rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 tabular-nums">
        <dt className="text-ink-2">{words.orderName}</dt>
        <dd className="wrap-anywhere">{payment.orderName ?? <NoValue />}</dd>
        <dt className="text-ink-2">{words.buyer}</dt>
        <dd className="wrap-anywhere">
          {buyer.length === 0 ? <NoValue /> : buyer.join(" · ")}
          {review.isMasked && <span className="block text-small text-ink-3">{words.buyerMasked}</span>}
        </dd>
        <dt className="text-ink-2">{words.balanceNow}</dt>
        <dd>
          <span className="text-lead font-semibold">{formatMoney(balance, locale)}</span>{" "}
          <span className="text-small text-ink-3">
            {words.readAt(formatInstant(Math.floor(review.readAtMs / 1000), locale, "second"))}
          </span>
        </dd>
        {!isStale && (
          <>
            <dt className="text-ink-2">{words.afterThis}</dt>
            <dd>{formatMoney(money(balance.amount - refund.amount.amount, balance.currency), locale)}</dd>
          </>
        )}
        <dt className="text-ink-2">{words.history}</dt>
        <dd>
          {review.ofCustomer.length === 0 ? (
            words.historyNone
          ) : (
            <div className="grid gap-1">
              <span>{words.historySum(formatMoney(money(review.refundedToCustomer, "KRW"), locale))}</span>
              <ul className="grid gap-1">
                {review.ofCustomer.map((other) => (
                  <li key={other.refundId} className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
                    <Link to={refundPath(other.refundId)} className="font-semibold text-accent hover:underline">
                      {formatMoney(other.amount, locale)}
                    </Link>
                    <RefundStateBadge state={other.state} />
                    <span className="text-ink-3">
                      {formatInstant(Math.floor(other.requestedAtMs / 1000), locale, "minute")} ·{" "}
                      {reasons.nameOf(other.reasonCode)}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </dd>
        {speaking.length > 0 && (
          <>
            <dt className="text-ink-2">{words.rules}</dt>
            <dd className="grid gap-1">
              {speaking.map(({ rule, sentence, source }) => (
                <p key={rule}>
                  {sentence[locale]} <SourceLink url={source.url}>{source.title}</SourceLink>
                </p>
              ))}
            </dd>
          </>
        )}
      </dl>
      {isStale && (
        <>
          <BalanceChange
            details={{
              balanceSeen: refund.balanceSeen.amount,
              balanceNow: balance.amount,
              currency: balance.currency,
            }}
          />
          <Banner tone="wait" announce="status">
            {words.staleNoApproval}
          </Banner>
        </>
      )}
      {approve.isError &&
        (appErrorOf(approve.error)?.code === "STEP_UP_REQUIRED" ? (
          <StepUpPrompt words={words.codePrompt} onProven={() => approve.mutate({ refundId: refund.refundId })} />
        ) : (
          <FailedNote error={approve.error} />
        ))}
      <div className="flex flex-wrap gap-2">
        <Button size="medium" onClick={() => setRejecting(true)}>
          {words.reject}
        </Button>
        {!isStale && (
          <Button
            variant="danger"
            size="medium"
            isPending={approve.isPending}
            onClick={() => approve.mutate({ refundId: refund.refundId })}
          >
            {words.approve(amount)}
          </Button>
        )}
      </div>
      {isRejecting && <RejectDialog refund={refund} onClose={() => setRejecting(false)} />}
    </>
  );
}

function RejectDialog({ refund, onClose }: { readonly refund: Refund; readonly onClose: () => void }) {
  const m = useAllMessages();
  const words = m.refunds;
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const reject = useMutation(
    trpc.refunds.reject.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
        showToast(words.rejectedToast);
      },
    }),
  );
  const isShort = reason.trim().length < shortestReason;
  const submit = () => {
    if (reject.isPending) return;
    setTried(true);
    if (!isShort) reject.mutate({ refundId: refund.refundId, reason: reason.trim() });
  };
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={words.rejectTitle}
      isOpen
      onClose={onClose}
      footer={<DialogButtons onKeep={onClose} go={words.reject} isPending={reject.isPending} onGo={submit} />}
    >
      <Form className="grid gap-3" onSubmit={submit}>
        <TextField
          label={words.rejectReason}
          value={reason}
          maxLength={500}
          autoFocus
          error={isTried && isShort ? words.reasonShort : undefined}
          onChange={setReason}
        />
        {reject.isError && <FailedNote error={reject.error} />}
      </Form>
    </Dialog>
  );
}
