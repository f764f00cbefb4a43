import { formatMoney, refundStepName } from "@maru/domain";
import { StepList } from "../../components/step-list.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RefundStep } from "./refund-view.ts";

/** Every step of a refund: what it became, who did it and when, and what they wrote. */
export function RefundTimeline({ steps }: { readonly steps: readonly RefundStep[] }) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  return (
    <StepList
      title={words.timeline}
      steps={steps.map(({ atMs, from, to, by, details }) => ({
        atMs,
        name: refundStepName(from, to)[locale],
        by: by?.name ?? words.ourselves,
        more: <StepDetails details={details} />,
      }))}
    />
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
