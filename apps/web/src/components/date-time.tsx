import { formatInstant, type InstantStyle } from "@maru/domain";
import { useLocale } from "../lib/i18n.tsx";
import { NoValue } from "./no-value.tsx";

interface DateTimeProps {
  /** Unix seconds; null is shown as no value. */
  readonly at: number | null;
  readonly format?: InstantStyle;
  /** Leaves out the year when it is the one given, `YYYY`. */
  readonly yearUnderstood?: string | undefined;
}

/** An instant in Korean time, whatever zone the browser is in. */
export function DateTime({ at, format = "minute", yearUnderstood }: DateTimeProps) {
  const locale = useLocale();
  if (at === null) return <NoValue />;
  const text = formatInstant(at, locale, format);
  const shown = yearUnderstood !== undefined && text.startsWith(`${yearUnderstood}-`) ? text.slice(5) : text;
  return (
    <time
      dateTime={new Date(at * 1000).toISOString()}
      title={`${formatInstant(at, locale, "second")} KST`}
      className="whitespace-nowrap tabular-nums"
    >
      {shown}
    </time>
  );
}
