import { type Money, type Payment, refundArrival, refundArrivalSentence } from "@maru/domain";
import { SourceLink } from "../../components/source-link.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { type Locale, useLocale } from "../../lib/i18n.tsx";
import { useShortcuts } from "../../lib/shortcuts.ts";
import { useFormMessages } from "./form-messages.ts";

interface RefundArrivalNoteProps {
  readonly payment: Payment;
  readonly amount: Money;
  /** When the refund is, or was, sent. */
  readonly nowMs: number;
  /** Nobody has approved it yet, so that nothing is to be promised. */
  readonly awaitsApproval?: boolean;
}

/** When the customer sees the money, as a sentence one can send on in either language. */
export function RefundArrivalNote({ payment, amount, nowMs, awaitsApproval = false }: RefundArrivalNoteProps) {
  const words = useFormMessages();
  const locale = useLocale();
  const arrival = refundArrival(payment, amount.amount, nowMs);
  const sentence = refundArrivalSentence(arrival, amount);
  const copy = (language: Locale) => {
    navigator.clipboard.writeText(sentence[language]).then(
      () => showToast(words.arrival.copied),
      () => showToast(words.arrival.copyFailed, { tone: "bad" }),
    );
  };
  useShortcuts(
    words.title,
    awaitsApproval ? [] : [{ keys: "c", label: words.arrival.shortcut, run: () => copy(locale) }],
  );
  const copyButton = "rounded-sm font-medium underline underline-offset-2 hover:text-accent";
  return (
    <Banner tone="info">
      <p className="text-ink">
        <span className="font-semibold">{words.arrival.label}</span> {sentence[locale]}
      </p>
      {arrival.kind === "undated" && arrival.why === "calendar_ends" && (
        <p className="mt-1 text-wait">{words.arrival.calendarEnds}</p>
      )}
      {awaitsApproval ? (
        <p className="mt-1 text-wait">{words.arrival.awaitsApproval}</p>
      ) : (
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <button type="button" className={copyButton} onClick={() => copy("ko")}>
            {words.arrival.copyKo}
          </button>
          <button type="button" className={copyButton} onClick={() => copy("en")}>
            {words.arrival.copyEn}
          </button>
          <Kbd>C</Kbd>
        </p>
      )}
      <p className="mt-1 text-small text-ink-3">
        {arrival.basis[locale]} ·{" "}
        <SourceLink isQuiet url={arrival.source.url}>
          {words.arrival.source}
        </SourceLink>
      </p>
    </Banner>
  );
}
