import { formatInstant, formatMoney } from "@maru/domain";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";

/** The balance somebody saw beside the one there is, and who changed it as far as anybody knows. */
export function BalanceChange({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  const { balanceSeen, balanceNow, currency, changedBy } = details;
  if (typeof balanceSeen !== "number" || typeof balanceNow !== "number") return null;
  const inMoney = (amount: number) =>
    formatMoney({ amount, currency: typeof currency === "string" ? currency : "KRW" }, locale);
  return (
    <div className="grid gap-2 rounded-md border border-line px-3 py-2.5">
      <p className="font-semibold">{words.balance.title}</p>
      <dl className="grid grid-cols-2 gap-4 tabular-nums">
        <div>
          <dt className="text-small text-ink-3">{words.balance.seen}</dt>
          <dd className="text-lead text-ink-2 line-through">{inMoney(balanceSeen)}</dd>
        </div>
        <div>
          <dt className="text-small text-ink-3">{words.balance.now}</dt>
          <dd className="text-lead font-semibold">{inMoney(balanceNow)}</dd>
        </div>
      </dl>
      {Array.isArray(changedBy) && changedBy.length > 0 && (
        <ul className="grid gap-0.5 text-ink-2 tabular-nums">
          {changedBy.map((each: unknown, at) => {
            const { amount, atMs, source, name } = Object(each);
            const by =
              source === "maru"
                ? words.balance.by.maru(String(name ?? ""))
                : source === "console"
                  ? words.balance.by.console
                  : words.balance.by.unknown;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list comes as a whole
              <li key={at}>
                {typeof amount === "number" && inMoney(amount)} · {by}
                {typeof atMs === "number" && <> · {formatInstant(Math.floor(atMs / 1000), locale, "second")}</>}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
