import { formatMoney, parseTypedAmount } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { StepUpPrompt } from "../../components/step-up-prompt.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { totalPerCurrency } from "./batch-figures.ts";
import type { Batch } from "./batch-name.ts";

/** The last question before a list is carried out: its total has to be typed, so that nobody starts it by a slip. */
export function StartDialog({ batch, onClose }: { readonly batch: Batch; readonly onClose: () => void }) {
  const m = useAllMessages();
  const words = m.bulkRefunds;
  const locale = useLocale();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [isTried, setTried] = useState(false);
  const totals = totalPerCurrency(batch.totals ?? []);
  const count = batch.rows.will_go;
  const start = useMutation(
    trpc.refunds.bulk.start.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.refunds.pathFilter());
        onClose();
      },
    }),
  );
  const read = totals.map(({ currency, amount }) => {
    const answer = parseTypedAmount(typed[currency] ?? "", currency);
    const isEmpty = !answer.ok && answer.problem === "empty";
    const isRight = answer.ok && answer.money.amount === amount;
    return { currency, amount, error: isRight ? undefined : isEmpty ? words.typedEmpty : words.typedWrong };
  });
  const submit = () => {
    if (start.isPending) return;
    setTried(true);
    if (read.some(({ error }) => error !== undefined)) return;
    start.mutate({
      batchId: batch.id,
      count,
      totals: read.map(({ currency, amount }) => ({ currency, amount })),
    });
  };
  const needsCode = start.isError && appErrorOf(start.error)?.code === "STEP_UP_REQUIRED";
  const inWords = totals.map(({ currency, amount }) => formatMoney({ amount, currency }, locale)).join(" + ");
  return (
    <Dialog
      role="alertdialog"
      title={words.startTitle(count)}
      isOpen
      onClose={onClose}
      isDismissable={!start.isPending}
      footer={
        <DialogButtons
          onKeep={onClose}
          go={words.startButton(inWords, count)}
          variant="danger"
          isPending={start.isPending}
          onGo={submit}
        />
      }
    >
      <Form className="grid gap-3" onSubmit={submit}>
        <p>{words.startHelp(count, batch.concurrency)}</p>
        {read.map(({ currency, amount, error }, at) => (
          <TextField
            key={currency}
            label={words.typeTotal(currency)}
            hint={words.typeTotalHint(formatMoney({ amount, currency }, locale))}
            error={isTried ? error : undefined}
            value={typed[currency] ?? ""}
            inputMode="decimal"
            autoComplete="off"
            autoFocus={at === 0}
            onChange={(text) => setTyped({ ...typed, [currency]: text })}
          />
        ))}
        {start.isError && !needsCode && <FailedNote error={start.error} />}
      </Form>
      {needsCode && <StepUpPrompt words={words.codePrompt} onProven={submit} />}
    </Dialog>
  );
}
