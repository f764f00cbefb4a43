import { fruitlessInstructionStates, type InstructionState } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpcClient } from "../../lib/trpc.ts";
import { keepDraft, loadDraft } from "./invoice-draft.ts";
import { failedInstructions, type InvoiceBatch, type InvoiceRow, openInstructions } from "./invoice-state.tsx";

const rowsAtOnce = 200;
const fruitless: readonly InstructionState[] = fruitlessInstructionStates;

/**
 * Brings the rows of a finished list that ended without a delivery as a new list, which is rehearsed like any other: what
 * was registered meanwhile shows there. Nothing where no row ended so, or one is still being found out.
 */
export function RetryRest({ batch }: { readonly batch: InvoiceBatch }) {
  const m = useAllMessages();
  const words = m.escrow.bulk.retry;
  const navigate = useNavigate();
  const mayAct = useMay("escrow:write");
  const [asked, setAsked] = useState<string | null>(null);
  const bring = (text: string) => {
    keepDraft({ ...loadDraft(), text, name: null });
    void navigate("/escrow/invoices");
  };
  const reading = useMutation({
    mutationFn: () => readRest(batch.id),
    onSuccess: (text) => (loadDraft().text.trim() === "" ? bring(text) : setAsked(text)),
  });
  const count = failedInstructions(batch);
  if (!mayAct || batch.state !== "finished" || count === 0 || openInstructions(batch) > 0) return null;
  return (
    <div className="grid justify-items-start gap-1">
      <Button size="medium" isPending={reading.isPending} onClick={() => reading.mutate()}>
        {words.open(count)}
      </Button>
      <p className="text-small text-ink-3">{words.help}</p>
      {reading.isError && <FailedNote error={reading.error} />}
      <Dialog
        role="alertdialog"
        size="small"
        title={words.replaceTitle}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        footer={
          <>
            <Button size="medium" autoFocus onClick={() => setAsked(null)}>
              {m.ui.cancel}
            </Button>
            <Button variant="danger" size="medium" onClick={() => asked !== null && bring(asked)}>
              {words.replace}
            </Button>
          </>
        }
      >
        <p>{words.replaceHelp}</p>
      </Dialog>
    </div>
  );
}

/** The rows as a sheet that the form of a new list reads. */
async function readRest(batchId: string): Promise<string> {
  const lines = ["결제번호\t주문번호\t택배사\t송장번호"];
  let cursor: number | undefined;
  do {
    const page = await trpcClient.escrow.bulk.rows.query({
      batchId,
      states: ["asked", "not_asked"],
      limit: rowsAtOnce,
      ...(cursor === undefined ? {} : { cursor }),
    });
    lines.push(...page.items.filter(isRest).map(lineOf));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return lines.join("\n");
}

function isRest({ state, instruction }: InvoiceRow): boolean {
  return instruction === null ? state === "not_asked" : fruitless.includes(instruction.state);
}

function lineOf({ impUid, merchantUid, written }: InvoiceRow): string {
  return [impUid, merchantUid, written.courier ?? written.courierText, written.invoice]
    .map((text) => text ?? "")
    .join("\t");
}
