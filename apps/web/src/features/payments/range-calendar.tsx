import { parseDate } from "@internationalized/date";
import { Button } from "react-aria-components/Button";
import {
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from "react-aria-components/Calendar";
import { Heading } from "react-aria-components/Heading";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { RangeCalendar } from "react-aria-components/RangeCalendar";
import { ChevronLeftIcon, ChevronRightIcon } from "../../components/ui/icons.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";

interface PaymentRangeCalendarProps {
  readonly range: { readonly from: string; readonly to: string } | undefined;
  readonly today: string;
  readonly onChange: (range: { readonly from: string; readonly to: string }) => void;
}

const arrow = "grid size-8 place-items-center rounded-sm text-ink-2 hover:bg-sunk data-disabled:opacity-40";

/** A month in which one marks the first and the last day. */
export default function PaymentRangeCalendar({ range, today, onChange }: PaymentRangeCalendarProps) {
  const words = useMessages().payments.range;
  const locale = useLocale();
  return (
    <I18nProvider locale={locale === "ko" ? "ko-KR" : "en-US"}>
      <RangeCalendar
        aria-label={words.calendar}
        value={range === undefined ? null : { start: parseDate(range.from), end: parseDate(range.to) }}
        maxValue={parseDate(today)}
        onChange={({ start, end }) => onChange({ from: start.toString(), to: end.toString() })}
      >
        <header className="mb-1 flex items-center justify-between">
          <Button slot="previous" aria-label={words.previous} className={arrow}>
            <ChevronLeftIcon />
          </Button>
          <Heading className="font-semibold" />
          <Button slot="next" aria-label={words.next} className={arrow}>
            <ChevronRightIcon />
          </Button>
        </header>
        <CalendarGrid className="w-full border-separate border-spacing-y-0.5">
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell className="text-small font-medium text-ink-3">{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => (
              <CalendarCell
                date={date}
                className="grid h-8 cursor-pointer place-items-center outline-offset-[-2px] hover:bg-sunk data-disabled:cursor-default data-disabled:text-ink-3 data-disabled:opacity-50 data-outside-month:hidden data-selected:bg-accent-wash data-selected:text-accent data-selection-end:rounded-r-sm data-selection-end:bg-accent data-selection-end:text-accent-ink data-selection-start:rounded-l-sm data-selection-start:bg-accent data-selection-start:text-accent-ink"
              />
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </RangeCalendar>
    </I18nProvider>
  );
}
