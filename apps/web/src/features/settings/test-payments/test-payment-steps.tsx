import { contradictsClaim, formatMoney, isProved, nameOf, type PaymentStatus, pgProviders } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { Link } from "react-router";
import { DateTime } from "../../../components/date-time.tsx";
import { Money } from "../../../components/money.tsx";
import { PageFact, PageFacts } from "../../../components/page-part.tsx";
import { RefundStateBadge } from "../../../components/refund-state-badge.tsx";
import { StateBadge, type StateShape, type StateTone, StatusBadge } from "../../../components/status-badge.tsx";
import { tallCellClass } from "../../../components/table-classes.ts";
import { Button } from "../../../components/ui/button.tsx";
import { buttonClass } from "../../../components/ui/button-styles.ts";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useRolesThatMay } from "../../../lib/roles-that-may.ts";
import { useMay } from "../../../lib/session.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import {
  hasMoneyToRefund,
  type StepName,
  type StepState,
  stepNames,
  stepsOf,
  type TestPaymentDetail,
} from "./step-states.ts";

interface StepProps {
  readonly detail: TestPaymentDetail;
  readonly state: StepState;
}

const parts: Record<StepName, (props: StepProps) => ReactNode> = {
  prepare: PrepareStep,
  open: OpenStep,
  return: ReturnStep,
  read: ReadStep,
  compare: CompareStep,
  webhook: WebhookStep,
  refund: RefundStep,
};

const looks: Record<StepState, { readonly tone: StateTone; readonly shape: StateShape }> = {
  done: { tone: "ok", shape: "disc" },
  next: { tone: "part", shape: "half" },
  waiting: { tone: "wait", shape: "dotted" },
  wrong: { tone: "bad", shape: "diamond" },
  skipped: { tone: "gone", shape: "bar" },
};

/** The way of a payment from the registered amount to the refund, one step under the other. */
export function TestPaymentSteps({ detail }: { readonly detail: TestPaymentDetail }) {
  const words = useAllMessages().testPayments;
  const states = stepsOf(detail);
  return (
    <ol aria-label={words.steps} className="grid gap-px">
      {stepNames.map((name, at) => {
        const Part = parts[name];
        return (
          <Step key={name} number={at + 1} title={words[name].title} state={states[name]}>
            <Part detail={detail} state={states[name]} />
          </Step>
        );
      })}
    </ol>
  );
}

function Step({
  number,
  title,
  state,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  readonly children: ReactNode;
}) {
  const words = useAllMessages().testPayments;
  const id = useId();
  return (
    <li aria-labelledby={id} className="grid gap-2 border-line border-t py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={id} className="text-lead font-semibold">
          <span aria-hidden className="mr-1.5 text-ink-3 tabular-nums">
            {number}
          </span>
          {title}
        </h2>
        <StateBadge {...looks[state]}>{words.stepStates[state]}</StateBadge>
      </div>
      {children}
    </li>
  );
}

function PrepareStep({ detail }: StepProps) {
  const words = useAllMessages().testPayments.prepare;
  const locale = useLocale();
  const mayRun = useMay("test-payment:run");
  const { preparation, amount } = detail;
  const prepare = useMutation(trpc.testPayments.prepare.mutationOptions({ onSettled: readAgain }));
  const said = {
    prepared: words.prepared(formatMoney(amount, locale)),
    written: words.written,
    refused: words.refused,
    unsure: words.unsure,
  };
  return (
    <>
      <p>{said[preparation.state]}</p>
      {preparation.words !== null && <Quote what={words.theirWords}>{preparation.words}</Quote>}
      {prepare.isError && <FailedNote error={prepare.error} />}
      {preparation.state !== "prepared" && mayRun && (
        <Button
          size="medium"
          isPending={prepare.isPending}
          onClick={() => prepare.mutate({ testPaymentId: detail.id })}
          className="justify-self-start"
        >
          {words.again}
        </Button>
      )}
    </>
  );
}

function OpenStep({ detail, state }: StepProps) {
  const { open: words, problems } = useAllMessages().testPayments;
  const mayRun = useMay("test-payment:run");
  const rolesThatMay = useRolesThatMay("test-payment:run");
  const { found, windowProblem } = detail;
  // i'mport opens no second window for an order that is paid, whatever was paid.
  const isPaid = isProved(detail.verdict) || (found !== null && found.paidAt !== null);
  const isOpenable = detail.preparation.state === "prepared" && !isPaid && windowProblem === null;
  const address = `/api/test-payments/${encodeURIComponent(detail.id)}/window`;
  return (
    <>
      {state === "done" && <p>{words.opened}</p>}
      {state === "next" && <p>{words.before}</p>}
      {state === "waiting" && <p className="text-ink-2">{words.waiting}</p>}
      {state === "wrong" && <p>{words.notOpened}</p>}
      {found?.startedAt != null && (
        <PageFacts>
          <PageFact label={words.openedAt} value={<DateTime at={found.startedAt} format="second" />} />
        </PageFacts>
      )}
      {windowProblem !== null && <p>{problems[windowProblem].help}</p>}
      {isOpenable && mayRun && (
        <div className="flex flex-wrap gap-2">
          <a
            href={address}
            target="_blank"
            rel="noreferrer"
            className={buttonClass({ size: "medium", variant: state === "next" ? "primary" : "secondary" })}
          >
            {state === "next" ? words.newTab : words.again}
          </a>
          {state === "next" && (
            <a href={address} className={buttonClass({ size: "medium" })}>
              {words.sameTab}
            </a>
          )}
        </div>
      )}
      {isOpenable && !mayRun && <p className="text-ink-2">{words.notYours(rolesThatMay)}</p>}
    </>
  );
}

function ReturnStep({ detail, state }: StepProps) {
  const words = useAllMessages().testPayments.return;
  const { claim, verdict } = detail;
  if (claim === null) return <p className="text-ink-2">{state === "skipped" ? words.skipped : words.waiting}</p>;
  const success = claim.success === null ? null : claim.success ? words.saysTrue : words.saysFalse;
  const unsaid = claim.successName === "neither" ? words.absent : words.unread;
  const values: readonly (readonly [string, string | null])[] = [
    ["imp_uid", claim.impUid],
    ["merchant_uid", claim.merchantUid],
    ["error_code", claim.errorCode],
    ["error_msg", claim.errorMessage],
  ];
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-small text-ink-2">
        <span className="inline-flex rounded-sm bg-unsure-wash px-1.5 text-micro font-semibold text-unsure">
          {words.tag}
        </span>
        {words.tagHelp}
      </p>
      <PageFacts>
        {values.map(([name, value]) => (
          <PageFact
            key={name}
            label={name}
            value={
              value === null ? (
                <span className="text-ink-3">{words.absent}</span>
              ) : (
                <q className="font-id [quotes:none]">{value}</q>
              )
            }
          />
        ))}
        <PageFact
          label={words.success}
          value={
            success === null ? (
              <span className="text-ink-3">{unsaid}</span>
            ) : (
              <q className="font-id [quotes:none]">{success}</q>
            )
          }
        />
        <PageFact label={words.at} value={<DateTime at={Math.floor(claim.atMs / 1000)} format="second" />} />
      </PageFacts>
      <p>{words.names[claim.successName]}</p>
      {claim.isOdd && <p className="font-medium text-bad">{words.odd}</p>}
      {!claim.isFromWindow && <p className="text-ink-2">{words.unknownWindow}</p>}
      {detail.otherClaims > 0 && <p className="text-ink-2">{words.others(detail.otherClaims)}</p>}
      {verdict !== null && contradictsClaim(claim, verdict) && (
        <p className="font-medium text-bad">{words.contradicted}</p>
      )}
    </>
  );
}

function ReadStep({ detail, state }: StepProps) {
  const words = useAllMessages().testPayments.read;
  const mayRun = useMay("test-payment:run");
  const { verdict, found, readAtMs } = detail;
  const check = useMutation(trpc.testPayments.check.mutationOptions({ onSettled: readAgain }));
  return (
    <>
      {state === "waiting" && <p className="text-ink-2">{words.waiting}</p>}
      {state === "next" && <p>{words.next}</p>}
      {verdict === "no_payment" && <p>{words.none}</p>}
      {verdict === "unknown_payment" && <p>{words.unknown}</p>}
      {readAtMs !== null && (
        <PageFacts>
          {found !== null && (
            <>
              <PageFact
                label={words.payment}
                value={
                  <Link
                    to={`/payments/${encodeURIComponent(found.impUid)}`}
                    className="font-id text-accent underline-offset-2 hover:underline"
                  >
                    {found.impUid}
                  </Link>
                }
              />
              <PageFact label={words.status} value={<FoundStatus found={found} />} />
              {found.failReason !== null && (
                <PageFact label={words.reason} value={<q className="[quotes:none]">{found.failReason}</q>} />
              )}
              {found.account !== null && (
                <>
                  <PageFact label={words.account} value={found.account.bank} />
                  <PageFact label={words.dueAt} value={<DateTime at={found.account.dueAt} />} />
                </>
              )}
            </>
          )}
          <PageFact label={words.at} value={<DateTime at={Math.floor(readAtMs / 1000)} format="second" />} />
        </PageFacts>
      )}
      {check.isError && <FailedNote error={check.error} />}
      {mayRun && !isProved(verdict) && detail.preparation.state === "prepared" && (
        <Button
          size="medium"
          isPending={check.isPending}
          onClick={() => check.mutate({ testPaymentId: detail.id })}
          className="justify-self-start"
        >
          {readAtMs === null ? words.check : words.checkAgain}
        </Button>
      )}
    </>
  );
}

function FoundStatus({ found }: { readonly found: NonNullable<TestPaymentDetail["found"]> }) {
  const status: PaymentStatus = found.status;
  return <StatusBadge status={status} isAwaitingDeposit={status === "ready" && found.account !== null} />;
}

function CompareStep({ detail, state }: StepProps) {
  const words = useAllMessages().testPayments.compare;
  const { found } = detail;
  if (state === "waiting") return <p className="text-ink-2">{words.waiting}</p>;
  if (state === "skipped" || found === null) return <p className="text-ink-2">{words.skipped}</p>;
  const rows: readonly { readonly name: string; readonly isSame: boolean; readonly values: readonly ReactNode[] }[] = [
    {
      name: words.order,
      isSame: found.merchantUid === detail.merchantUid,
      values: [detail.merchantUid, found.merchantUid].map((uid, at) => (
        <span key={at === 0 ? "expected" : "actual"} className="font-id">
          {uid}
        </span>
      )),
    },
    {
      name: words.amount,
      isSame: found.amount.amount === detail.amount.amount && found.amount.currency === detail.amount.currency,
      values: [<Money key="expected" value={detail.amount} />, <Money key="actual" value={found.amount} />],
    },
    {
      name: words.channel,
      isSame:
        found.isTestChannel === detail.isTestChannel &&
        (found.mid ?? detail.mid) === detail.mid &&
        (found.pgProvider ?? detail.pgProvider) === detail.pgProvider,
      values: [
        <ChannelName key="expected" pgProvider={detail.pgProvider} mid={detail.mid} />,
        <ChannelName key="actual" pgProvider={found.pgProvider} mid={found.mid} />,
      ],
    },
  ];
  return (
    <table aria-label={words.title} className="w-full border-separate border-spacing-0">
      <thead>
        <tr className="text-left text-small text-ink-3">
          <td className={cellClass} />
          <th scope="col" className={`${cellClass} font-medium`}>
            {words.expected}
          </th>
          <th scope="col" className={`${cellClass} font-medium`}>
            {words.actual}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, isSame, values: [expected, actual] }) => (
          <tr key={name}>
            <th scope="row" className={`${cellClass} text-left font-normal whitespace-nowrap text-ink-2`}>
              {name}
            </th>
            <td className={cellClass}>{expected}</td>
            <td className={cellClass}>
              {actual}{" "}
              <span
                className={
                  isSame
                    ? "text-small whitespace-nowrap text-ok"
                    : "text-small font-semibold whitespace-nowrap text-bad"
                }
              >
                {isSame ? words.same : words.differs}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const cellClass = `${tallCellClass} wrap-anywhere`;

function ChannelName({ pgProvider, mid }: { readonly pgProvider: string | null; readonly mid: string | null }) {
  const locale = useLocale();
  return (
    <>
      {pgProvider !== null && nameOf(pgProviders, pgProvider, locale)} <span className="font-id">{mid}</span>
    </>
  );
}

function WebhookStep({ detail, state }: StepProps) {
  const { webhook: words } = useAllMessages().testPayments;
  const mayRead = useMay("webhook:read");
  const { webhooks } = detail;
  return (
    <>
      <div aria-live="polite" className="grid gap-1">
        {webhooks.map(({ deliveryId, receivedAtMs, status, verdict }) => (
          <p key={deliveryId} className="flex flex-wrap items-baseline gap-x-2">
            <DateTime at={Math.floor(receivedAtMs / 1000)} format="second" />
            {mayRead ? (
              <Link
                to={`/webhooks/${encodeURIComponent(deliveryId)}`}
                className="text-accent underline-offset-2 hover:underline"
              >
                {status === null ? words.unnamed : words.came(status)}
              </Link>
            ) : (
              <span>{status === null ? words.unnamed : words.came(status)}</span>
            )}
            <span className={verdict === "verified" ? "text-small text-ok" : "text-small text-ink-3"}>
              {verdict === "verified" ? words.verified : words.unverified}
            </span>
          </p>
        ))}
      </div>
      {webhooks.length === 0 && state === "skipped" && <p className="text-ink-2">{words.skipped}</p>}
      {webhooks.length === 0 && state === "waiting" && (
        <p className="text-ink-2">
          {words.waiting} {detail.verdict !== null && words.waitingHelp}{" "}
          <Link to="/webhooks/settings" className="text-accent underline underline-offset-2">
            {words.settings}
          </Link>
        </p>
      )}
    </>
  );
}

function RefundStep({ detail, state }: StepProps) {
  const words = useAllMessages().testPayments.refund;
  const mayRefund = useMay("refund:request");
  const { found, refunds, verdict } = detail;
  const payment = found === null ? null : `/payments/${encodeURIComponent(found.impUid)}`;
  return (
    <>
      {refunds.map(({ refundId, state: refundState, amount, currency }) => (
        <p key={refundId} className="flex flex-wrap items-baseline gap-x-2">
          <Link
            to={`/refunds/${encodeURIComponent(refundId)}`}
            className="text-accent underline-offset-2 hover:underline"
          >
            <Money value={{ amount, currency }} />
          </Link>
          <RefundStateBadge state={refundState} />
        </p>
      ))}
      {state === "done" && <p>{words.done}</p>}
      {state === "waiting" && <p className="text-ink-2">{words.waiting}</p>}
      {state === "skipped" && <p className="text-ink-2">{words.skipped}</p>}
      {state === "next" && <p>{verdict === "paid" ? words.next : words.wrong}</p>}
      {state === "next" && !mayRefund && <p className="text-ink-2">{words.notYours}</p>}
      {payment !== null && hasMoneyToRefund(detail) && (
        <div className="flex flex-wrap gap-2">
          {mayRefund && (
            <Link to={`${payment}/refund`} className={buttonClass({ size: "medium", variant: "primary" })}>
              {words.refund}
            </Link>
          )}
          <Link to={payment} className={buttonClass({ size: "medium" })}>
            {words.toPayment}
          </Link>
        </div>
      )}
    </>
  );
}

function Quote({ what, children }: { readonly what: string; readonly children: string }) {
  return (
    <figure className="grid gap-0.5 border-line border-l-3 pl-3">
      <figcaption className="text-small text-ink-3">{what}</figcaption>
      <blockquote>{children}</blockquote>
    </figure>
  );
}

async function readAgain(): Promise<void> {
  await queryClient.invalidateQueries(trpc.testPayments.pathFilter());
}
