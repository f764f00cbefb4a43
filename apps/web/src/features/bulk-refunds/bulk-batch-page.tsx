import { formatInstant, formatMoney, nameOf, payMethods } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { StepUpPrompt } from "../../components/step-up-prompt.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { refundsLeftOut, refundsUnderWay, totalPerCurrency } from "./batch-figures.ts";
import { type Batch, batchName } from "./batch-name.ts";
import { BatchRows } from "./batch-rows.tsx";
import { BatchState } from "./batch-state.tsx";
import { ResultButton } from "./result-button.tsx";
import { StartDialog } from "./start-dialog.tsx";

/** While something is under way the page asks again this often, in case a live event is lost. */
const followMs = 2_000;

/** One list of refunds, from its first look to its result. */
export function Component() {
  const words = useAllMessages().bulkRefunds;
  const { batchId = "" } = useParams();
  const mayRead = useMay("refund:read");
  const batch = useQuery(
    trpc.refunds.bulk.get.queryOptions(
      { batchId },
      { enabled: mayRead, refetchInterval: (query) => (isUnderWay(query.state.data) ? followMs : false) },
    ),
  );
  const state = batch.data?.state;
  const counted = JSON.stringify(batch.data?.rows);
  // Rows follow the batch: what it counts has changed, so they have.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `state` and `counted` say when
  useEffect(() => {
    void queryClient.invalidateQueries(trpc.refunds.bulk.rows.pathFilter());
  }, [state, counted]);
  useDocumentTitle(batch.data === undefined ? words.title : batchName(batch.data, words));
  if (!mayRead) return <ForbiddenNote permission="refund:read" />;

  if (batch.isError && batch.data === undefined) {
    return (
      <UnreadPage
        error={batch.error}
        onRetry={() => void batch.refetch()}
        notFoundTitle={words.notFoundTitle}
        notFoundHelp={words.notFoundHelp}
      />
    );
  }
  return (
    <div className="grid gap-5 px-3 pt-3 pb-16 md:px-5">
      {batch.data === undefined ? (
        <Skeleton className="mt-8 w-72" />
      ) : (
        <BatchOf key={batch.data.id} batch={batch.data} />
      )}
    </div>
  );
}

function isUnderWay(batch: Batch | undefined): boolean {
  if (batch === undefined) return false;
  if (batch.state === "rehearsing" || batch.state === "running") return true;
  return refundsUnderWay(batch) > 0;
}

function BatchOf({ batch }: { readonly batch: Batch }) {
  const m = useAllMessages();
  const words = m.bulkRefunds;
  const locale = useLocale();
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "minute");
  return (
    <>
      <div className="grid gap-1">
        <BackLink to="/refunds/bulk">{words.title}</BackLink>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabIndex={-1} className="min-w-0 text-title font-bold tracking-[-0.02em] wrap-anywhere">
            {batchName(batch, words)}
          </h1>
          <span role="status">
            <BatchState state={batch.state} />
          </span>
          <span className="text-ink-3">{words.rows(batch.rowCount)}</span>
        </div>
        <p className="text-small text-ink-3">
          {batch.startedBy === null || batch.startedAtMs === null
            ? words.madeBy(batch.createdBy, time(batch.createdAtMs))
            : words.madeAndStartedBy(
                words.madeBy(batch.createdBy, time(batch.createdAtMs)),
                words.startedBy(batch.startedBy, time(batch.startedAtMs)),
              )}
        </p>
      </div>
      <NextStep batch={batch} />
      <BatchRows batch={batch} />
    </>
  );
}

/** What there is to do about the list now, and what can be seen of what is being done. */
function NextStep({ batch }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const mayAct = useMay("refund:bulk");
  const [isStarting, setStarting] = useState(false);
  const refresh = { onSettled: () => queryClient.invalidateQueries(trpc.refunds.bulk.pathFilter()) };
  const rehearse = useMutation(trpc.refunds.bulk.rehearse.mutationOptions(refresh));
  const pause = useMutation(trpc.refunds.bulk.pause.mutationOptions(refresh));
  const resume = useMutation(trpc.refunds.bulk.resume.mutationOptions(refresh));
  const failed = [rehearse, pause, resume].find(({ isError }) => isError);
  const order = { batchId: batch.id };
  const waiting = batch.rows.not_rehearsed;
  const sent = batch.rows.asked + batch.rows.not_asked;
  const toSend = batch.rows.will_go + batch.rows.asking;
  const isOld = batch.rehearsalHoldsUntilMs !== null && batch.rehearsalHoldsUntilMs < Date.now();

  return (
    <section className="grid max-w-[880px] gap-3">
      {failed !== undefined &&
        (failed === resume && appErrorOf(resume.error)?.code === "STEP_UP_REQUIRED" ? (
          <StepUpPrompt words={words.codePrompt} onProven={() => resume.mutate(order)} />
        ) : (
          <FailedNote error={failed.error} />
        ))}
      {batch.state === "prepared" && (
        <div className="grid justify-items-start gap-2">
          <p className="text-ink-2">{words.rehearseHelp}</p>
          {mayAct && (
            <Button
              variant="primary"
              size="medium"
              isPending={rehearse.isPending}
              onClick={() => rehearse.mutate(order)}
            >
              {words.rehearse}
            </Button>
          )}
        </div>
      )}
      {batch.state === "rehearsing" && (
        <Progress
          label={words.rehearsing(batch.rowCount - waiting, batch.rowCount)}
          value={batch.rowCount - waiting}
          max={batch.rowCount}
        />
      )}
      {batch.state === "rehearsed" && (
        <>
          <Rehearsed batch={batch} />
          {isOld && <Banner tone="wait">{words.rehearsalOld}</Banner>}
          {mayAct && (
            <div className="flex flex-wrap gap-2">
              <Button size="medium" isPending={rehearse.isPending} onClick={() => rehearse.mutate(order)}>
                {words.rehearseAgain}
              </Button>
              {batch.rows.will_go > 0 && !isOld && (
                <Button variant="danger" size="medium" onClick={() => setStarting(true)}>
                  {words.start}
                </Button>
              )}
            </div>
          )}
        </>
      )}
      {batch.state === "running" && (
        <>
          <Progress label={words.running(sent, sent + toSend)} value={sent} max={sent + toSend} />
          <Settled batch={batch} />
          {mayAct && (
            <Button
              size="medium"
              className="justify-self-start"
              isPending={pause.isPending}
              onClick={() => pause.mutate(order)}
            >
              {words.pause}
            </Button>
          )}
        </>
      )}
      {batch.state === "paused" && (
        <>
          <Banner
            tone="wait"
            announce="status"
            title={words.pausedTitle}
            action={
              mayAct && (
                <Button
                  variant="primary"
                  size="medium"
                  isPending={resume.isPending}
                  onClick={() => resume.mutate(order)}
                >
                  {words.resume}
                </Button>
              )
            }
          >
            <p>{words.pausedBecause[batch.pausedBecause ?? "person"]}</p>
            <p>{words.resumeHelp}</p>
          </Banner>
          <Progress label={words.running(sent, sent + toSend)} value={sent} max={sent + toSend} />
          <Settled batch={batch} />
        </>
      )}
      {batch.state === "finished" && (
        <Banner tone={refundsLeftOut(batch) > 0 ? "wait" : "info"} announce="status" title={words.finishedTitle}>
          <Settled batch={batch} />
          {isUnderWay(batch) && <p>{words.finishedHelp}</p>}
        </Banner>
      )}
      {mayAct && sent > 0 && <ResultButton batchId={batch.id} />}
      {isStarting && <StartDialog batch={batch} onClose={() => setStarting(false)} />}
    </section>
  );
}

function Progress({ label, value, max }: { readonly label: string; readonly value: number; readonly max: number }) {
  return (
    <div className="grid gap-1">
      <p className="font-semibold tabular-nums">{label}</p>
      <progress aria-label={label} value={value} max={Math.max(1, max)} className="h-2 w-full accent-accent" />
    </div>
  );
}

function Settled({ batch }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const summary = words.settledSummary(batch.refunds.done, refundsUnderWay(batch), refundsLeftOut(batch));
  return <p className="tabular-nums">{summary}</p>;
}

function Rehearsed({ batch }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const { totals, rows, rehearsedAtMs } = batch;
  const stays = batch.rowCount - rows.will_go;
  return (
    <div className="grid gap-2">
      <p role="status">
        <span className="font-semibold">{rows.will_go === 0 ? words.nothingGoes : words.willGo(rows.will_go)}</span>
        {stays > 0 && <span className="text-ink-2"> · {words.willNotGo(stays)}</span>}
      </p>
      {batch.needApproval > 0 && <p className="text-ink-2">{words.needApproval(batch.needApproval)}</p>}
      {totals !== null && totals.length > 0 && (
        <table aria-label={words.totals} className="w-full max-w-[30rem] border-separate border-spacing-0">
          <thead>
            <tr className="text-small text-ink-3">
              <th scope="col" className="h-7 text-left font-medium">
                {words.totalColumns.method}
              </th>
              <th scope="col" className="h-7 text-right font-medium">
                {words.totalColumns.count}
              </th>
              <th scope="col" className="h-7 text-right font-medium">
                {words.totalColumns.amount}
              </th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {totals.map(({ method, currency, count, amount }) => (
              <tr key={`${method} ${currency}`}>
                <th scope="row" className="h-8 border-line border-t text-left font-normal">
                  {method === null ? words.noMethod : nameOf(payMethods, method, locale)}
                </th>
                <td className="h-8 border-line border-t text-right">{words.rows(count)}</td>
                <td className="h-8 border-line border-t text-right font-semibold">
                  {formatMoney({ amount, currency }, locale)}
                </td>
              </tr>
            ))}
            {totalPerCurrency(totals).map(({ currency, count, amount }) => (
              <tr key={currency} className="font-semibold">
                <th scope="row" className="h-8 border-line-strong border-t text-left">
                  {words.total}
                </th>
                <td className="h-8 border-line-strong border-t text-right">{words.rows(count)}</td>
                <td className="h-8 border-line-strong border-t text-right">
                  {formatMoney({ amount, currency }, locale)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rehearsedAtMs !== null && (
        <p className="text-small text-ink-3">
          {words.rehearsedAt(formatInstant(Math.floor(rehearsedAtMs / 1000), locale, "second"))}
        </p>
      )}
    </div>
  );
}
