import { formatInstant, formatMoney, isCashMethod, isFinalRefundState, type RefundRequest } from "@maru/domain";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { Panel } from "../../components/panel.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { appErrorOf, type KnownError } from "../../lib/error-message.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { useMay, useSession } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { dropDraft, readDraft, saveDraft } from "./draft-store.ts";
import { useFormMessages } from "./form-messages.ts";
import { newDraft, type RefundDraft } from "./refund-draft.ts";
import { RefundFace } from "./refund-face.tsx";
import { RefundForm } from "./refund-form.tsx";
import { RefundLedger, type RefundPreview } from "./refund-ledger.tsx";
import { RefundPanel } from "./refund-panel.tsx";
import { StepUpPrompt } from "./step-up-prompt.tsx";
import { usePreparing } from "./use-preparing.ts";

/** Arrives with what it explains refusals by, which is heavier than the form. */
const RefundOutcome = lazy(() => import("./refund-outcome.tsx"));

/** Concerns payments in cash only. */
const ReceiptDue = lazy(() => import("./receipt-due.tsx"));

/** While a refund is under way, what became of it is asked this often beside the live events. */
const outcomeEveryMs = 3000;
/** How often in a row the server has to know nothing of a refund before it is taken for not received. */
const unknownBeforeGivingUp = 3;

/** The refund of one payment, at its own address: what may be refunded, the form, and what became of it. */
export function RefundFormPage() {
  const { impUid = "" } = useParams();
  return <RefundOfPayment key={impUid} impUid={impUid} />;
}

export { RefundFormPage as Component };

function RefundOfPayment({ impUid }: { readonly impUid: string }) {
  const words = useFormMessages();
  const mayRequest = useMay("refund:request");
  const { user } = useSession();
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation();
  const close = useClose(impUid);
  // What was sent before a reload or a crash is asked about, never sent again.
  const [resumed, setResumed] = useState(() => {
    const kept = readDraft(user.id, impUid, Date.now());
    return kept?.sentAtMs != null ? kept.refundId : null;
  });
  const asked = search.get("id") ?? resumed;
  const show = (refundId: string | null) => {
    setResumed(null);
    setSearch(refundId === null ? {} : { id: refundId }, { replace: true, state });
  };
  if (!mayRequest) {
    return (
      <RefundPanel title={words.title} onClose={close}>
        <ForbiddenNote permission="refund:request" />
      </RefundPanel>
    );
  }
  return asked === null ? (
    <NewRefund impUid={impUid} onSent={show} onClose={close} />
  ) : (
    <SentRefund key={asked} impUid={impUid} refundId={asked} onAgain={() => show(null)} onClose={close} />
  );
}

/** Back to where the panel was opened; to the payment when it was opened by its address. */
function useClose(impUid: string): () => void {
  const navigate = useNavigate();
  const { state } = useLocation();
  const isOpenedHere = typeof state === "object" && state !== null && "isOpenedHere" in state;
  return () => void (isOpenedHere ? navigate(-1) : navigate(`/payments/${encodeURIComponent(impUid)}`));
}

interface NewRefundProps {
  readonly impUid: string;
  /** It is with the server now, or on its way there. */
  readonly onSent: (refundId: string) => void;
  readonly onClose: () => void;
}

function NewRefund({ impUid, onSent, onClose }: NewRefundProps) {
  const words = useFormMessages();
  const locale = useLocale();
  // Read upstream anew whenever the form is opened, and never shown from an older opening.
  const reading = useQuery(
    trpc.refunds.preview.queryOptions({ impUid }, { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false }),
  );
  const preview = reading.data;
  const [isSending, setSending] = useState(false);
  const title = preview === undefined ? words.title : titleOf(preview);
  const header =
    preview === undefined ? null : (
      <>
        <StatusBadge status={preview.payment.status} />
        {preview.payment.isTestChannel && <TestTag />}
        <span className="ml-auto text-small text-ink-3">
          {words.readAt(formatInstant(Math.floor(preview.readAtMs / 1000), locale, "time"))}
        </span>
      </>
    );
  const numbers = (
    <>
      <span>{impUid}</span>
      {preview !== undefined && (
        <>
          <span aria-hidden="true">·</span>
          <span>{preview.payment.merchantUid}</span>
        </>
      )}
    </>
  );
  const frame = (content: ReactNode, footer?: ReactNode) => (
    <RefundPanel header={header} title={title} numbers={numbers} footer={footer} onClose={onClose}>
      {content}
    </RefundPanel>
  );

  if (preview === undefined) {
    return frame(
      reading.isError ? (
        <>
          <Banner tone="wait" announce="alert" title={words.unread.title}>
            {words.unread.help}
          </Banner>
          <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />
        </>
      ) : (
        <PanelSkeleton />
      ),
    );
  }
  const face = faceOf(preview);
  // What is being sent is an open refund already; its form stands until its outcome does.
  if (face !== null && !isSending) {
    return frame(
      <>
        <RefundLedger preview={preview} />
        <RefundFace face={face} preview={preview} />
      </>,
    );
  }
  return (
    <WritableRefund
      impUid={impUid}
      preview={preview}
      frame={frame}
      onSending={setSending}
      onSent={onSent}
      onClose={onClose}
    />
  );
}

function titleOf({ payment }: RefundPreview): string {
  const parts = [payment.buyer.name, payment.orderName].filter((part) => part !== null);
  return parts.length === 0 ? payment.merchantUid : parts.join(" · ");
}

/** Why there is no form; null when there is one. */
function faceOf(preview: RefundPreview): "safe_mode" | "no_cap" | "open" | "rules" | null {
  if (preview.faults.length > 0) return "safe_mode";
  if (!preview.mayRequest) return "no_cap";
  if (preview.openRefund !== null) return "open";
  const isRuledOut = preview.verdict.findings.some(
    ({ verdict, rule }) => verdict === "impossible" || (verdict === "ask_pg" && rule !== "escrow_part"),
  );
  return isRuledOut ? "rules" : null;
}

interface WritableRefundProps {
  readonly impUid: string;
  readonly preview: RefundPreview;
  readonly frame: (content: ReactNode, footer?: ReactNode) => ReactNode;
  readonly onSending: (isSending: boolean) => void;
  readonly onSent: (refundId: string) => void;
  readonly onClose: () => void;
}

function WritableRefund({ impUid, preview, frame, onSending, onSent, onClose }: WritableRefundProps) {
  const words = useFormMessages();
  const { user } = useSession();
  const queryClient = useQueryClient();
  const [opening, setOpening] = useState(() => {
    const kept = readDraft(user.id, impUid, Date.now());
    return { draft: kept ?? freshDraft(preview), isRestored: kept !== undefined, number: 0 };
  });
  // Clicks come faster than a button can be drawn anew.
  const isLocked = useRef(false);
  const preparing = usePreparing(impUid, preview.preparing);
  const [refusal, setRefusal] = useState<KnownError | null>(null);
  const request = useMutation(trpc.refunds.request.mutationOptions());

  const keep = (draft: RefundDraft) => saveDraft(user.id, impUid, draft, Date.now());
  const send = (sent: RefundRequest, draft: RefundDraft) => {
    if (isLocked.current) return;
    isLocked.current = true;
    setRefusal(null);
    keep({ ...draft, sentAtMs: Date.now() });
    onSending(true);
    request.mutate(sent, {
      onSuccess: async (refund) => {
        queryClient.setQueryData(trpc.refunds.get.queryKey({ refundId: refund.refundId }), { refund, steps: [] });
        if (refund.state === "done" || refund.state === "requested") dropDraft(user.id, impUid);
        await Promise.all([
          queryClient.invalidateQueries(trpc.payments.pathFilter()),
          queryClient.invalidateQueries(trpc.refunds.list.pathFilter()),
        ]);
        onSent(refund.refundId);
      },
      onError: (error) => {
        const known = appErrorOf(error);
        if (known === undefined || !isNothingBegun(known)) {
          // Whether it arrived is not known, so it is asked for and not sent again.
          onSent(sent.refundId);
          return;
        }
        isLocked.current = false;
        keep({ ...draft, sentAtMs: null });
        onSending(false);
        setRefusal(known);
        if (known.code === "REFUND_IN_PROGRESS" || known.code === "SAFE_MODE") {
          void queryClient.invalidateQueries(trpc.refunds.preview.queryFilter({ impUid }));
        }
      },
    });
  };
  const startOver = () => {
    dropDraft(user.id, impUid);
    setOpening(({ number }) => ({ draft: freshDraft(preview), isRestored: false, number: number + 1 }));
  };

  const notices = (
    <>
      {preparing.length > 0 && (
        <Banner tone="unsure" announce="status" title={words.preparing(preparing.map(({ name }) => name).join(", "))}>
          {words.preparingHelp}
        </Banner>
      )}
      {opening.isRestored && (
        <Banner tone="info" action={<Button onClick={startOver}>{words.discard}</Button>}>
          <span className="text-ink">{words.restored}</span>
        </Banner>
      )}
    </>
  );
  const afterwards = (preview.payment.isCashReceiptIssued || isCashMethod(preview.payment.method)) && (
    <Panel failed={() => null}>
      <ReceiptDue payment={preview.payment} />
    </Panel>
  );
  const beforeSubmit =
    refusal === null ? null : refusal.code === "STEP_UP_REQUIRED" ? (
      <StepUpPrompt onProven={() => setRefusal(null)} />
    ) : (
      request.error !== null && <FailedNote error={request.error} />
    );
  return (
    <RefundForm
      key={opening.number}
      preview={preview}
      initial={opening.draft}
      onDraft={keep}
      onSend={send}
      isSending={request.isPending}
      notices={notices}
      afterwards={afterwards}
      beforeSubmit={beforeSubmit}
      frame={frame}
      onClose={onClose}
    />
  );
}

function freshDraft({ payment, balance, verdict, splitLeft }: RefundPreview): RefundDraft {
  return newDraft(crypto.randomUUID(), { payment, refundable: balance, needs: verdict.needs }, splitLeft);
}

/** Errors with which the server says that it did not begin. Anything else leaves open what it did. */
function isNothingBegun({ family }: KnownError): boolean {
  return ["invalid", "signed_out", "not_allowed", "not_found", "refused", "stale"].includes(family);
}

interface SentRefundProps {
  readonly impUid: string;
  readonly refundId: string;
  /** Back to the form; what it holds is in the draft. */
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** A refund that was sent to our server, as far as one knows. */
function SentRefund({ impUid, refundId, onAgain, onClose }: SentRefundProps) {
  const words = useFormMessages();
  const { user } = useSession();
  const [unknownTimes, setUnknownTimes] = useState(0);
  const reading = useQuery(
    trpc.refunds.get.queryOptions(
      { refundId },
      {
        retry: false,
        staleTime: 0,
        refetchInterval: ({ state: { data } }) =>
          data !== undefined && isFinalRefundState(data.refund.state) ? false : outcomeEveryMs,
      },
    ),
  );
  const isUnknown = reading.isError && appErrorOf(reading.error)?.code === "NOT_FOUND";
  const [countedAt, setCountedAt] = useState(0);
  if (isUnknown && reading.errorUpdatedAt !== countedAt) {
    setCountedAt(reading.errorUpdatedAt);
    setUnknownTimes(unknownTimes + 1);
  }
  const writeAgain = () => {
    const draft = readDraft(user.id, impUid, Date.now());
    // A refund that is over keeps its id for ever; one the server never saw is still the same refund.
    if (draft !== undefined) {
      const next = reading.data === undefined ? draft.refundId : crypto.randomUUID();
      const again = { ...draft, refundId: next, sentAtMs: null };
      saveDraft(user.id, impUid, reading.data === undefined ? again : { ...again, mode: null }, Date.now());
    }
    onAgain();
  };

  const refund = reading.data?.refund;
  const locale = useLocale();
  const title = refund === undefined ? words.title : `${words.title} · ${formatMoney(refund.amount, locale)}`;
  return (
    <RefundPanel
      title={title}
      header={refund?.isTest === true ? <TestTag /> : undefined}
      onClose={onClose}
      footer={
        <div className="flex justify-end">
          <Button size="medium" onClick={onClose}>
            {words.close}
          </Button>
        </div>
      }
    >
      {refund !== undefined ? (
        <Suspense fallback={<PanelSkeleton />}>
          <RefundOutcome refund={refund} onAgain={writeAgain} />
        </Suspense>
      ) : unknownTimes >= unknownBeforeGivingUp ? (
        <Banner
          tone="wait"
          announce="alert"
          title={words.lostTouch.notReceived}
          action={<Button onClick={writeAgain}>{words.outcome.again}</Button>}
        />
      ) : reading.isPending && reading.failureCount === 0 ? (
        <PanelSkeleton />
      ) : (
        <Banner tone="unsure" announce="status" title={words.lostTouch.title}>
          {words.lostTouch.help}
        </Banner>
      )}
    </RefundPanel>
  );
}

function PanelSkeleton() {
  const words = useFormMessages();
  return (
    <div className="grid gap-5">
      <p role="status" className="sr-only">
        {words.reading}
      </p>
      <Skeleton className="h-[86px] w-full" />
      <Skeleton className="h-[86px] w-full" />
      <Skeleton className="h-[58px] w-full" />
      <Skeleton className="h-[58px] w-full" />
    </div>
  );
}
