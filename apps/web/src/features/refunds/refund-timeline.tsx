import { formatInstant, formatMoney, refundStateNames } from "@maru/domain";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RefundStep } from "./refund-view.ts";

/** Every step of a refund: what it became, who did it and when, and what they wrote. */
export function RefundTimeline({ steps }: { readonly steps: readonly RefundStep[] }) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title" className="mb-2 border-line border-b pb-1.5 font-semibold">
        {words.timeline}
      </h2>
      <ol className="grid gap-2">
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are never taken out or moved
          <li key={at} className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <time dateTime={new Date(step.atMs).toISOString()} className="text-ink-3 tabular-nums">
              {formatInstant(Math.floor(step.atMs / 1000), locale, "second")}
            </time>
            <div className="min-w-0">
              <p>
                <span className="font-medium">{refundStateNames[step.to][locale]}</span>{" "}
                <span className="text-ink-3">{step.by?.name ?? words.ourselves}</span>
              </p>
              <StepDetails details={step.details} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What people wrote and what was seen, as far as this version knows the words. */
function StepDetails({ details }: { readonly details: RefundStep["details"] }) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  const { reason, reasons, balanceSeen, balanceNow, currency } = details;
  const said = [reason, ...(Array.isArray(reasons) ? reasons : [])].filter(
    (text) => typeof text === "string" && text !== "",
  );
  const inMoney = (amount: unknown) =>
    typeof amount === "number"
      ? formatMoney({ amount, currency: typeof currency === "string" ? currency : "KRW" }, locale)
      : null;
  const seen = inMoney(balanceSeen);
  const now = inMoney(balanceNow);
  return (
    <>
      {said.map((text) => (
        <p key={String(text)} className="text-ink-2">
          {words.reasonGiven(String(text))}
        </p>
      ))}
      {now !== null && <p className="text-small text-ink-3 tabular-nums">{words.balance.nowIs(now)}</p>}
      {seen !== null && now === null && (
        <p className="text-small text-ink-3 tabular-nums">{words.fact.balanceSeenIs(seen)}</p>
      )}
    </>
  );
}
