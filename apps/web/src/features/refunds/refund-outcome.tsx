import { formatInstant, formatMoney, type Money, money, type RefundFinding, type RefundState } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { Link } from "react-router";
import { Banner, type BannerTone } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Spinner } from "../../components/ui/spinner.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { BalanceDiff } from "./balance-diff.tsx";
import { useFormMessages } from "./form-messages.ts";
import RefundArrival from "./refund-arrival.tsx";
import { RuleSentence } from "./refund-rules.tsx";

const FailureMeaning = lazy(() => import("./failure-meaning.tsx"));

type RefundView = RouterOutputs["refunds"]["get"]["refund"];

interface RefundOutcomeProps {
  readonly refund: RefundView;
  /** Writes the same thing again as a refund of its own; only where this one is over and money did not move. */
  readonly onAgain: () => void;
}

/** What became of a refund, in words that say what it means for the money. */
export default function RefundOutcome({ refund, onAgain }: RefundOutcomeProps) {
  const words = useFormMessages().outcome;
  return (
    <>
      <div role="status" className="grid gap-4">
        <StateWords refund={refund} />
      </div>
      <p className="text-small text-ink-3" title={words.tagHelp}>
        {words.tag(refund.tag)}
      </p>
      <div className="flex flex-wrap gap-2">
        {mayWriteAgain[refund.state] && (
          <Button variant="primary" size="medium" onClick={onAgain}>
            {words.again}
          </Button>
        )}
        <Link to={`/payments/${encodeURIComponent(refund.impUid)}`} className={buttonClass({ size: "medium" })}>
          {words.toPayment}
        </Link>
        <Link
          to={`/refunds/${encodeURIComponent(refund.refundId)}`}
          className={buttonClass({ size: "medium", variant: "quiet" })}
        >
          {words.toRefund}
        </Link>
      </div>
    </>
  );
}

/** Where it is proved that no money moved. Nothing else ever offers to send again. */
const mayWriteAgain: Readonly<Record<RefundState, boolean>> = {
  opened: false,
  waiting_approval: false,
  approved: false,
  sending: false,
  checking: false,
  requested: false,
  needs_person: false,
  done: false,
  refused_pg: true,
  refused_stale: true,
  not_done: true,
  not_sent: true,
  rejected: true,
  expired: true,
  withdrawn: true,
};

function StateWords({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  const locale = useLocale();
  const amount = formatMoney(refund.amount, locale);
  switch (refund.state) {
    case "done":
      return <Done refund={refund} />;
    case "requested":
      return (
        <>
          <Said tone="wait" title={words.requested(amount)}>
            {words.requestedHelp}
          </Said>
          <RefundArrival refund={refund} />
        </>
      );
    case "opened":
    case "approved":
    case "sending":
      return (
        <Said tone="info" title={words.sending} isBusy>
          {words.sendingHelp}
        </Said>
      );
    case "checking":
      return <Checking refund={refund} />;
    case "waiting_approval":
      return <Waiting refund={refund} />;
    case "needs_person":
      return (
        <>
          <Said tone="unsure" title={words.needsPerson}>
            {words.needsPersonHelp}
          </Said>
          <LookedAt refund={refund} />
        </>
      );
    case "refused_pg":
      return (
        <>
          <Said tone="bad" title={words.refused}>
            {words.refusedHelp}
          </Said>
          <TheirWords refund={refund} />
        </>
      );
    case "refused_stale":
      return <Stale refund={refund} />;
    case "not_done":
      return (
        <>
          <Said tone="bad" title={words.notDone}>
            {words.notDoneHelp}
          </Said>
          <TheirWords refund={refund} />
        </>
      );
    case "not_sent":
      return <NotSent refund={refund} />;
    case "rejected":
    case "expired":
    case "withdrawn":
      return (
        <Said tone="wait" title={words[refund.state]}>
          {words.neverSent}
        </Said>
      );
  }
}

interface SaidProps {
  readonly tone: BannerTone;
  readonly title: string;
  readonly children: ReactNode;
  readonly isBusy?: boolean;
}

function Said({ tone, title, children, isBusy = false }: SaidProps) {
  return (
    <Banner
      tone={tone}
      title={
        <span className="flex items-center gap-2">
          {isBusy && <Spinner />}
          {title}
        </span>
      }
    >
      {children}
    </Banner>
  );
}

function Done({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  const locale = useLocale();
  const reading = useQuery(trpc.payments.get.queryOptions({ impUid: refund.impUid }));
  const payment = reading.data?.payment;
  const cancellation = payment?.cancellations.find(
    ({ cancellationId }) => cancellationId !== null && cancellationId === refund.cancellationId,
  );
  const receipt = cancellation?.receiptUrl ?? null;
  const rest = refund.balanceAfter;
  return (
    <>
      <Said tone="ok" title={words.done(formatMoney(refund.amount, locale))}>
        {rest !== null && <p>{rest.amount === 0 ? words.doneAllHelp : words.doneHelp(formatMoney(rest, locale))}</p>}
        <p>{refund.notifyShop ? words.notified : words.notNotified}</p>
        {receipt?.startsWith("https://") === true && (
          <p className="mt-1">
            <a
              href={receipt}
              target="_blank"
              rel="noreferrer"
              className="text-ink underline underline-offset-2 hover:text-accent"
            >
              {words.receipt}
            </a>
          </p>
        )}
      </Said>
      <RefundArrival refund={refund} />
      {payment?.isCashReceiptIssued === true && (
        <Banner tone="wait" title={words.cashReceipt}>
          {words.cashReceiptHelp}
        </Banner>
      )}
    </>
  );
}

function Checking({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  return (
    <>
      <Said tone="unsure" title={words.checking} isBusy>
        {words.checkingHelp}
      </Said>
      <LookedAt refund={refund} />
    </>
  );
}

/** What was read to find out, when, and when next. */
function LookedAt({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  const locale = useLocale();
  const time = (ms: number) => `${formatInstant(Math.floor(ms / 1000), locale, "time")} KST`;
  return (
    <ul className="grid gap-0.5 text-ink-2">
      <li>
        {refund.lastCheckedAtMs === null
          ? words.notCheckedYet
          : words.checkedTimes(refund.checks, time(refund.lastCheckedAtMs))}
      </li>
      {refund.nextCheckAtMs !== null && <li>{words.nextCheck(time(refund.nextCheckAtMs))}</li>}
      {refund.alertedAtMs !== null && <li className="text-unsure">{words.alerted}</li>}
    </ul>
  );
}

function Waiting({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  const locale = useLocale();
  const { approval } = refund;
  const until = approval === null ? "" : formatInstant(Math.floor(approval.expiresAtMs / 1000), locale, "minute");
  return (
    <Said tone="wait" title={words.waiting(formatMoney(refund.amount, locale))}>
      <p>{words.waitingHelp(until)}</p>
      {approval?.above.map((cap) => (
        <p key={cap}>{words.above[cap]}</p>
      ))}
    </Said>
  );
}

/** The PG's words as they came, beside what we make of them. */
function TheirWords({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  if (refund.refusal === null) return null;
  return (
    <div className="grid gap-3">
      <figure>
        <figcaption className="mb-1 font-semibold">{words.theirWords}</figcaption>
        <blockquote
          lang="ko"
          className="rounded-md border border-line bg-sunk px-3 py-2 wrap-anywhere whitespace-pre-wrap"
        >
          {refund.refusal.message}
        </blockquote>
      </figure>
      <div>
        <p className="mb-1 font-semibold">{words.ourReading}</p>
        <Suspense>
          <FailureMeaning
            message={refund.refusal.message}
            whenUnknown={<p className="text-ink-2">{words.notExplained}</p>}
            whoActs={words.whoActs}
          />
        </Suspense>
      </div>
    </div>
  );
}

function Stale({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  const locale = useLocale();
  const details = refund.problem?.details ?? {};
  const now = numberIn(details, "balanceNow");
  const changes = listIn(details, "changedBy");
  return (
    <Said tone="wait" title={words.stale}>
      <p>{words.staleHelp}</p>
      {now !== undefined && <BalanceDiff before={refund.balanceSeen} now={money(now, refund.amount.currency)} />}
      <ul className="mt-1.5 grid gap-0.5">
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a short list that never changes
          <li key={index}>{changeWords(change, refund.amount, words, locale)}</li>
        ))}
      </ul>
    </Said>
  );
}

function changeWords(
  change: Readonly<Record<string, unknown>>,
  { currency }: Money,
  words: ReturnType<typeof useFormMessages>["outcome"],
  locale: ReturnType<typeof useLocale>,
): string {
  const amount = formatMoney(money(numberIn(change, "amount") ?? 0, currency), locale);
  const atMs = numberIn(change, "atMs");
  const at = atMs === undefined ? "" : formatInstant(Math.floor(atMs / 1000), locale, "minute");
  if (change.source === "maru" && typeof change.name === "string") {
    return words.changedBy.maru(change.name, amount, at);
  }
  return change.source === "console" ? words.changedBy.console(amount, at) : words.changedBy.unknown(amount, at);
}

function NotSent({ refund }: { readonly refund: RefundView }) {
  const words = useFormMessages().outcome;
  const { errors } = useMessages();
  const { problem } = refund;
  const findings = listIn(problem?.details ?? {}, "findings") as unknown as readonly RefundFinding[];
  return (
    <>
      <Said tone="bad" title={words.notSent}>
        <p>{words.notSentHelp}</p>
        {problem !== null && findings.length === 0 && (
          <p className="mt-1 text-ink">
            {errors.byCode[problem.code].title} {errors.byCode[problem.code].help}
          </p>
        )}
      </Said>
      {findings.map((finding) => (
        <Banner key={finding.rule} tone="bad">
          <RuleSentence finding={finding} />
        </Banner>
      ))}
    </>
  );
}

function numberIn(facts: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = facts[name];
  return typeof value === "number" ? value : undefined;
}

function listIn(facts: Readonly<Record<string, unknown>>, name: string): readonly Readonly<Record<string, unknown>>[] {
  const value = facts[name];
  return Array.isArray(value) ? value : [];
}
