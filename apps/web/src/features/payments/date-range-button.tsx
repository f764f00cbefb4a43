import { lazy, Suspense } from "react";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Kbd } from "../../components/ui/kbd.tsx";
import { Popover } from "../../components/ui/popover.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { rangeText } from "./filter-words.ts";
import type { PaymentSearch } from "./payment-search.ts";

const loadPanel = () => import("./date-range-panel.tsx");
const DateRangePanel = lazy(loadPanel);

interface DateRangeButtonProps {
  readonly search: PaymentSearch;
  readonly onChange: (search: PaymentSearch) => void;
  /** Today in Korea. */
  readonly today: string;
  /** The button's element id: the keyboard shortcut presses it. */
  readonly id: string;
}

/** Says which days are shown and by which of a payment's times, and lets one choose others. */
export function DateRangeButton({ search, onChange, today, id }: DateRangeButtonProps) {
  const words = useMessages().payments;
  return (
    <Popover
      label={words.range.label}
      className="p-0"
      onApproach={() => void loadPanel()}
      trigger={(trigger) => (
        <button {...trigger} id={id} type="button" aria-keyshortcuts="D" className={buttonClass()}>
          <span className="truncate">{words.range.button(words.basis[search.basis], rangeText(words, search))}</span>
          <Kbd>D</Kbd>
        </button>
      )}
    >
      {(close) => (
        <Suspense fallback={<div className="h-[392px] w-[560px] max-w-full" />}>
          <DateRangePanel search={search} today={today} onChange={onChange} onClose={close} />
        </Suspense>
      )}
    </Popover>
  );
}
