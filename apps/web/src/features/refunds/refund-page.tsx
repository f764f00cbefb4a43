import {
  banks,
  banksOfPg,
  formatInstant,
  formatMoney,
  isFinalRefundState,
  nameOf,
  payMethods,
  pgProviders,
  refundStateNames,
} from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { FactList } from "../../components/fact-list.tsx";
import { Panel } from "../../components/panel.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { RefundStateBadge } from "../../components/refund-state-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { Banner, type BannerTone } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useRefundReasons } from "../../lib/refund-reasons.ts";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { BalanceChange } from "./balance-change.tsx";
import { RefundDecision } from "./refund-decision.tsx";
import { RefundReview } from "./refund-review.tsx";
import { RefundTimeline } from "./refund-timeline.tsx";
import type { Refund } from "./refund-view.ts";
import { isTodayInKorea, UndoPanel } from "./undo-panel.tsx";

const FailureMeaning = lazy(() => import("./failure-meaning.tsx"));
const RefundArrival = lazy(() => import("./refund-arrival.tsx"));

/** A refund without an outcome is asked about this often, in case a live event is lost. */
const followMs = 5_000;

/** One refund: where it stands, what it is, what people have to do about it, and how it came here. */
export function Component() {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  const { refundId = "" } = useParams();
  const mayRead = useMay("refund:read");
  const reading = useQuery(
    trpc.refunds.get.queryOptions(
      { refundId },
      {
        enabled: mayRead,
        refetchInterval: ({ state }) =>
          state.data !== undefined && !isFinalRefundState(state.data.refund.state) ? followMs : false,
      },
    ),
  );
  const refund = reading.data?.refund;
  useDocumentTitle(refund === undefined ? words.title : words.pageTitle(formatMoney(refund.amount, locale)));
  if (!mayRead) return <ForbiddenNote permission="refund:read" />;
  if (reading.isError && reading.data === undefined) {
    return (
      <UnreadPage
        error={reading.error}
        onRetry={() => void reading.refetch()}
        notFoundTitle={words.notFoundTitle}
        notFoundHelp={words.notFoundHelp}
        back={{ to: "/refunds", name: words.back }}
      />
    );
  }
  return (
    <div className="grid w-full max-w-[880px] gap-5 px-3 pt-3 pb-16 md:px-5">
      <BackLink to="/refunds" className="-mb-3">
        {words.back}
      </BackLink>
      {reading.data === undefined ? (
        <>
          <Skeleton className="h-[26px] w-72" />
          <PartsSkeleton />
        </>
      ) : (
        <>
          <Header refund={reading.data.refund} />
          <Standing refund={reading.data.refund} />
          <RefundReview refund={reading.data.refund} />
          <RefundDecision refund={reading.data.refund} />
          <Undo refund={reading.data.refund} />
          <Facts refund={reading.data.refund} />
          <RefundTimeline steps={reading.data.steps} />
        </>
      )}
    </div>
  );
}

function Header({ refund }: { readonly refund: Refund }) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em] tabular-nums">
          {words.pageTitle(formatMoney(refund.amount, locale))}
        </h1>
        <span role="status">
          <RefundStateBadge state={refund.state} />
        </span>
        {refund.isTest === true && <TestTag />}
      </div>
      <p className="flex items-center gap-1 text-ink-3">
        <span title={words.tagHelp} className="font-id">
          {refund.tag}
        </span>
        <CopyButton text={refund.tag} what={words.tagName} />
      </p>
    </div>
  );
}

const tones: Record<Refund["state"], BannerTone> = {
  opened: "info",
  waiting_approval: "wait",
  approved: "info",
  sending: "info",
  checking: "unsure",
  requested: "info",
  needs_person: "unsure",
  done: "ok",
  refused_pg: "bad",
  refused_stale: "bad",
  not_done: "wait",
  not_sent: "wait",
  rejected: "wait",
  expired: "wait",
  withdrawn: "wait",
};

/** Where it stands and what that means for the money, with everybody's words. */
function Standing({ refund }: { readonly refund: Refund }) {
  const m = useAllMessages();
  const words = m.refunds;
  const locale = useLocale();
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "second");
  const { problem } = refund;
  const isOpen = refund.state === "checking" || refund.state === "requested" || refund.state === "needs_person";
  return (
    <div className="grid gap-3">
      <Banner tone={tones[refund.state]} announce="status" title={refundStateNames[refund.state][locale]}>
        <p>{words.stateHelp[refund.state]}</p>
        {refund.state === "waiting_approval" && refund.approval !== null && (
          <p>
            {refund.approval.above.map((cap) => words.above[cap]).join(" · ")} ·{" "}
            {words.expires(time(refund.approval.expiresAtMs))}
          </p>
        )}
        {isOpen && (
          <p className="tabular-nums">
            {refund.lastCheckedAtMs === null
              ? words.notLookedAt
              : words.lookedAt(refund.checks, time(refund.lastCheckedAtMs))}
            {refund.nextCheckAtMs !== null && <> · {words.nextLook(time(refund.nextCheckAtMs))}</>}
          </p>
        )}
      </Banner>
      {isOpen && <CheckNow refundId={refund.refundId} />}
      {(refund.state === "done" || refund.state === "requested") && (
        <Panel failed={() => null}>
          <RefundArrival refund={refund} />
        </Panel>
      )}
      {refund.refusal !== null && (
        <div className="grid gap-1">
          <p className="text-small font-semibold text-ink-3">{words.pgSaid}</p>
          <blockquote lang="ko" className="border-line-strong border-l-2 pl-3">
            {refund.refusal.message}
          </blockquote>
          <p className="text-small font-semibold text-ink-3">{words.meaning}</p>
          <Panel failed={() => <p className="text-ink-2">{words.noMeaning}</p>}>
            <FailureMeaning
              message={refund.refusal.message}
              whenUnknown={<p className="text-ink-2">{words.noMeaning}</p>}
              whoActs={words.whoActs}
            />
          </Panel>
        </div>
      )}
      {refund.state === "refused_stale" && problem !== null && <BalanceChange details={problem.details} />}
      {problem !== null && refund.state === "not_sent" && (
        <p className="text-ink-2">
          <span className="font-semibold text-ink">{m.errors.byCode[problem.code].title}</span>{" "}
          {m.errors.byCode[problem.code].help}
        </p>
      )}
    </div>
  );
}

/** Asks upstream at once instead of when it is due; what it finds arrives by itself. */
function CheckNow({ refundId }: { readonly refundId: string }) {
  const words = useAllMessages().refunds;
  const check = useMutation(
    trpc.refunds.checkNow.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.refunds.get.queryFilter({ refundId }));
        showToast(words.checkAsked);
      },
    }),
  );
  return (
    <div className="grid justify-items-start gap-2">
      <Button isPending={check.isPending} onClick={() => check.mutate({ refundId })}>
        {words.checkNow}
      </Button>
      {check.isError && <FailedNote error={check.error} />}
    </div>
  );
}

/** A refund of today may still be undone; after midnight in Korea nothing is left to offer. */
function Undo({ refund }: { readonly refund: Refund }) {
  const words = useAllMessages().refunds.undo;
  const mayAsk = useMay("refund:request");
  const { state, cancellationId, settledAtMs } = refund;
  if (!mayAsk || state !== "done" || cancellationId === null || settledAtMs === null) return null;
  if (!isTodayInKorea(Math.floor(settledAtMs / 1000), Date.now())) return null;
  return (
    <details className="rounded-md">
      <summary className="cursor-pointer py-1 font-semibold">{words.title}</summary>
      <p className="mb-3 text-ink-3">{words.help}</p>
      <UndoPanel impUid={refund.impUid} cancellationId={cancellationId} />
    </details>
  );
}

function Id({ children }: { readonly children: string }) {
  return <span className="font-id">{children}</span>;
}

/** The bank's name behind the code its PG knows it by. */
function bankName({ pgProvider, refundAccount }: Refund, locale: "ko" | "en"): string {
  const code = refundAccount?.bankCode ?? "";
  const bank = banksOfPg(pgProvider ?? "").find((each) => each.code === code)?.bank;
  return nameOf(banks, bank ?? code, locale);
}

function Facts({ refund }: { readonly refund: Refund }) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  const reasons = useRefundReasons();
  const names = words.fact;
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "second");
  const { approval, refundAccount } = refund;
  const facts: (readonly [string, ReactNode])[] = [
    [
      names.payment,
      <Link
        key="payment"
        to={`/payments/${encodeURIComponent(refund.impUid)}`}
        className="font-id text-accent hover:underline"
      >
        {refund.impUid}
      </Link>,
    ],
    [names.order, refund.merchantUid === null ? null : <Id key="order">{refund.merchantUid}</Id>],
    [names.reason, [reasons.nameOf(refund.reasonCode), refund.reasonText].filter((part) => part !== "").join(" · ")],
    [names.repeatReason, refund.repeatReason],
    [names.requestedBy, words.who(refund.requestedBy.name, time(refund.requestedAtMs))],
    [
      refundStateNames.approved[locale],
      approval?.approvedBy == null ? null : words.who(approval.approvedBy.name, time(approval.approvedAtMs ?? 0)),
    ],
    [names.balanceSeen, formatMoney(refund.balanceSeen, locale)],
    [names.balanceAfter, refund.balanceAfter === null ? null : formatMoney(refund.balanceAfter, locale)],
    [names.taxFree, refund.taxFreeAmount === null ? null : formatMoney(refund.taxFreeAmount, locale)],
    [names.vat, refund.vatAmount === null ? null : formatMoney(refund.vatAmount, locale)],
    [
      names.account,
      refundAccount === null ? null : `${bankName(refund, locale)} ${refundAccount.number} ${refundAccount.holder}`,
    ],
    [
      names.channel,
      refund.pgProvider === null
        ? null
        : [nameOf(pgProviders, refund.pgProvider, locale), refund.mid].filter((each) => each !== null).join(" · "),
    ],
    [names.method, refund.method === null ? null : nameOf(payMethods, refund.method, locale)],
    [names.notifyShop, refund.notifyShop ? words.notified : words.notNotified],
    [names.sentAt, refund.sentAtMs === null ? null : time(refund.sentAtMs)],
    [names.settledAt, refund.settledAtMs === null ? null : time(refund.settledAtMs)],
    [names.cancellationId, refund.cancellationId === null ? null : <Id key="cancellation">{refund.cancellationId}</Id>],
  ];
  return (
    <section aria-labelledby="facts-title" className="min-w-0">
      <h2 id="facts-title" className="mb-2 border-line border-b pb-1.5 font-semibold">
        {words.facts}
      </h2>
      <FactList facts={facts} />
    </section>
  );
}
