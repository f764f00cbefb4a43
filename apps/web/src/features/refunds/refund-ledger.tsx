import { formatInstant, type Money as MoneyValue } from "@maru/domain";
import { Money } from "../../components/money.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { useFormMessages } from "./form-messages.ts";

export type RefundPreview = RouterOutputs["refunds"]["preview"];

/** What was taken, each amount given back and by whom, and what can still be given back. */
export function RefundLedger({ preview }: { readonly preview: RefundPreview }) {
  const { payment, balance, refunds } = preview;
  const words = useFormMessages().ledger;
  const locale = useLocale();
  const listed = payment.cancellations;
  return (
    <dl aria-label={words.label} className="rounded-md border border-line px-3 py-2.5 tabular-nums">
      <Line label={words.paid} amount={payment.amount} />
      {listed.map((cancellation, index) => {
        const at = cancellation.cancelledAt === null ? "" : formatInstant(cancellation.cancelledAt, locale, "minute");
        const own = refunds.find(
          ({ cancellationId }) => cancellationId !== null && cancellationId === cancellation.cancellationId,
        );
        return (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: upstream may leave out every id a cancellation has
            key={index}
            label={own === undefined ? words.cancelled(at) : words.cancelledBy(at, own.requestedBy.name)}
            amount={cancellation.amount}
            isTakenAway
          />
        );
      })}
      {listed.length === 0 && payment.cancelledAmount.amount > 0 && (
        <Line label={words.cancelledTotal} amount={payment.cancelledAmount} isTakenAway />
      )}
      <div className="mt-1.5 flex items-baseline justify-between gap-4 border-line-strong border-t pt-1.5 font-semibold">
        <dt>{words.refundable}</dt>
        <dd>
          <Money value={balance} />
        </dd>
      </div>
    </dl>
  );
}

interface LineProps {
  readonly label: string;
  readonly amount: MoneyValue;
  readonly isTakenAway?: boolean;
}

function Line({ label, amount, isTakenAway = false }: LineProps) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-0.5">
      <dt className="min-w-0 text-ink-2">{label}</dt>
      <dd className="whitespace-nowrap">
        {isTakenAway && "− "}
        <Money value={amount} />
      </dd>
    </div>
  );
}
