import { CloseIcon } from "../../components/ui/icons.tsx";
import { useMessages } from "../../lib/i18n.tsx";

export interface FilterChipProps {
  readonly text: string;
  readonly onRemove: () => void;
}

/** A filter in force, as an item of a list; pressing it takes it away. */
export function FilterChip({ text, onRemove }: FilterChipProps) {
  const words = useMessages().payments.filter;
  return (
    <li className="min-w-0">
      <button
        type="button"
        aria-label={words.remove(text)}
        onClick={onRemove}
        className="flex h-7 max-w-full items-center gap-1 rounded-sm bg-accent-wash pr-1 pl-2 font-medium text-accent hover:underline coarse:h-9"
      >
        <span className="truncate">{text}</span>
        <CloseIcon className="size-3.5" />
      </button>
    </li>
  );
}
