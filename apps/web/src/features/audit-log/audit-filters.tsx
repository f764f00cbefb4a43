import { SettlingField } from "../../components/settling-field.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Select } from "../../components/ui/select.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import type { AuditSearch } from "./audit-search.ts";

/** Narrows the log; what it shows is what the URL says. */
export function AuditFilters({
  search,
  onChange,
}: {
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
}) {
  const words = useAllMessages().auditLog;
  const { event, outcome, subject } = search;
  const known = Object.entries(words.events).map(([value, label]) => ({ value, label }));
  const isUnknown = event !== undefined && !known.some(({ value }) => value === event);
  return (
    // biome-ignore lint/a11y/useSemanticElements: React takes <search> for a misspelt component where the DOM lacks it
    <div role="search" aria-label={words.filters} className="flex flex-wrap items-start gap-3 px-3 md:px-5">
      <Select
        label={words.event}
        value={event ?? ""}
        className="w-52 max-sm:w-full"
        options={[
          { value: "", label: words.anyEvent },
          ...known,
          ...(isUnknown ? [{ value: event, label: event }] : []),
        ]}
        onChange={(value) => onChange(without(search, "event", value))}
      />
      <Select
        label={words.outcome}
        value={outcome ?? "any"}
        className="w-36 max-sm:w-full"
        options={[
          { value: "any", label: words.outcomes.any },
          { value: "done", label: words.outcomes.done },
          { value: "refused", label: words.outcomes.refused },
        ]}
        onChange={(value) => onChange(without(search, "outcome", value === "any" ? "" : value))}
      />
      <SettlingField
        label={words.subject}
        placeholder={words.subjectHint}
        value={subject ?? ""}
        onSettle={(value) => onChange(without(search, "subject", value))}
        fieldClassName="w-64 max-sm:w-full"
      />
      {Object.keys(search).length > 0 && (
        <Button variant="quiet" size="field" onClick={() => onChange({})}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

/** The search with one part set, or taken out when empty. */
function without(search: AuditSearch, key: keyof AuditSearch, value: string): AuditSearch {
  const { [key]: _removed, ...rest } = search;
  return value === "" ? rest : { ...rest, [key]: value };
}
