import { type PaymentCounts, type PaymentStatus, paymentStatusNames } from "@maru/domain";
import { Link } from "react-router";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { type PaymentSearch, paymentsPath, withList } from "./payment-search.ts";

const shownAlways: readonly PaymentStatus[] = ["paid", "ready", "failed", "partially_cancelled", "cancelled"];
const shownWhenAny: readonly PaymentStatus[] = ["pending", "unknown"];

interface PaymentStatusTabsProps {
  readonly search: PaymentSearch;
  /** Undefined until they are counted: the tabs are there before their numbers. */
  readonly counts: PaymentCounts | undefined;
  /** Counts under every filter but the status. */
  readonly isStale: boolean;
}

/** The statuses with how many payments have each, under the filters in force. Each is a link to its rows. */
export function PaymentStatusTabs({ search, counts, isStale }: PaymentStatusTabsProps) {
  const words = useMessages().payments;
  const locale = useLocale();
  const chosen = search.status ?? [];
  const rare = shownWhenAny.filter((status) => (counts?.byStatus[status] ?? 0) > 0 || chosen.includes(status));
  return (
    <nav aria-label={words.status.label} className="flex min-w-0 gap-0.5 overflow-x-auto overflow-y-hidden">
      <Tab
        to={paymentsPath(withList(search, "status", []))}
        isChosen={chosen.length === 0}
        label={words.status.all}
        count={counts?.total}
        isStale={isStale}
      />
      {[...shownAlways, ...rare].map((status) => (
        <Tab
          key={status}
          to={paymentsPath(withList(search, "status", [status]))}
          isChosen={chosen.includes(status)}
          label={paymentStatusNames[status][locale]}
          count={counts?.byStatus[status]}
          isStale={isStale}
        />
      ))}
    </nav>
  );
}

interface TabProps {
  readonly to: string;
  readonly isChosen: boolean;
  readonly label: string;
  readonly count: number | undefined;
  readonly isStale: boolean;
}

function Tab({ to, isChosen, label, count, isStale }: TabProps) {
  const n = countFormatter(useLocale());
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={isChosen ? "true" : undefined}
      className={classNames(
        "flex shrink-0 items-baseline gap-[5px] border-b-2 px-2.5 pt-1.5 pb-2 whitespace-nowrap group-data-compact/list:pt-0.5 group-data-compact/list:pb-1",
        "outline-offset-[-2px]",
        isChosen ? "border-accent font-semibold text-ink" : "border-transparent text-ink-2 hover:text-ink",
      )}
    >
      {label}
      <span
        className={classNames("font-medium text-ink-3", isStale && "underline decoration-dotted underline-offset-4")}
      >
        {/* An empty place as wide as a number keeps the other tabs where they are. */}
        {count === undefined ? <span className="inline-block w-[3ch]" /> : n(count)}
      </span>
    </Link>
  );
}
