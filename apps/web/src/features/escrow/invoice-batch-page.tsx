import { formatInstant } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { saveText } from "../../lib/save-file.ts";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { InvoiceRows } from "./invoice-rows.tsx";
import { BatchState, batchName, failedInstructions, type InvoiceBatch, openInstructions } from "./invoice-state.tsx";

/** While something is under way the page asks again this often, in case a live event is lost. */
const followMs = 2_000;

/** One list of invoices, from its first look to its result. */
export function Component() {
  const { bulk } = useAllMessages().escrow;
  const { batchId = "" } = useParams();
  const mayRead = useMay("escrow:read");
  const batch = useQuery(
    trpc.escrow.bulk.get.queryOptions(
      { batchId },
      { enabled: mayRead, refetchInterval: (query) => (isUnderWay(query.state.data) ? followMs : false) },
    ),
  );
  const state = batch.data?.state;
  const counted = JSON.stringify([batch.data?.rows, batch.data?.instructions]);
  // Rows follow the batch: what it counts has changed, so they have.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `state` and `counted` say when
  useEffect(() => {
    void queryClient.invalidateQueries(trpc.escrow.bulk.rows.pathFilter());
  }, [state, counted]);
  useDocumentTitle(batch.data === undefined ? bulk.title : batchName(batch.data, bulk));
  if (!mayRead) return <ForbiddenNote permission="escrow:read" />;
  if (batch.isError && batch.data === undefined) {
    return (
      <UnreadPage
        error={batch.error}
        onRetry={() => void batch.refetch()}
        notFoundTitle={bulk.notFoundTitle}
        notFoundHelp={bulk.notFoundHelp}
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

function isUnderWay(batch: InvoiceBatch | undefined): boolean {
  if (batch === undefined) return false;
  return batch.state === "rehearsing" || batch.state === "running" || openInstructions(batch) > 0;
}

function BatchOf({ batch }: { readonly batch: InvoiceBatch }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "minute");
  return (
    <>
      <div className="grid gap-1">
        <BackLink to="/escrow/invoices">{bulk.title}</BackLink>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabIndex={-1} className="min-w-0 text-title font-bold tracking-[-0.02em] wrap-anywhere">
            {batchName(batch, bulk)}
          </h1>
          <span role="status">
            <BatchState state={batch.state} />
          </span>
          <span className="text-ink-3">{bulk.rows(batch.rowCount)}</span>
        </div>
        <p className="text-small text-ink-3">
          {batch.startedBy === null || batch.startedAtMs === null
            ? bulk.madeBy(batch.createdBy, time(batch.createdAtMs))
            : bulk.madeAndStartedBy(
                bulk.madeBy(batch.createdBy, time(batch.createdAtMs)),
                bulk.startedBy(batch.startedBy, time(batch.startedAtMs)),
              )}
        </p>
      </div>
      <NextStep batch={batch} />
      <InvoiceRows batch={batch} />
    </>
  );
}

/** What there is to do about the list now, and what can be seen of what is being done. */
function NextStep({ batch }: { readonly batch: InvoiceBatch }) {
  const { bulk } = useAllMessages().escrow;
  const mayAct = useMay("escrow:write");
  const [isStarting, setStarting] = useState(false);
  const refresh = { onSettled: () => queryClient.invalidateQueries(trpc.escrow.bulk.pathFilter()) };
  const rehearse = useMutation(trpc.escrow.bulk.rehearse.mutationOptions(refresh));
  const replace = useMutation(trpc.escrow.bulk.replace.mutationOptions(refresh));
  const pause = useMutation(trpc.escrow.bulk.pause.mutationOptions(refresh));
  const resume = useMutation(trpc.escrow.bulk.resume.mutationOptions(refresh));
  const failed = [rehearse, replace, pause, resume].find(({ isError }) => isError);
  const order = { batchId: batch.id };
  const { rows } = batch;
  const rehearsed = batch.rowCount - rows.not_rehearsed;
  const sent = rows.asked + rows.not_asked;
  const toSend = rows.will_go + rows.asking;
  const isOld = batch.rehearsalHoldsUntilMs !== null && batch.rehearsalHoldsUntilMs < Date.now();
  return (
    <section className="grid max-w-[880px] gap-3">
      {failed !== undefined && <FailedNote error={failed.error} />}
      {batch.state === "prepared" && (
        <div className="grid justify-items-start gap-2">
          <p className="text-ink-2">{bulk.rehearseHelp}</p>
          {mayAct && (
            <Button
              variant="primary"
              size="medium"
              isPending={rehearse.isPending}
              onClick={() => rehearse.mutate(order)}
            >
              {bulk.rehearse}
            </Button>
          )}
        </div>
      )}
      {batch.state === "rehearsing" && (
        <Progress label={bulk.rehearsing(rehearsed, batch.rowCount)} value={rehearsed} max={batch.rowCount} />
      )}
      {batch.state === "rehearsed" && (
        <>
          <Rehearsed batch={batch} />
          {rows.registered > 0 && (
            <Banner
              tone="wait"
              title={bulk.registered(rows.registered)}
              action={
                mayAct && (
                  <Button isPending={replace.isPending} onClick={() => replace.mutate({ ...order, rowNumbers: null })}>
                    {bulk.replaceAll(rows.registered)}
                  </Button>
                )
              }
            >
              {bulk.registeredHelp}
            </Banner>
          )}
          {isOld && <Banner tone="wait">{bulk.rehearsalOld}</Banner>}
          {mayAct && (
            <div className="flex flex-wrap gap-2">
              <Button size="medium" isPending={rehearse.isPending} onClick={() => rehearse.mutate(order)}>
                {bulk.rehearseAgain}
              </Button>
              {rows.will_go > 0 && !isOld && (
                <Button variant="primary" size="medium" onClick={() => setStarting(true)}>
                  {bulk.start(rows.will_go)}
                </Button>
              )}
            </div>
          )}
        </>
      )}
      {batch.state === "running" && (
        <>
          <Progress label={bulk.running(sent, sent + toSend)} value={sent} max={sent + toSend} />
          <Settled batch={batch} />
          {mayAct && (
            <Button
              size="medium"
              className="justify-self-start"
              isPending={pause.isPending}
              onClick={() => pause.mutate(order)}
            >
              {bulk.pause}
            </Button>
          )}
        </>
      )}
      {batch.state === "paused" && (
        <>
          <Banner
            tone="wait"
            announce="status"
            title={bulk.pausedTitle}
            action={
              mayAct && (
                <Button
                  variant="primary"
                  size="medium"
                  isPending={resume.isPending}
                  onClick={() => resume.mutate(order)}
                >
                  {bulk.resume}
                </Button>
              )
            }
          >
            <p>{bulk.pausedBecause[batch.pausedBecause ?? "person"]}</p>
            <p>{bulk.resumeHelp}</p>
          </Banner>
          <Progress label={bulk.running(sent, sent + toSend)} value={sent} max={sent + toSend} />
          <Settled batch={batch} />
        </>
      )}
      {batch.state === "finished" && (
        <Banner tone={failedInstructions(batch) > 0 ? "wait" : "ok"} announce="status" title={bulk.finishedTitle}>
          <Settled batch={batch} />
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

function Settled({ batch }: { readonly batch: InvoiceBatch }) {
  const { bulk } = useAllMessages().escrow;
  return (
    <p className="tabular-nums">
      {bulk.settled(batch.instructions.done, openInstructions(batch), failedInstructions(batch))}
    </p>
  );
}

function Rehearsed({ batch }: { readonly batch: InvoiceBatch }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const { rows, rehearsedAtMs } = batch;
  const stays = batch.rowCount - rows.will_go - rows.registered;
  return (
    <div className="grid gap-1">
      <p role="status">
        <span className="font-semibold">{rows.will_go === 0 ? bulk.nothingGoes : bulk.willGo(rows.will_go)}</span>
        {stays > 0 && <span className="text-ink-2"> · {bulk.willNotGo(stays)}</span>}
      </p>
      {rehearsedAtMs !== null && (
        <p className="text-small text-ink-3">
          {bulk.rehearsedAt(formatInstant(Math.floor(rehearsedAtMs / 1000), locale, "second"))}
        </p>
      )}
    </div>
  );
}

/** The last question before a list is sent. */
function StartDialog({ batch, onClose }: { readonly batch: InvoiceBatch; readonly onClose: () => void }) {
  const m = useAllMessages();
  const { bulk } = m.escrow;
  const count = batch.rows.will_go;
  const start = useMutation(
    trpc.escrow.bulk.start.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.escrow.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <Dialog
      role="alertdialog"
      title={bulk.startTitle(count)}
      isOpen
      onClose={onClose}
      isDismissable={!start.isPending}
      footer={
        <>
          <Button size="medium" onClick={onClose}>
            {m.ui.cancel}
          </Button>
          <Button
            variant="primary"
            size="medium"
            isPending={start.isPending}
            onClick={() => start.mutate({ batchId: batch.id, count })}
          >
            {bulk.start(count)}
          </Button>
        </>
      }
    >
      <p>{bulk.startHelp}</p>
      {start.isError && <FailedNote error={start.error} />}
    </Dialog>
  );
}

/** Brings what became of every row as a file for spreadsheets. */
function ResultButton({ batchId }: { readonly batchId: string }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const fetching = useMutation({
    mutationFn: () =>
      queryClient.fetchQuery(trpc.escrow.bulk.result.queryOptions({ batchId, locale }, { staleTime: 0, gcTime: 0 })),
    onSuccess: ({ fileName, text }) => saveText(fileName, text),
  });
  return (
    <div className="grid justify-items-start gap-2">
      <Button size="medium" isPending={fetching.isPending} onClick={() => fetching.mutate()}>
        {bulk.result}
      </Button>
      {fetching.isError && <FailedNote error={fetching.error} onRetry={() => fetching.mutate()} />}
    </div>
  );
}
