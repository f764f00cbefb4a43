import { type ReactNode, useId } from "react";
import { classNames } from "../../lib/class-names.ts";

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and what to do about it; undefined while nothing is. */
  readonly error?: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean | undefined;
  /** Some of what it stands for is chosen. */
  readonly isIndeterminate?: boolean | undefined;
  readonly isLabelHidden?: boolean | undefined;
}

/** A native checkbox whose words are part of its target. */
export function Checkbox({
  label,
  hint,
  error,
  isSelected,
  onChange,
  isDisabled = false,
  isIndeterminate = false,
  isLabelHidden = false,
}: CheckboxProps) {
  const hintId = useId();
  const errorId = useId();
  const hasError = error !== undefined;
  const describedBy = [hint !== undefined && hintId, hasError && errorId].filter(Boolean).join(" ");
  return (
    <div className="grid gap-0.5">
      <label className={classNames("flex items-start gap-2 py-0.5", isDisabled ? "opacity-45" : "cursor-pointer")}>
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0 accent-accent"
          checked={isSelected}
          disabled={isDisabled}
          aria-describedby={describedBy === "" ? undefined : describedBy}
          aria-invalid={hasError ? true : undefined}
          ref={(input) => {
            if (input !== null) input.indeterminate = isIndeterminate;
          }}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span className={isLabelHidden ? "sr-only" : undefined}>{label}</span>
      </label>
      {hint !== undefined && (
        <p id={hintId} className="pl-6 text-small text-ink-3">
          {hint}
        </p>
      )}
      <div id={errorId} aria-live="polite">
        {hasError && <p className="pl-6 text-small font-medium text-bad">{error}</p>}
      </div>
    </div>
  );
}
