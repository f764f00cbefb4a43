import { courierOfText, couriers, nameOf } from "@maru/domain";
import { useId } from "react";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";

interface CourierFieldProps {
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (text: string) => void;
}

/** A courier by its name, in any spelling, or its code; says which one is understood. */
export function CourierField({ value, error, onChange }: CourierFieldProps) {
  const words = useAllMessages().escrow;
  const locale = useLocale();
  const listId = useId();
  const code = courierOfText(value);
  return (
    <>
      <TextField
        label={words.fields.courier}
        hint={code === undefined ? words.courierHint : words.courierKnown(nameOf(couriers, code, locale), code)}
        error={error}
        value={value}
        list={listId}
        autoComplete="off"
        maxLength={40}
        onChange={onChange}
      />
      <datalist id={listId}>
        {Object.entries(couriers).map(([each, name]) => (
          <option key={each} value={name[locale]}>
            {each}
          </option>
        ))}
      </datalist>
    </>
  );
}
