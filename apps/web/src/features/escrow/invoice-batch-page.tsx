import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { BatchPage, followMs } from "../../components/batches/batch-page.tsx";
import { BatchSteps, Rehearsed } from "../../components/batches/batch-steps.tsx";
import { ResultButton } from "../../components/batches/result-button.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { InvoiceRows } from "./invoice-rows.tsx";
import { failedInstructions, type InvoiceBatch, openInstructions } from "./invoice-state.tsx";
import { RetryRest } from "./retry-rest.tsx";

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
  if (!mayRead) return <ForbiddenNote permission="escrow:read" />;
  return (
    <BatchPage
      words={bulk}
      batch={batch}
      path="/escrow/invoices"
      onMoved={() => void queryClient.invalidateQueries(trpc.escrow.bulk.rows.pathFilter())}
    >
      {(read) => (
        <>
          <NextStep batch={read} />
          <RetryRest batch={read} />
          <InvoiceRows batch={read} />
        </>
      )}
    </BatchPage>
  );
}

function isUnderWay(batch: InvoiceBatch | undefined): boolean {
  if (batch === undefined) return false;
  return batch.state === "rehearsing" || batch.state === "running" || openInstructions(batch) > 0;
}

/** What there is to do about the list now, and what can be seen of what is being done. */
function NextStep({ batch }: { readonly batch: InvoiceBatch }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const mayAct = useMay("escrow:write");
  const [isStarting, setStarting] = useState(false);
  const refresh = { onSettled: () => queryClient.invalidateQueries(trpc.escrow.bulk.pathFilter()) };
  const rehearse = useMutation(trpc.escrow.bulk.rehearse.mutationOptions(refresh));
  const replace = useMutation(trpc.escrow.bulk.replace.mutationOptions(refresh));
  const pause = useMutation(trpc.escrow.bulk.pause.mutationOptions(refresh));
  const resume = useMutation(trpc.escrow.bulk.resume.mutationOptions(refresh));
  const failed = [rehearse, replace, pause, resume].find(({ isError }) => isError);
  const {
    id: batchId,
    rows: { registered, will_go: willGo },
  } = batch;
  const settled = <Settled batch={batch} />;
  return (
    <>
      <BatchSteps
        batch={batch}
        words={bulk}
        mayAct={mayAct}
        rehearse={rehearse}
        pause={pause}
        resume={resume}
        failure={failed !== undefined && <FailedNote error={failed.error} />}
        rehearsed={
          <>
            <Rehearsed batch={batch} words={bulk} toldElsewhere={registered} />
            {registered > 0 && (
              <Banner
                tone="wait"
                title={bulk.registered(registered)}
                action={
                  mayAct && (
                    <Button isPending={replace.isPending} onClick={() => replace.mutate({ batchId, rowNumbers: null })}>
                      {bulk.replaceAll(registered)}
                    </Button>
                  )
                }
              >
                {bulk.registeredHelp}
              </Banner>
            )}
          </>
        }
        start={
          <Button variant="primary" size="medium" onClick={() => setStarting(true)}>
            {bulk.start(willGo)}
          </Button>
        }
        pausedBecause={bulk.pausedBecause[batch.pausedBecause ?? "person"]}
        settled={settled}
        finished={settled}
        finishedTone={failedInstructions(batch) > 0 ? "wait" : "ok"}
        result={
          <ResultButton
            label={bulk.result}
            read={() =>
              queryClient.fetchQuery(
                trpc.escrow.bulk.result.queryOptions({ batchId, locale }, { staleTime: 0, gcTime: 0 }),
              )
            }
          />
        }
      />
      {isStarting && <StartDialog batch={batch} onClose={() => setStarting(false)} />}
    </>
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
        <DialogButtons
          onKeep={onClose}
          go={bulk.start(count)}
          isPending={start.isPending}
          onGo={() => start.mutate({ batchId: batch.id, count })}
        />
      }
    >
      <p>{bulk.startHelp}</p>
      {start.isError && <FailedNote error={start.error} />}
    </Dialog>
  );
}
