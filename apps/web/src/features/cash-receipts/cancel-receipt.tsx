import { formatMoney, receiptRuleWords } from "@maru/domain";
import { useState } from "react";
import { type InstructionView, useGiving } from "../../components/instructions/use-giving.ts";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { ReceiptNote } from "./receipt-note.tsx";
import type { OutsideReceipt, PaymentReceipt } from "./receipt-state.tsx";

interface CancelReceiptProps {
  readonly receipt: PaymentReceipt | OutsideReceipt;
  readonly send: (order: {
    readonly instructionId: string;
    readonly receiptTidSeen: string | null;
  }) => Promise<InstructionView>;
  readonly onEnded: () => void;
}

/** Cancels the receipt that is shown, after one more question. */
export function CancelReceipt({ receipt, send, onEnded }: CancelReceiptProps) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  const [isAsking, setAsking] = useState(false);
  const giving = useGiving(
    `receipt-cancel ${"impUid" in receipt ? receipt.impUid : receipt.merchantUid}`,
    send,
    onEnded,
  );
  const { receipt: known, cancelRefusal } = receipt;
  if (giving.instruction !== undefined) {
    return (
      <ReceiptNote
        instruction={giving.instruction}
        action={
          giving.instruction.state === "done" ? undefined : <Button onClick={giving.startOver}>{words.open}</Button>
        }
      />
    );
  }
  if (known === null || known.state !== "issued") return null;
  if (cancelRefusal !== null) {
    return (
      <Banner tone="wait" title={words.cannotCancel}>
        {receiptRuleWords[cancelRefusal.rule][locale]}
      </Banner>
    );
  }
  const amount = formatMoney({ amount: known.amount ?? 0, currency: "KRW" }, locale);
  return (
    <div className="grid justify-items-start gap-2">
      <Button variant="danger" size="medium" onClick={() => setAsking(true)}>
        {words.cancelButton(amount)}
      </Button>
      {giving.error !== null && <FailedNote error={giving.error} />}
      <Dialog
        role="alertdialog"
        title={words.confirmCancel}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        footer={
          <DialogButtons
            keep={words.keep}
            onKeep={() => setAsking(false)}
            go={words.cancelButton(amount)}
            variant="danger"
            isPending={giving.isPending}
            onGo={() => {
              setAsking(false);
              giving.give({ receiptTidSeen: known.receiptTid });
            }}
          />
        }
      >
        <p>{words.cancelHelp}</p>
      </Dialog>
    </div>
  );
}
