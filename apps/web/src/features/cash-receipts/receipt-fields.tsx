import {
  identifierProblemWords,
  identifierTypeNames,
  identifierTypesOf,
  type ReceiptExtra,
  receiptTypeNames,
} from "@maru/domain";
import { Choice } from "../../components/ui/choice.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { isTypedExtra, type ReceiptDraft, type ReceiptFaults } from "./receipt-draft.ts";

interface ReceiptFieldsProps {
  readonly draft: ReceiptDraft;
  readonly extras: readonly ReceiptExtra[];
  /** Undefined until somebody has tried to send, and while nothing is wrong. */
  readonly faults: ReceiptFaults | undefined;
  readonly onChange: (draft: ReceiptDraft) => void;
}

/** What every receipt asks for, and what only this PG does. */
export function ReceiptFields({ draft, extras, faults, onChange }: ReceiptFieldsProps) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  const change = (next: Partial<ReceiptDraft>) => onChange({ ...draft, ...next });
  const kinds = identifierTypesOf(draft.type);
  return (
    <>
      <Choice
        label={words.type}
        isWide
        value={draft.type}
        options={(["person", "company"] as const).map((value) => ({ value, label: receiptTypeNames[value][locale] }))}
        onChange={(type) => {
          const [first = draft.identifierType] = identifierTypesOf(type);
          const isKept = identifierTypesOf(type).includes(draft.identifierType);
          change({ type, ...(isKept ? {} : { identifierType: first, identifier: "" }) });
        }}
      />
      <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <Select
          label={words.identifierType}
          value={draft.identifierType}
          options={kinds.map((value) => ({ value, label: identifierTypeNames[value][locale] }))}
          onChange={(identifierType) => change({ identifierType, identifier: "" })}
        />
        <TextField
          label={words.identifier}
          hint={draft.identifierType === "person" ? words.residentHint : words.identifierHint}
          error={faults?.identifier === undefined ? undefined : identifierProblemWords[faults.identifier][locale]}
          value={draft.identifier}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          maxLength={30}
          type={draft.identifierType === "person" ? "password" : "text"}
          onChange={(identifier) => change({ identifier })}
        />
      </div>
      {extras.includes("productType") && (
        <Choice
          label={words.productType}
          isWide
          value={draft.productType}
          options={(["real", "digital"] as const).map((value) => ({ value, label: words.productTypes[value] }))}
          onChange={(productType) => change({ productType })}
        />
      )}
      {extras.filter(isTypedExtra).map((extra) => (
        <TextField
          key={extra}
          label={words[extra]}
          error={
            faults?.missing.includes(extra)
              ? words.required
              : extra === "merchantBusinessNumber" && faults?.merchantBusinessNumber
                ? words.businessNumberBad
                : undefined
          }
          value={draft[extra]}
          autoComplete="off"
          maxLength={60}
          onChange={(text) => change({ [extra]: text })}
        />
      ))}
      <TextField
        label={words.taxFree}
        hint={words.taxFreeHint}
        error={faults?.taxFree ? words.taxFreeBad : undefined}
        value={draft.taxFree}
        inputMode="numeric"
        autoComplete="off"
        fieldClassName="max-w-60"
        onChange={(taxFree) => change({ taxFree })}
      />
    </>
  );
}
