import { type ReactNode, useId } from "react";
import { classNames } from "../../lib/class-names.ts";

/** What ties a control to its words; spread it onto the control. */
export interface FieldControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps {
  readonly label: ReactNode;
  /** One line of help, in a whole sentence. */
  readonly hint?: ReactNode;
  /** What is wrong and what to do about it; undefined while nothing is. */
  readonly error?: ReactNode;
  readonly isLabelHidden?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: (control: FieldControlProps) => ReactNode;
}

/** The one way to put a label, a hint and an error around a control. */
export function Field({ label, hint, error, isLabelHidden = false, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const hasHint = hint !== undefined;
  const hasError = error !== undefined;
  const describedBy = [hasHint && hintId, hasError && errorId].filter(Boolean).join(" ");
  return (
    <div className={classNames("grid content-start gap-1", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-semibold"}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
        "aria-invalid": hasError ? true : undefined,
      })}
      {hasHint && (
        <p id={hintId} className="text-small text-ink-3">
          {hint}
        </p>
      )}
      <div id={errorId} aria-live="polite">
        {hasError && <p className="text-small font-medium text-bad">{error}</p>}
      </div>
    </div>
  );
}

/** The looks of anything one types or chooses in. */
export const controlClass =
  "h-9 w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-ink placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-[-1px] aria-invalid:border-bad disabled:border-line disabled:bg-sunk disabled:text-ink-3 coarse:h-11";
