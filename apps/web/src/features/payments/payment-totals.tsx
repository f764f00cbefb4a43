import { type CurrencyTotal, formatMoney, type Money, type PaymentCounts } from "@maru/domain";
import { Link } from "react-router";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { type PaymentSearch, paymentsPath, withList } from "./payment-search.ts";

interface PaymentTotalsProps {
  readonly search: PaymentSearch;
  readonly counts: PaymentCounts | undefined;
  readonly isStale: boolean;
  readonly isFailed: boolean;
}

type Part = "paid" | "cancelled" | "net";
const parts: readonly Part[] = ["paid", "cancelled", "net"];

/** Paid, refunded and net of the payments under the filters: per currency, never summed across, without test payments. */
export function PaymentTotals({ search, counts, isStale, isFailed }: PaymentTotalsProps) {
  const words = useMessages().payments.totals;
  const totals = counts?.totals ?? [];
  const [main, ...others] = inOrder(totals);
  // Two lines keep their room, so that nothing below moves as a search changes which currencies occur.
  const place = "ml-auto flex min-h-[58px] items-end gap-5 group-data-compact/list:min-h-[54px] max-[720px]:hidden";
  if (isFailed) return <p className={`${place} text-small text-ink-3`}>{words.failed}</p>;
  if (counts !== undefined && main === undefined) return <div className={place} />;
  return (
    <dl aria-label={words.label} title={words.scope} className={place}>
      {parts.map((part) => (
        <div key={part} className="text-right">
          <dt className="text-micro text-ink-3" title={words[`${part}Help`]}>
            {part === "paid" && main !== undefined ? words.paidOf(main.currency) : words[part]}
          </dt>
          {main === undefined ? (
            <dd>
              <Skeleton className="w-24" />
            </dd>
          ) : (
            <TotalLink search={search} part={part} total={main} isMain isStale={isStale} />
          )}
          {others.map((total) => (
            <TotalLink
              key={total.currency}
              search={search}
              part={part}
              total={total}
              isMain={false}
              isStale={isStale}
            />
          ))}
        </div>
      ))}
    </dl>
  );
}

interface TotalLinkProps {
  readonly search: PaymentSearch;
  readonly part: Part;
  readonly total: CurrencyTotal;
  readonly isMain: boolean;
  readonly isStale: boolean;
}

function TotalLink({ search, part, total, isMain, isStale }: TotalLinkProps) {
  const words = useMessages().payments.totals;
  const locale = useLocale();
  const amount: Money = total[part];
  const text = formatMoney(amount, locale);
  return (
    <dd
      className={
        isMain
          ? "h-6 leading-6 group-data-compact/list:h-5 group-data-compact/list:leading-5"
          : "h-[18px] leading-[18px]"
      }
    >
      <Link
        to={paymentsPath(searchOfTotal(search, part, total.currency))}
        aria-label={words.showRows(words[part], total.currency, text)}
        className={classNames(
          // Two of them stand one above the other: less than this height is hard to hit.
          "inline-block leading-6",
          "underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-accent hover:text-accent",
          isMain ? "text-[16px] font-[650] tracking-[-.01em] group-data-compact/list:text-lead" : "text-[12px]",
          // Dimmed no further than can be read.
          isStale ? "text-ink-3" : !isMain && "text-ink-2",
        )}
      >
        {text}
      </Link>
    </dd>
  );
}

/** The rows that make a total: its currency, no test payments, and for refunds only what was cancelled. */
function searchOfTotal(search: PaymentSearch, part: Part, currency: string): PaymentSearch {
  const rows = withList({ ...search, mode: "live" }, "currency", [currency]);
  const statuses = part === "cancelled" ? moneyReturned : moneyTaken;
  const chosen = search.status ?? statuses;
  return withList(
    rows,
    "status",
    chosen.filter((status) => statuses.includes(status)),
  );
}

const moneyReturned: readonly string[] = ["partially_cancelled", "cancelled"];
const moneyTaken: readonly string[] = ["paid", ...moneyReturned];

/** Won first: it is what nearly every shop here sells in. */
function inOrder(totals: readonly CurrencyTotal[]): CurrencyTotal[] {
  return [...totals].sort((left, right) => rank(left) - rank(right) || (left.currency < right.currency ? -1 : 1));
}

function rank({ currency }: CurrencyTotal): number {
  return currency === "KRW" ? 0 : 1;
}
