import { useLocale } from "../../lib/i18n.tsx";
import { conditionText } from "./condition-text.ts";
import { FilterChip } from "./filter-chip.tsx";
import { useSearchMessages } from "./search-messages.ts";

interface ConditionChipProps {
  /** One term of the query language. */
  readonly term: string;
  readonly onRemove: () => void;
}

/** A condition that no filter of the panel can say, in words. */
export default function ConditionChip({ term, onRemove }: ConditionChipProps) {
  const words = useSearchMessages();
  const locale = useLocale();
  return <FilterChip text={conditionText(term, words, locale)} onRemove={onRemove} />;
}
