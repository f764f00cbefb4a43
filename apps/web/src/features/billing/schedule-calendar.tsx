import { addKstDays, formatMoney, type KstDate, kstDayStart, type Money, toKstDate } from "@maru/domain";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";

export type Schedule = RouterOutputs["billing"]["schedules"]["schedules"][number];

interface ScheduleCalendarProps {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly schedules: readonly Schedule[];
  readonly chosen: KstDate | null;
  readonly onChoose: (day: KstDate | null) => void;
}

/** A month of planned payments, a week to a row: how many on each day, how much, and how many failed. */
export function ScheduleCalendar({ month, schedules, chosen, onChoose }: ScheduleCalendarProps) {
  const words = useAllMessages().billing;
  const locale = useLocale();
  const byDay = Map.groupBy(schedules, ({ scheduledAt }) => toKstDate(scheduledAt));
  const today = toKstDate(Math.floor(Date.now() / 1000));
  return (
    <table aria-labelledby="billing-month" className="w-full table-fixed border-separate border-spacing-0">
      <thead>
        <tr>
          {words.weekdays.map((weekday) => (
            <th key={weekday} scope="col" className="h-7 px-1.5 text-left text-small font-medium text-ink-3">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              if (!day.startsWith(month)) return <td key={day} className="border-line border-t" />;
              const here = byDay.get(day) ?? [];
              const failed = here.filter(({ state }) => state === "failed").length;
              const sums = sumsOf(here).map((sum) => formatMoney(sum, locale));
              const isChosen = day === chosen;
              return (
                <td key={day} className="border-line border-t p-0 align-top">
                  <button
                    type="button"
                    aria-pressed={isChosen}
                    aria-label={here.length === 0 ? words.noneOn(day) : words.day(day, here.length, sums.join(", "))}
                    onClick={() => onChoose(isChosen ? null : day)}
                    className={classNames(
                      "grid min-h-16 w-full content-start gap-0.5 px-1.5 py-1 text-left hover:bg-sunk focus-visible:outline-2 focus-visible:outline-offset-[-2px] focus-visible:outline-accent",
                      isChosen && "bg-accent-wash",
                    )}
                  >
                    <span
                      className={classNames(
                        "text-small tabular-nums",
                        day === today ? "font-bold text-accent" : "text-ink-2",
                      )}
                    >
                      {Number(day.slice(8))}
                    </span>
                    {here.length > 0 && (
                      <span className="text-small font-semibold tabular-nums">{words.count(here.length)}</span>
                    )}
                    {sums.map((sum) => (
                      <span key={sum} className="truncate text-micro text-ink-2 tabular-nums max-sm:hidden">
                        {sum}
                      </span>
                    ))}
                    {failed > 0 && <span className="text-micro font-semibold text-bad">{words.failed(failed)}</span>}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Stands where the month will be, week by week as tall as it. */
export function CalendarSkeleton({ month }: { readonly month: string }) {
  return (
    <div aria-busy="true" className="grid pt-7">
      {weeksOf(month).map((week) => (
        <div key={week[0]} className="grid h-[65px] grid-cols-7 items-start border-line border-t px-1.5 py-1">
          {week.map((day) => (
            <Skeleton key={day} className="w-6" />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The weeks that hold the month's days, Sunday first. */
function weeksOf(month: string): KstDate[][] {
  const first = toKstDate(kstDayStart(`${month}-01` as KstDate));
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay();
  const weeks: KstDate[][] = [];
  for (let day = addKstDays(first, -weekday); day.slice(0, 7) <= month; day = addKstDays(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, n) => addKstDays(day, n)));
  }
  return weeks;
}

function sumsOf(schedules: readonly Schedule[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { amount } of schedules) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}
