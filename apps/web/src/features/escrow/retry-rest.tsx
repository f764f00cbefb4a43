import { formatInstant } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay, useSession } from "../../lib/session.tsx";
import { type RouterOutputs, trpcClient } from "../../lib/trpc.ts";
import { keepDraft, loadDraft } from "./invoice-draft.ts";
import { failedInstructions, type InvoiceBatch, openInstructions } from "./invoice-state.tsx";

type RestRow = RouterOutputs["escrow"]["bulk"]["rest"]["rows"][number];

/**
 * Brings the rows of a finished list that ended without a delivery as a new list, which is rehearsed like any other: what
 * was registered meanwhile shows there. Nothing where no row ended so, or one is still being found out.
 */
export function RetryRest({ batch }: { readonly batch: InvoiceBatch }) {
  const m = useAllMessages();
  const words = m.escrow.bulk.retry;
  const navigate = useNavigate();
  const userId = useSession().user.id;
  const mayAct = useMay("escrow:write");
  const [asked, setAsked] = useState<string | null>(null);
  const bring = (text: string) => {
    keepDraft(userId, { ...loadDraft(userId), text, name: null });
    void navigate("/escrow/invoices");
  };
  const reading = useMutation({
    mutationFn: () => readRest(batch.id),
    onSuccess: (text) => (loadDraft(userId).text.trim() === "" ? bring(text) : setAsked(text)),
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
          <DialogButtons
            isKeepFocused
            onKeep={() => setAsked(null)}
            go={words.replace}
            variant="danger"
            onGo={() => asked !== null && bring(asked)}
          />
        }
      >
        <p>{words.replaceHelp}</p>
      </Dialog>
    </div>
  );
}

/** The rows as a sheet that the form of a new list reads. */
async function readRest(batchId: string): Promise<string> {
  const { rows } = await trpcClient.escrow.bulk.rest.mutate({ batchId });
  return [headings, ...rows.map(cellsOf)].map((cells) => cells.map(quoted).join("\t")).join("\n");
}

/** As the guess of columns knows them, whatever the language of the page. */
const headings = [
  "결제번호",
  "주문번호",
  "택배사",
  "송장번호",
  "발송시각",
  "받는분",
  "받는분전화번호",
  "받는분우편번호",
  "받는분주소",
];

function cellsOf({ impUid, merchantUid, courier, invoice, sentAt, receiver }: RestRow): string[] {
  const { name, tel, postcode, address } = receiver;
  const time = sentAt === null ? null : formatInstant(sentAt, "ko", "second");
  return [impUid, merchantUid, courier, invoice, time, name, tel, postcode, address].map((text) => text ?? "");
}

/** An address may hold a line break or a quotation mark. */
function quoted(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
