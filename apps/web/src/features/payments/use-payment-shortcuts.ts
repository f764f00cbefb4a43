import type { Payment } from "@maru/domain";
import type { RefObject } from "react";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { useShortcuts } from "../../lib/shortcuts.ts";

interface PaymentShortcuts {
  readonly impUid: string;
  readonly payment: Payment | undefined;
  readonly rereadNow: () => void;
  readonly goBack: { readonly run: () => void };
  /** Absent where there is nothing to open, or no right to. */
  readonly openRefund?: () => void;
  readonly noteInput: RefObject<HTMLTextAreaElement | null>;
}

/** The keys of a payment's page. */
export function usePaymentShortcuts(shortcuts: PaymentShortcuts): void {
  const { impUid, payment, rereadNow, goBack, openRefund, noteInput } = shortcuts;
  const { shortcuts: words, copy, title } = useMessages().payments;
  const copyText = (text: string | null | undefined) => {
    if (text == null) return;
    navigator.clipboard.writeText(text).then(
      () => showToast(copy.doneWhat(text)),
      () => showToast(copy.failed, { tone: "bad" }),
    );
  };
  useShortcuts(title, [
    { keys: "c i", label: words.copyImpUid, run: () => copyText(impUid) },
    { keys: "c m", label: words.copyMerchantUid, run: () => copyText(payment?.merchantUid) },
    { keys: "c t", label: words.copyPgTid, run: () => copyText(payment?.pgTid) },
    ...(openRefund === undefined ? [] : [{ keys: "r", label: words.refund, run: openRefund }]),
    { keys: "n", label: words.note, run: () => noteInput.current?.focus() },
    { keys: "u", label: words.reread, run: rereadNow },
    { keys: "Escape", label: words.back, run: goBack.run },
  ]);
}
