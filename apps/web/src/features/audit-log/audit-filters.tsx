import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import type { AuditSearch } from "./audit-search.ts";

/** Typing settles for this long before the log is asked again. */
const settleMs = 250;

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
    <div role="search" aria-label={words.filters} className="flex flex-wrap items-end gap-3 px-3 md:px-5">
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
      <SubjectField value={subject ?? ""} onSettle={(value) => onChange(without(search, "subject", value))} />
      {Object.keys(search).length > 0 && (
        <Button variant="quiet" size="medium" onClick={() => onChange({})}>
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

/** Typing goes on while the log is asked: what the URL says back is taken over only when it came from elsewhere. */
function SubjectField({ value, onSettle }: { readonly value: string; readonly onSettle: (value: string) => void }) {
  const words = useAllMessages().auditLog;
  const [text, setText] = useState(value);
  const settled = useRef(value);
  useEffect(() => {
    if (value === settled.current) return;
    settled.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const typed = text.trim();
    if (typed === settled.current) return;
    const timer = setTimeout(() => {
      settled.current = typed;
      onSettle(typed);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [text, onSettle]);
  return (
    <TextField
      label={words.subject}
      placeholder={words.subjectHint}
      type="search"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={setText}
      fieldClassName="w-64 max-sm:w-full"
    />
  );
}
