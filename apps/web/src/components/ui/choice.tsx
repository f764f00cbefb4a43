import { type ReactNode, useId } from "react";
import { classNames } from "../../lib/class-names.ts";

export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Why it cannot be chosen; the option stays readable and says so. */
  readonly disabledReason?: ReactNode;
}

export interface ChoiceProps<Value extends string> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** Null while nothing is chosen. */
  readonly value: Value | null;
  readonly options: readonly ChoiceOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** Side by side where there is room. */
  readonly isWide?: boolean | undefined;
}

/** One of a few answers, all of them in sight. None is chosen until somebody chooses. */
export function Choice<Value extends string>({
  label,
  hint,
  error,
  value,
  options,
  onChange,
  isWide = false,
}: ChoiceProps<Value>) {
  const id = useId();
  const hasError = error !== undefined;
  const describedBy = [hint !== undefined && `${id}-hint`, hasError && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy === "" ? undefined : describedBy}
      aria-invalid={hasError || undefined}
      className="grid min-w-0 gap-1.5"
    >
      <span id={`${id}-label`} className="font-semibold">
        {label}
      </span>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="-mt-1 text-small text-ink-3">
          {hint}
        </p>
      )}
      <div className={classNames("grid gap-2", isWide && "min-[400px]:grid-cols-2")}>
        {options.map((option) => {
          const isDisabled = option.disabledReason !== undefined;
          const note = option.disabledReason ?? option.hint;
          const noteId = `${id}-${option.value}`;
          return (
            <label
              key={option.value}
              className={classNames(
                "flex gap-2 rounded-md border bg-surface px-3 py-2 has-checked:border-accent has-checked:bg-accent-wash has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                isDisabled ? "border-line bg-sunk" : "cursor-pointer",
                !isDisabled && (hasError ? "border-bad" : "border-edge"),
              )}
            >
              <input
                type="radio"
                name={id}
                value={option.value}
                checked={value === option.value}
                disabled={isDisabled}
                aria-labelledby={`${id}-${option.value}-name`}
                aria-describedby={note === undefined ? undefined : noteId}
                onChange={() => onChange(option.value)}
                className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
              />
              <span className="grid min-w-0 gap-0.5">
                <span id={`${id}-${option.value}-name`} className={isDisabled ? "text-ink-3" : undefined}>
                  {option.label}
                </span>
                {note !== undefined && (
                  <span id={noteId} className={classNames("text-small", isDisabled ? "text-ink-2" : "text-ink-3")}>
                    {note}
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </div>
      <div id={`${id}-error`} aria-live="polite">
        {hasError && <p className="text-small font-medium text-bad">{error}</p>}
      </div>
    </div>
  );
}
