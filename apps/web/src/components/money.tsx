import { formatMoney, type Money as MoneyValue } from "@maru/domain";
import { useLocale } from "../lib/i18n.tsx";

interface MoneyProps {
  readonly value: MoneyValue;
  /** In a column of won the sign on every line is noise; other currencies always show theirs. */
  readonly hidesWonSign?: boolean;
  /** Beside another amount of the same currency, which shows it. */
  readonly hidesSign?: boolean;
  readonly className?: string;
}

/** An amount in tabular figures. */
export function Money({ value, hidesWonSign = false, hidesSign = false, className = "" }: MoneyProps) {
  const text = formatMoney(value, useLocale());
  return (
    <span className={`whitespace-nowrap tabular-nums ${className}`}>
      {hidesSign || (hidesWonSign && value.currency === "KRW") ? text.replace(/[^\d.,-]+/, "") : text}
    </span>
  );
}
