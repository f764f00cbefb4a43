import { classNames } from "../../lib/class-names.ts";
import { controlClass, Field, type FieldProps } from "./field.tsx";
import { ChevronDownIcon } from "./icons.tsx";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string>
  extends Pick<FieldProps, "label" | "hint" | "error" | "isLabelHidden" | "className"> {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean | undefined;
}

/** One of a few values, chosen with the platform's own list, so that phones get theirs. */
export function Select<Value extends string>({
  value,
  options,
  onChange,
  isDisabled = false,
  ...field
}: SelectProps<Value>) {
  return (
    <Field {...field}>
      {(control) => (
        <div className="relative">
          <select
            {...control}
            value={value}
            disabled={isDisabled}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.currentTarget.value);
              if (chosen !== undefined) onChange(chosen.value);
            }}
            className={classNames(controlClass, "appearance-none pr-8")}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDownIcon className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
        </div>
      )}
    </Field>
  );
}
