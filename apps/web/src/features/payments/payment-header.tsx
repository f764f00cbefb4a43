import { formatInstant, nameOf, type PaymentListItem, pgProviders } from "@maru/domain";
import { useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { Button } from "../../components/ui/button.tsx";
import { RefreshIcon } from "../../components/ui/icons.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useDetailMessages } from "./detail-messages.ts";

/** What a page's head says of a payment; a list's row knows as much. */
export type PaymentSummary = Pick<
  PaymentListItem,
  | "merchantUid"
  | "status"
  | "amount"
  | "cancelledAmount"
  | "orderName"
  | "buyerName"
  | "pgProvider"
  | "mid"
  | "isTestChannel"
  | "isAwaitingDeposit"
>;

interface PaymentHeaderProps {
  readonly impUid: string;
  /** Undefined while nothing is known of the payment but its id. */
  readonly summary: PaymentSummary | undefined;
  /** When this copy was read from upstream, unix milliseconds. */
  readonly readAtMs: number | undefined;
  readonly waitsFor: "deposit" | "result" | undefined;
  readonly mayReread: boolean;
  readonly isRereading: boolean;
  readonly rereadFailed: boolean;
  readonly onReread: () => void;
}

/** Which payment this is, what became of it, on which channel, and how fresh all of it is. */
export function PaymentHeader(props: PaymentHeaderProps) {
  const { impUid, summary, readAtMs, waitsFor } = props;
  const words = useDetailMessages();
  const facts = words.facts;
  const locale = useLocale();
  const readAt = readAtMs === undefined ? undefined : `${formatInstant(readAtMs / 1000, locale, "time")} KST`;
  const [isAsked, setAsked] = useState(false);
  const askAgain = () => {
    setAsked(true);
    props.onReread();
  };
  const title = [summary?.buyerName, summary?.orderName].filter((part) => part != null);
  return (
    <header className="relative mt-1 grid gap-2">
      <div className="flex min-h-7 flex-wrap items-center gap-2 @min-[720px]/payment:pr-72">
        {summary === undefined ? (
          <Skeleton className="h-5 w-20" />
        ) : (
          <>
            <StatusBadge status={summary.status} isAwaitingDeposit={summary.isAwaitingDeposit} />
            {summary.isTestChannel && <TestTag />}
            {summary.pgProvider !== null && (
              <span className="text-ink-2">
                {nameOf(pgProviders, summary.pgProvider, locale)}
                {summary.mid !== null && <span className="text-ink-3"> · {summary.mid}</span>}
              </span>
            )}
          </>
        )}
      </div>
      <h1 tabIndex={-1} className="text-title font-bold tracking-[-.02em]">
        {summary === undefined ? impUid : title.length === 0 ? summary.merchantUid : title.join(" · ")}
      </h1>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
        <Id label={facts.impUid} value={impUid} />
        {summary !== undefined && <Id label={facts.merchantUid} value={summary.merchantUid} />}
      </div>
      {waitsFor !== undefined && (
        <p className="text-small text-ink-3">{waitsFor === "deposit" ? words.polling : words.pollingPending}</p>
      )}
      {props.rereadFailed && !props.isRereading && readAt !== undefined && (
        <p role="alert" className="rounded-md bg-wait-wash px-3 py-2 text-wait">
          {words.rereadFailed(readAt)}
        </p>
      )}
      <div className="flex items-center gap-3 @min-[720px]/payment:absolute @min-[720px]/payment:top-0 @min-[720px]/payment:right-0 @max-[720px]/payment:justify-between">
        <span className="text-right text-small text-ink-3">
          {props.isRereading ? words.rereading : readAt !== undefined && words.asOf(readAt)}
        </span>
        {props.mayReread && (
          <Button onClick={askAgain} isPending={props.isRereading} aria-keyshortcuts="U">
            {!props.isRereading && <RefreshIcon className="size-3.5" />}
            {words.reread}
          </Button>
        )}
      </div>
      {/* Reading again by itself is not worth interrupting anybody for. */}
      <span role="status" className="sr-only">
        {isAsked && !props.isRereading && !props.rereadFailed && words.rereadDone}
      </span>
    </header>
  );
}

function Id({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span className="sr-only">{label}</span>
      <span className="font-id text-ink-2">{value}</span>
      <CopyButton text={value} what={label} />
    </span>
  );
}
