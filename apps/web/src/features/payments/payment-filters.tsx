import { lazy, Suspense } from "react";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Kbd } from "../../components/ui/kbd.tsx";
import { Popover } from "../../components/ui/popover.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { FilterChip } from "./filter-chip.tsx";
import { partText } from "./filter-words.ts";
import { narrowingParts, type PaymentSearch, type SearchPart, withList, withoutPart } from "./payment-search.ts";

const loadPanel = () => import("./filter-panel.tsx");
const FilterPanel = lazy(loadPanel);
const ConditionChip = lazy(() => import("./condition-chip.tsx"));

interface PaymentFiltersProps {
  readonly search: PaymentSearch;
  readonly onChange: (search: PaymentSearch) => void;
  /** Currencies that occur, to choose from. */
  readonly currencies: readonly string[];
  /** The button's element id: the keyboard shortcut presses it. */
  readonly id: string;
}

/** The filters in force as chips that can be taken away, and the panel in which they are chosen. */
export function PaymentFilters({ search, onChange, currencies, id }: PaymentFiltersProps) {
  const words = useMessages().payments;
  const locale = useLocale();
  const chips = narrowingParts(search).filter((part) => hasChip(search, part));
  return (
    <>
      <Popover
        label={words.filter.title}
        className="p-0"
        onApproach={() => void loadPanel()}
        trigger={(trigger) => (
          <button {...trigger} id={id} type="button" aria-keyshortcuts="F" className={buttonClass()}>
            {words.filter.open}
            <Kbd>F</Kbd>
          </button>
        )}
      >
        {() => (
          <Suspense fallback={<div className="h-[440px] w-[640px] max-w-full" />}>
            <FilterPanel search={search} onChange={onChange} currencies={currencies} />
          </Suspense>
        )}
      </Popover>
      {chips.length > 0 && (
        <ul aria-label={words.filter.applied} className="flex min-w-0 flex-wrap gap-1">
          {chips.map((part) =>
            part === "where" ? (
              <Conditions key={part} search={search} onChange={onChange} />
            ) : (
              <FilterChip
                key={part}
                text={partText(words, locale, search, part)}
                onRemove={() => onChange(withoutPart(search, part))}
              />
            ),
          )}
        </ul>
      )}
    </>
  );
}

function Conditions({ search, onChange }: Pick<PaymentFiltersProps, "search" | "onChange">) {
  const terms = search.where ?? [];
  return terms.map((term) => {
    const remove = () =>
      onChange(
        withList(
          search,
          "where",
          terms.filter((each) => each !== term),
        ),
      );
    return (
      <Suspense key={term} fallback={<FilterChip text={term} onRemove={remove} />}>
        <ConditionChip term={term} onRemove={remove} />
      </Suspense>
    );
  });
}

/** The box shows the text, the button beside shows the days, and the tabs show a single status. */
function hasChip(search: PaymentSearch, part: SearchPart): boolean {
  if (part === "status") return (search.status?.length ?? 0) > 1;
  return part !== "text" && part !== "range";
}
