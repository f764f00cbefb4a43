import { addKstMonths, type KstDate, kstDayStart, scheduleStateNames, scheduleStates, toKstDate } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Face } from "../../components/face.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { ChevronLeftIcon, ChevronRightIcon } from "../../components/ui/icons.tsx";
import { Select } from "../../components/ui/select.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { type BillingSearch, readBillingSearch, writeBillingSearch } from "./billing-search.ts";
import { KeySearch } from "./key-search.tsx";
import { CalendarSkeleton, ScheduleCalendar } from "./schedule-calendar.tsx";
import { ScheduleTable } from "./schedule-table.tsx";

/** Planned payments of billing keys by month: a calendar, and the rows behind its numbers. */
export function Component() {
  const words = useAllMessages().billing;
  const mayRead = useMay("billing:read");
  useDocumentTitle(words.title);
  return mayRead ? <BillingPage /> : <ForbiddenNote permission="billing:read" />;
}

function BillingPage() {
  const words = useAllMessages().billing;
  const locale = useLocale();
  const [params, setParams] = useSearchParams();
  const thisMonth = toKstDate(Math.floor(Date.now() / 1000)).slice(0, 7);
  const search = readBillingSearch(params, thisMonth);
  const set = (change: Partial<BillingSearch>) =>
    setParams(writeBillingSearch({ ...search, ...change }, thisMonth), { replace: true });
  const first = `${search.month}-01` as KstDate;
  const reading = useQuery(
    trpc.billing.schedules.queryOptions(
      { from: kstDayStart(first), to: kstDayStart(addKstMonths(first, 1)) },
      { staleTime: 15_000 },
    ),
  );
  const [year = 0, month = 0] = search.month.split("-").map(Number);
  const all = reading.data?.schedules ?? [];
  const ofState = search.state === null ? all : all.filter(({ state }) => state === search.state);
  const shown =
    search.day === null ? ofState : ofState.filter(({ scheduledAt }) => toKstDate(scheduledAt) === search.day);
  const goTo = (months: number) => set({ month: addKstMonths(first, months).slice(0, 7), day: null });
  return (
    <div className="grid min-w-0 gap-4 pt-4 pb-16">
      <PageTitle title={words.title} help={words.help} className="px-3 md:px-5" />
      <KeySearch />
      <div className="flex flex-wrap items-start gap-3 px-3 md:px-5">
        {/* Level with the field beside it. */}
        <div className="-ml-1.5 mt-6 flex h-9 items-center gap-1 coarse:h-11">
          <IconButton label={words.previous} icon={<ChevronLeftIcon />} onClick={() => goTo(-1)} />
          <h2 id="billing-month" className="min-w-28 text-center text-lead font-bold tabular-nums">
            {words.month(year, month)}
          </h2>
          <IconButton label={words.next} icon={<ChevronRightIcon />} onClick={() => goTo(1)} />
          {search.month !== thisMonth && (
            <Button variant="quiet" size="medium" onClick={() => set({ month: thisMonth, day: null })}>
              {words.thisMonth}
            </Button>
          )}
        </div>
        <Select
          label={words.state}
          className="w-40"
          value={search.state ?? ""}
          options={[
            { value: "", label: words.everyState },
            ...scheduleStates.map((value) => ({ value, label: scheduleStateNames[value][locale] })),
          ]}
          onChange={(value) => set({ state: scheduleStates.find((one) => one === value) ?? null })}
        />
      </div>
      {reading.isPending && (
        <>
          <div className="px-3 md:px-5">
            <CalendarSkeleton month={search.month} />
          </div>
          <RowsSkeleton />
        </>
      )}
      {reading.isError && (
        <div className="px-3 md:px-5">
          <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />
        </div>
      )}
      {reading.data !== undefined && (
        <>
          <div className="px-3 md:px-5">
            <ScheduleCalendar
              month={search.month}
              schedules={ofState}
              chosen={search.day}
              onChoose={(day) => set({ day })}
            />
          </div>
          <section aria-labelledby="billing-list" className="grid min-w-0 gap-2">
            <div className="flex flex-wrap items-baseline gap-x-3 px-3 md:px-5">
              <h2 id="billing-list" className="font-semibold" aria-live="polite">
                {words.listTitle(shown.length)}
              </h2>
              {search.day !== null && (
                <Button variant="quiet" onClick={() => set({ day: null })}>
                  {words.clearDay(search.day)}
                </Button>
              )}
              {!reading.data.isWhole && <p className="text-bad">{words.notWhole}</p>}
              {reading.data.isMasked && <p className="text-small text-ink-3">{words.masked}</p>}
            </div>
            {all.length === 0 ? (
              <Face title={words.none}>
                <p>{words.noneHelp}</p>
              </Face>
            ) : shown.length === 0 ? (
              <Face title={words.noMatch} />
            ) : (
              <ScheduleTable schedules={shown} labelledBy="billing-list" />
            )}
          </section>
        </>
      )}
    </div>
  );
}
