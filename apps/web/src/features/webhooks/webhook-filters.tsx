import {
  type WebhookFilter,
  webhookAddresses,
  webhookAnswers,
  webhookFilter,
  webhookModes,
  webhookOrigins,
  webhookVerdicts,
} from "@maru/domain";
import { useState } from "react";
import { SettlingField } from "../../components/settling-field.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";

/** The statuses a webhook may claim. */
const claims = ["paid", "ready", "cancelled", "failed"] as const;
const rare = ["address", "ip", "origin", "answer", "slowerThanMs", "from", "to"] as const;

interface WebhookFiltersProps {
  readonly filter: WebhookFilter;
  readonly onChange: (filter: WebhookFilter) => void;
}

/** Narrows the log; what it shows is what the address says. */
export function WebhookFilters({ filter, onChange }: WebhookFiltersProps) {
  const words = useAllMessages().webhooks;
  const [isOpen, setOpen] = useState(() => rare.some((key) => filter[key] !== undefined));
  const set = (key: keyof WebhookFilter, value: unknown) => {
    const next = webhookFilter.safeParse({ ...filter, [key]: value === "" ? undefined : value });
    if (next.success) onChange(next.data);
  };
  const choose = (key: keyof WebhookFilter, values: readonly (string | number)[], names: Record<string, string>) => (
    <Select
      label={words.fields[key]}
      value={String(filter[key] ?? "")}
      className="w-40 max-xl:w-32 max-sm:w-[calc(50%-6px)]"
      options={[
        { value: "", label: words.anything },
        ...values.map((value) => ({ value: String(value), label: names[value] ?? String(value) })),
      ]}
      onChange={(value) => set(key, key === "answer" && value !== "" ? Number(value) : value)}
    />
  );
  const day = (key: "from" | "to") => (
    <TextField
      label={words.fields[key]}
      type="date"
      value={filter[key] ?? ""}
      onChange={(value) => set(key, value)}
      fieldClassName="w-40 max-sm:w-[calc(50%-6px)]"
    />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: React takes <search> for a misspelt component where the DOM lacks it
    <div role="search" aria-label={words.filters} className="grid gap-3 px-3 md:px-5">
      <div className="flex flex-wrap items-start gap-3">
        <SettlingField
          label={words.fields.text}
          placeholder={words.textHint}
          value={filter.text ?? ""}
          onSettle={(value) => set("text", value)}
          fieldClassName="w-64 max-xl:w-56 max-sm:w-full"
        />
        {choose("verdict", webhookVerdicts, words.verdicts)}
        {choose("status", claims, words.claims)}
        {choose("mode", webhookModes, words.modes)}
        <Button variant="quiet" size="field" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.fewerFilters : words.moreFilters}
        </Button>
        {Object.keys(filter).length > 0 && (
          <Button variant="quiet" size="field" onClick={() => onChange({})}>
            {words.clear}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className="flex flex-wrap items-start gap-3">
          {day("from")}
          {day("to")}
          {choose("address", webhookAddresses, words.addresses)}
          <SettlingField
            label={words.fields.ip}
            value={filter.ip ?? ""}
            onSettle={(value) => set("ip", value)}
            fieldClassName="w-40 max-sm:w-[calc(50%-6px)]"
          />
          {choose("answer", webhookAnswers, words.answers)}
          <SettlingField
            label={words.fields.slowerThanMs}
            inputMode="numeric"
            value={filter.slowerThanMs === undefined ? "" : String(filter.slowerThanMs)}
            onSettle={(value) => set("slowerThanMs", value === "" ? "" : Number(value))}
            fieldClassName="w-40 max-sm:w-[calc(50%-6px)]"
          />
          {choose("origin", webhookOrigins, words.origins)}
        </div>
      )}
    </div>
  );
}
