import { PagePart } from "../../components/page-part.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { ReceiptNote } from "./receipt-note.tsx";
import type { PaymentReceipt } from "./receipt-state.tsx";

/** What was asked of upstream about a receipt, the latest first. */
export function ReceiptHistory({ instructions }: Pick<PaymentReceipt, "instructions">) {
  const words = useAllMessages().cashReceipts;
  return (
    <PagePart title={words.history}>
      {instructions.length === 0 ? (
        <p className="text-ink-3">{words.noHistory}</p>
      ) : (
        <div className="grid gap-2">
          {instructions.map((instruction) => (
            <ReceiptNote key={instruction.instructionId} instruction={instruction} />
          ))}
        </div>
      )}
    </PagePart>
  );
}
