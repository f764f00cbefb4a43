import { formatInstant, formatMoney, type Money as MoneyValue } from "@maru/domain";
import { lazy, type ReactNode, Suspense } from "react";
import { Term } from "../../components/glossary/term.tsx";
import { Money } from "../../components/money.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import type { PaymentSummary } from "./payment-header.tsx";
import { Section } from "./section.tsx";

const PaymentTaxParts = lazy(() => import("./payment-tax-parts.tsx"));

type PaymentReading = RouterOutputs["payments"]["get"];

/** The ledger of one payment: what was taken, each amount given back, and what can still be given back. */
export function PaymentMoney({ reading }: { readonly reading: PaymentReading }) {
  const { payment, cancellable, disagreement } = reading;
  const words = useDetailMessages();
  const locale = useLocale();
  const wasTaken = payment.paidAt !== null || payment.cancelledAmount.amount > 0;
  return (
    <Section title={words.money}>
      <dl className="tabular-nums">
        <Line
          label={<Term name={wasTaken ? "paidAmount" : "amount"}>{wasTaken ? words.paid : words.requestedAmount}</Term>}
          amount={payment.amount}
        />
        {payment.promotion?.discount != null && (
          <Line label={words.discount} amount={payment.promotion.discount} isQuiet />
        )}
        {payment.cancellations.map((cancellation, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: upstream may leave out every id a cancellation has
            key={index}
            label={
              cancellation.cancelledAt === null
                ? words.cancelled
                : words.cancelledOn(formatInstant(cancellation.cancelledAt, locale, "minute"))
            }
            amount={cancellation.amount}
            isTakenAway
          />
        ))}
        {payment.cancellations.length === 0 && payment.cancelledAmount.amount > 0 && (
          <Line label={words.cancelledTotal} amount={payment.cancelledAmount} isTakenAway />
        )}
        <div className="mt-1.5 flex items-baseline justify-between gap-4 border-t border-line-strong pt-2">
          <dt className="font-semibold">
            <Term name="refundable">{words.refundable}</Term>
          </dt>
          <dd className="text-amount font-[650] tracking-[-.01em]">
            <Money value={cancellable} />
          </dd>
        </div>
      </dl>
      {payment.pgProvider === "payco" && payment.paidAt !== null && (
        <Suspense fallback={<Skeleton className="mt-3 w-40" />}>
          <PaymentTaxParts impUid={payment.impUid} />
        </Suspense>
      )}
      {!wasTaken && <p className="mt-1 text-small text-ink-3">{words.notPaid}</p>}
      {disagreement !== null && (
        <Banner tone="bad" announce="alert" title={words.disagreementTitle} className="mt-3">
          {words.disagreement(
            formatMoney(disagreement.fromHistory, locale),
            formatMoney(disagreement.fromUpstream, locale),
          )}
        </Banner>
      )}
    </Section>
  );
}

interface LineProps {
  readonly label: ReactNode;
  readonly amount: MoneyValue;
  readonly isTakenAway?: boolean;
  readonly isQuiet?: boolean;
}

function Line({ label, amount, isTakenAway = false, isQuiet = false }: LineProps) {
  return (
    <div className={classNames("flex items-baseline justify-between gap-4 py-0.5", isQuiet && "text-ink-3")}>
      <dt className={isQuiet ? undefined : "text-ink-2"}>{label}</dt>
      <dd>
        {isTakenAway && "− "}
        <Money value={amount} />
      </dd>
    </div>
  );
}

/** The same ledger while it loads; what a list's row already knew is there at once. */
export function PaymentMoneySkeleton({ summary }: { readonly summary: PaymentSummary | undefined }) {
  const words = useDetailMessages();
  return (
    <Section title={words.money}>
      <dl>
        <div className="flex items-baseline justify-between gap-4 py-0.5">
          <dt className="text-ink-2">{words.paid}</dt>
          <dd>{summary === undefined ? <Skeleton className="w-20" /> : <Money value={summary.amount} />}</dd>
        </div>
        <div className="mt-1.5 flex items-baseline justify-between gap-4 border-t border-line-strong pt-2">
          <dt className="font-semibold">{words.refundable}</dt>
          <dd className="text-amount">
            <Skeleton className="w-24" />
          </dd>
        </div>
      </dl>
    </Section>
  );
}
