import { isAwaitingDeposit, nameOf, pgProviders } from "@maru/domain";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { ChevronDownIcon, CloseIcon } from "../../components/ui/icons.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { DetailMessagesProvider, useArrivingDetailMessages } from "./detail-messages.ts";
import { useArrivingListMessages, useListMessages } from "./list-messages.ts";
import type { FromList } from "./payment-cells.tsx";
import { PaymentFacts, PaymentFactsSkeleton } from "./payment-facts.tsx";
import { FailureExplained } from "./payment-failure.tsx";
import { FailedReading } from "./payment-list-face.tsx";
import { PaymentMoney, PaymentMoneySkeleton } from "./payment-money.tsx";
import { paymentPath } from "./payment-search.ts";
import { listedPayment } from "./use-payment.ts";
import type { Preview } from "./use-preview.ts";
import { useVisit } from "./visits.ts";

interface PaymentPreviewProps {
  readonly impUid: string;
  readonly preview: Preview;
  /** The list's address with the preview in it: where the payment's page leads back to. */
  readonly from: string;
}

/**
 * One payment beside the list it is in. The list stays in reach; the up and down keys go through its payments, Enter opens
 * the payment's page, Escape leads back to its row.
 */
export default function PaymentPreview(props: PaymentPreviewProps) {
  const words = useArrivingListMessages();
  const panel = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  useVisit(props.impUid);
  const isDrawn = words !== undefined;
  useEffect(() => {
    if (isDrawn) panel.current?.focus();
  }, [isDrawn]);
  if (words === undefined) return null;
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={words.preview.title}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        event.preventDefault();
        void navigate(paymentPath(props.impUid), { state: { fromList: props.from } satisfies FromList });
      }}
      className="absolute inset-y-0 right-0 z-20 flex w-[500px] max-w-full animate-drawer flex-col border-l border-line bg-surface shadow-float outline-none max-[720px]:fixed max-[720px]:inset-0 max-[720px]:z-40 max-[720px]:w-full"
    >
      <PreviewOf key={props.impUid} {...props} />
    </aside>
  );
}

function PreviewOf({ impUid, preview, from }: PaymentPreviewProps) {
  const words = useListMessages().preview;
  const list = useMessages().payments;
  const details = useArrivingDetailMessages();
  const locale = useLocale();
  const queryClient = useQueryClient();
  const reading = useQuery(trpc.payments.get.queryOptions({ impUid }));
  const listed = useMemo(() => listedPayment(queryClient, impUid), [queryClient, impUid]);
  const payment = reading.data?.payment;
  const summary =
    payment === undefined
      ? listed
      : { ...payment, buyerName: payment.buyer.name, isAwaitingDeposit: isAwaitingDeposit(payment) };
  const title = [summary?.buyerName, summary?.orderName].filter((part) => part != null).join(" · ") || impUid;
  return (
    <>
      <header className="grid gap-1.5 border-b border-line px-5 pt-3 pb-3.5">
        <div className="flex min-h-7 items-center gap-2">
          {summary === undefined ? (
            <Skeleton className="h-5 w-20" />
          ) : (
            <>
              <StatusBadge status={summary.status} isAwaitingDeposit={summary.isAwaitingDeposit} />
              {summary.isTestChannel && <TestTag />}
              {summary.pgProvider !== null && (
                <span className="min-w-0 truncate text-ink-2">{nameOf(pgProviders, summary.pgProvider, locale)}</span>
              )}
            </>
          )}
          <span className="ml-auto flex">
            <StepButton
              label={words.previous}
              keys="K"
              isDisabled={!preview.canStep(-1)}
              onPress={() => preview.step(-1)}
              isUp
            />
            <StepButton label={words.next} keys="J" isDisabled={!preview.canStep(1)} onPress={() => preview.step(1)} />
            <button
              type="button"
              aria-label={words.close}
              aria-keyshortcuts="Escape"
              title={words.close}
              onClick={preview.close}
              className="-mr-1.5 ml-1 grid size-7 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink coarse:size-10"
            >
              <CloseIcon />
            </button>
          </span>
        </div>
        <h2 className="text-lead font-bold tracking-[-.01em]">{title}</h2>
        <div className="flex flex-wrap items-center gap-x-3">
          <Id label="imp_uid" value={impUid} />
          {summary !== undefined && <Id label={list.columns.merchantUid} value={summary.merchantUid} />}
        </div>
        <p role="status" className="sr-only">
          {title}
        </p>
      </header>
      <div className="min-h-0 flex-1 overflow-auto overscroll-contain px-5 py-4">
        {reading.isError && reading.data === undefined ? (
          <FailedReading title={words.failedTitle} error={reading.error} onRetry={() => void reading.refetch()} />
        ) : (
          details !== undefined && (
            <DetailMessagesProvider value={details}>
              <div className="grid gap-6">
                {reading.data === undefined ? (
                  <PaymentMoneySkeleton summary={summary} />
                ) : (
                  <PaymentMoney reading={reading.data} />
                )}
                {payment?.failReason != null && payment.status === "failed" && (
                  <FailureExplained text={payment.failReason} />
                )}
                {payment === undefined ? <PaymentFactsSkeleton /> : <PaymentFacts payment={payment} />}
              </div>
            </DetailMessagesProvider>
          )
        )}
      </div>
      <footer className="flex items-center justify-end gap-2 border-t border-line px-5 py-3 pb-[max(12px,env(safe-area-inset-bottom))]">
        <Link
          to={paymentPath(impUid)}
          state={{ fromList: from } satisfies FromList}
          className={buttonClass({ variant: "primary", size: "medium" })}
        >
          {words.openPage}
          <Kbd tone="inverse">Enter</Kbd>
        </Link>
      </footer>
    </>
  );
}

function Id({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span className="sr-only">{label}</span>
      <span className="min-w-0 truncate font-id text-ink-2">{value}</span>
      <CopyButton text={value} what={label} />
    </span>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly keys: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
  readonly isUp?: boolean;
}

/** It stays focusable at either end, so that the keyboard keeps its place. */
function StepButton({ label, keys, isDisabled, onPress, isUp = false }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-disabled={isDisabled}
      title={label}
      onClick={() => {
        if (!isDisabled) onPress();
      }}
      className="grid size-7 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink aria-disabled:opacity-35 coarse:size-10"
    >
      <ChevronDownIcon className={isUp ? "rotate-180" : ""} />
    </button>
  );
}
