import { lazy, Suspense, useId, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { type DayRange, parseTypedDay, presetOf, presetRange, rangePresets } from "./payment-range.ts";
import { type PaymentSearch, withoutPart } from "./payment-search.ts";

const RangeCalendar = lazy(() => import("./range-calendar.tsx"));

interface DateRangePanelProps {
  readonly search: PaymentSearch;
  readonly today: string;
  readonly onChange: (search: PaymentSearch) => void;
  readonly onClose: () => void;
}

const bases = ["status", "requested"] as const;

/** Which time counts, and which days: by preset, by typing, or on a calendar. */
export default function DateRangePanel({ search, today, onChange, onClose }: DateRangePanelProps) {
  const words = useMessages().payments;
  const basisId = useId();
  const chosen = presetOf(search, today);
  const choose = (range: DayRange) => {
    onChange(withRange(search, range));
    onClose();
  };
  return (
    <div className="grid w-[580px] max-w-full grid-cols-[168px_minmax(0,1fr)] max-[720px]:grid-cols-1">
      <ul className="border-r border-line p-2 max-[720px]:grid max-[720px]:grid-cols-2 max-[720px]:border-r-0 max-[720px]:border-b">
        {rangePresets.map((preset) => (
          <li key={preset}>
            <button
              type="button"
              aria-pressed={preset === chosen}
              onClick={() => choose(presetRange(preset, today))}
              className="h-8 w-full rounded-sm px-2.5 text-left hover:bg-sunk aria-pressed:bg-accent-wash aria-pressed:font-semibold aria-pressed:text-accent coarse:h-10"
            >
              {words.range[preset]}
            </button>
          </li>
        ))}
      </ul>
      <div className="grid content-start gap-4 p-4">
        <fieldset>
          <legend className="mb-1 font-semibold">{words.basis.label}</legend>
          <div className="grid grid-cols-2 gap-2">
            {bases.map((basis) => (
              <label
                key={basis}
                className={classNames(
                  "cursor-pointer rounded-md border px-2.5 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent",
                  search.basis === basis ? "border-accent bg-accent-wash" : "border-line-strong hover:bg-sunk",
                )}
              >
                <input
                  type="radio"
                  name={basisId}
                  className="sr-only"
                  checked={search.basis === basis}
                  onChange={() => onChange({ ...search, basis })}
                />
                <span className="block font-medium">{words.basis[basis]}</span>
                <span className="mt-0.5 block text-small text-ink-2">{words.basis[`${basis}Help`]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <CustomRange key={`${search.from} ${search.to}`} search={search} today={today} onApply={choose} />
      </div>
    </div>
  );
}

interface CustomRangeProps {
  readonly search: PaymentSearch;
  readonly today: string;
  readonly onApply: (range: DayRange) => void;
}

/** Two typed days and a calendar that show the same range; nothing is applied before it is asked for. */
function CustomRange({ search, today, onApply }: CustomRangeProps) {
  const words = useMessages().payments.range;
  const [from, setFrom] = useState(search.from ?? "");
  const [to, setTo] = useState(search.to ?? "");
  const [isAsked, setAsked] = useState(false);
  const fromDay = parseTypedDay(from);
  const toDay = parseTypedDay(to);
  const isReversed = fromDay !== undefined && toDay !== undefined && fromDay > toDay;
  const problemOf = (text: string, day: string | undefined) =>
    isAsked && text.trim() !== "" && day === undefined ? words.invalid : undefined;
  const submit = () => {
    setAsked(true);
    const isTyped = (text: string, day: string | undefined) => text.trim() === "" || day !== undefined;
    if (isTyped(from, fromDay) && isTyped(to, toDay) && !isReversed) onApply({ from: fromDay, to: toDay });
  };
  const range = fromDay !== undefined && toDay !== undefined && !isReversed ? { from: fromDay, to: toDay } : undefined;
  return (
    <Form onSubmit={submit} noValidate className="grid gap-3">
      <Suspense fallback={<div className="h-[272px]" />}>
        <RangeCalendar
          range={range}
          today={today}
          onChange={(days) => {
            setFrom(days.from);
            setTo(days.to);
          }}
        />
      </Suspense>
      <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
        <TextField
          label={words.from}
          value={from}
          onChange={setFrom}
          placeholder="2026-01-01"
          inputMode="numeric"
          autoComplete="off"
          error={problemOf(from, fromDay)}
        />
        <TextField
          label={words.to}
          value={to}
          onChange={setTo}
          placeholder={today}
          inputMode="numeric"
          autoComplete="off"
          error={isAsked && isReversed ? words.reversed : problemOf(to, toDay)}
        />
        <Button type="submit" variant="primary" size="field">
          {words.apply}
        </Button>
      </div>
      <p className="text-small text-ink-3">{words.zone}</p>
    </Form>
  );
}

function withRange(search: PaymentSearch, { from, to }: DayRange): PaymentSearch {
  const rest = withoutPart(search, "range");
  return { ...rest, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
