import {
  type CodeTable,
  type Locale,
  nameOf,
  payMethods,
  paymentStatuses,
  paymentStatusNames,
  pgProviders,
} from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { yesNo } from "./filter-words.ts";
import { type PaymentSearch, withList, withoutNarrowing, withoutPart } from "./payment-search.ts";

interface FilterPanelProps {
  readonly search: PaymentSearch;
  readonly onChange: (search: PaymentSearch) => void;
  readonly currencies: readonly string[];
}

/** Codes that occur change no oftener than somebody opens another channel. */
const occurringFreshForMs = 600_000;
/** So many fit without scrolling. */
const fewCodes = 6;
const modes = ["all", "live", "test"] as const;
const yesNoChoices = ["any", "yes", "no"] as const;
/** PGs that only check identities take no payments. */
const payingPgs = Object.fromEntries(Object.entries(pgProviders).filter(([, { kind }]) => kind !== "identity"));
const yesNoFilters = ["escrow", "cashReceipt", "billing"] as const;

/** Every filter of the list. A choice takes effect at once and the rows behind follow. */
export default function FilterPanel({ search, onChange, currencies }: FilterPanelProps) {
  const words = useMessages().payments;
  const locale = useLocale();
  const { data: occurring } = useQuery(
    trpc.payments.facets.queryOptions(undefined, { staleTime: occurringFreshForMs }),
  );
  const codes = (key: "mid" | "currency", others: readonly string[]) =>
    [...new Set([...(occurring?.[key] ?? []), ...others, ...(search[key] ?? [])])].map((code) => [code, code] as const);
  const lists = {
    status: paymentStatuses.map((status) => [status, paymentStatusNames[status][locale]] as const),
    method: namesOf(payMethods, [...(occurring?.method ?? []), ...(search.method ?? [])], locale),
    pgProvider: namesOf(payingPgs, [...(occurring?.pgProvider ?? []), ...(search.pgProvider ?? [])], locale),
    mid: codes("mid", []),
    currency: codes("currency", currencies),
  };
  const list = (key: keyof typeof lists, isLong: boolean) => (
    <CheckList
      title={words.filter[key]}
      options={lists[key]}
      chosen={search[key] ?? []}
      isLong={isLong}
      onChange={(values) => onChange(withList(search, key, values))}
    />
  );
  return (
    <div className="w-[680px] max-w-full">
      <div className="grid grid-cols-3 divide-x divide-line max-[720px]:grid-cols-1 max-[720px]:divide-x-0 max-[720px]:divide-y">
        <div className="grid content-start gap-4 p-4">
          {list("status", false)}
          <RadioList
            title={words.filter.mode}
            options={modes.map((mode) => [mode, words.filter.modes[mode]] as const)}
            chosen={search.mode}
            onChange={(mode) => onChange({ ...search, mode })}
          />
          {lists.currency.length > 1 && list("currency", false)}
        </div>
        <div className="grid content-start gap-4 p-4">
          {list("method", true)}
          {list("pgProvider", true)}
        </div>
        <div className="grid content-start gap-4 p-4">
          {yesNoFilters.map((key) => (
            <RadioList
              key={key}
              title={words.filter[key]}
              options={yesNoChoices.map((choice) => [choice, words.filter[`${key}Choices`][choice]] as const)}
              chosen={yesNo(search[key])}
              onChange={(choice) => {
                const rest = withoutPart(search, key);
                onChange(choice === "any" ? rest : { ...rest, [key]: choice === "yes" });
              }}
            />
          ))}
          {lists.mid.length > 0 ? (
            list("mid", lists.mid.length > fewCodes)
          ) : (
            <MidFilter key={(search.mid ?? []).join()} search={search} onChange={onChange} />
          )}
        </div>
      </div>
      <div className="flex justify-end border-t border-line px-4 py-2.5">
        <Button
          variant="quiet"
          onClick={() => {
            const { text, from, to, basis, sort } = search;
            const kept = { ...withoutNarrowing(search), basis, sort };
            onChange({
              ...kept,
              ...(text === undefined ? {} : { text }),
              ...(from === undefined ? {} : { from }),
              ...(to === undefined ? {} : { to }),
            });
          }}
        >
          {words.filter.clear}
        </Button>
      </div>
    </div>
  );
}

type Options<Value extends string> = readonly (readonly [Value, string])[];

/** The codes that occur or are chosen first, then all the others there are. */
function namesOf(table: CodeTable, first: readonly string[], locale: Locale): [code: string, name: string][] {
  return [...new Set([...first, ...Object.keys(table)])].map((code) => [code, nameOf(table, code, locale)]);
}

interface CheckListProps {
  readonly title: string;
  readonly options: Options<string>;
  readonly chosen: readonly string[];
  /** A long list gets a box to find a name in it. */
  readonly isLong: boolean;
  readonly onChange: (values: string[]) => void;
}

function CheckList({ title, options, chosen, isLong, onChange }: CheckListProps) {
  const words = useMessages().payments.filter;
  const [wanted, setWanted] = useState("");
  const shown = options.filter(
    ([code, name]) =>
      wanted === "" || chosen.includes(code) || `${code} ${name}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <Group title={title}>
      {isLong && (
        <TextField
          label={title}
          isLabelHidden
          value={wanted}
          onChange={setWanted}
          placeholder={words.find}
          className="h-7 text-small"
        />
      )}
      <div className={isLong ? "-mx-1 h-[154px] overflow-y-auto rounded-sm px-1 max-[720px]:h-40" : ""}>
        {shown.map(([code, name]) => (
          <Checkbox
            key={code}
            label={name}
            isSelected={chosen.includes(code)}
            onChange={(isSelected) => onChange(isSelected ? [...chosen, code] : chosen.filter((each) => each !== code))}
          />
        ))}
      </div>
    </Group>
  );
}

interface RadioListProps<Value extends string> {
  readonly title: string;
  readonly options: Options<Value>;
  readonly chosen: Value;
  readonly onChange: (value: Value) => void;
}

function RadioList<Value extends string>({ title, options, chosen, onChange }: RadioListProps<Value>) {
  const name = useId();
  return (
    <Group title={title}>
      {options.map(([value, label]) => (
        <label key={value} className="flex cursor-pointer items-center gap-2 py-0.5">
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChange(value)} />
          {label}
        </label>
      ))}
    </Group>
  );
}

/** Where no payment has a merchant id yet, they are typed, and taken when one leaves the field. */
function MidFilter({ search, onChange }: Pick<FilterPanelProps, "search" | "onChange">) {
  const words = useMessages().payments.filter;
  const current = (search.mid ?? []).join(", ");
  const [text, setText] = useState(current);
  const take = () => {
    const mids = [...new Set(text.split(/[\s,]+/).filter((mid) => mid !== ""))];
    if (mids.join(", ") !== current) onChange(withList(search, "mid", mids));
  };
  return (
    <TextField
      label={words.mid}
      hint={words.midHint}
      value={text}
      onChange={setText}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
      }}
      autoComplete="off"
      spellCheck={false}
      className="h-8"
    />
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}
