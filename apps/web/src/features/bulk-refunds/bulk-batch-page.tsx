import { formatMoney, nameOf, payMethods } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { BatchPage, followMs } from "../../components/batches/batch-page.tsx";
import { BatchSteps, Rehearsed } from "../../components/batches/batch-steps.tsx";
import { ResultButton } from "../../components/batches/result-button.tsx";
import { StepUpPrompt } from "../../components/step-up-prompt.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { refundsLeftOut, refundsUnderWay, totalPerCurrency } from "./batch-figures.ts";
import type { Batch } from "./batch-name.ts";
import { RefundRows } from "./refund-rows.tsx";
import { StartDialog } from "./start-dialog.tsx";

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
  if (!mayRead) return <ForbiddenNote permission="refund:read" />;
  return (
    <BatchPage
      words={words}
      batch={batch}
      path="/refunds/bulk"
      onMoved={() => void queryClient.invalidateQueries(trpc.refunds.bulk.rows.pathFilter())}
    >
      {(read) => (
        <>
          <NextStep batch={read} />
          <RefundRows batch={read} />
        </>
      )}
    </BatchPage>
  );
}

function isUnderWay(batch: Batch | undefined): boolean {
  if (batch === undefined) return false;
  if (batch.state === "rehearsing" || batch.state === "running") return true;
  return refundsUnderWay(batch) > 0;
}

/** What there is to do about the list now, and what can be seen of what is being done. */
function NextStep({ batch }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const mayAct = useMay("refund:bulk");
  const [isStarting, setStarting] = useState(false);
  const refresh = { onSettled: () => queryClient.invalidateQueries(trpc.refunds.bulk.pathFilter()) };
  const rehearse = useMutation(trpc.refunds.bulk.rehearse.mutationOptions(refresh));
  const pause = useMutation(trpc.refunds.bulk.pause.mutationOptions(refresh));
  const resume = useMutation(trpc.refunds.bulk.resume.mutationOptions(refresh));
  const failed = [rehearse, pause, resume].find(({ isError }) => isError);
  const { id: batchId } = batch;
  const needsCode = failed === resume && appErrorOf(resume.error)?.code === "STEP_UP_REQUIRED";
  const settled = <Settled batch={batch} />;
  return (
    <>
      <BatchSteps
        batch={batch}
        words={words}
        mayAct={mayAct}
        rehearse={rehearse}
        pause={pause}
        resume={resume}
        failure={
          needsCode ? (
            <StepUpPrompt words={words.codePrompt} onProven={() => resume.mutate({ batchId })} />
          ) : (
            failed !== undefined && <FailedNote error={failed.error} />
          )
        }
        rehearsed={
          <Rehearsed batch={batch} words={words}>
            {batch.needApproval > 0 && <p className="text-ink-2">{words.needApproval(batch.needApproval)}</p>}
            <Totals batch={batch} />
          </Rehearsed>
        }
        start={
          <Button variant="danger" size="medium" onClick={() => setStarting(true)}>
            {words.start}
          </Button>
        }
        pausedBecause={words.pausedBecause[batch.pausedBecause ?? "person"]}
        settled={settled}
        finished={
          <>
            {settled}
            {isUnderWay(batch) && <p>{words.finishedHelp}</p>}
          </>
        }
        finishedTone={refundsLeftOut(batch) > 0 ? "wait" : "info"}
        result={
          <ResultButton
            label={words.result}
            read={() =>
              queryClient.fetchQuery(
                trpc.refunds.bulk.result.queryOptions({ batchId, locale }, { staleTime: 0, gcTime: 0 }),
              )
            }
          />
        }
      />
      {isStarting && <StartDialog batch={batch} onClose={() => setStarting(false)} />}
    </>
  );
}

function Settled({ batch }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const summary = words.settledSummary(batch.refunds.done, refundsUnderWay(batch), refundsLeftOut(batch));
  return <p className="tabular-nums">{summary}</p>;
}

/** What will go, per method and currency. */
function Totals({ batch: { totals } }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  if (totals === null || totals.length === 0) return null;
  return (
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
            <td className="h-8 border-line-strong border-t text-right">{formatMoney({ amount, currency }, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
