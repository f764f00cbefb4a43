import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../../lib/class-names.ts";
import { controlClass, Field, type FieldProps } from "./field.tsx";

export interface TextFieldProps
  extends Omit<ComponentProps<"input">, "value" | "onChange" | "children">,
    Pick<FieldProps, "label" | "hint" | "error" | "isLabelHidden"> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fieldClassName?: string | undefined;
  /** Stands inside the field at its end, such as a button that reveals a password. */
  readonly trailing?: ReactNode;
}

/** One line of text with its label, hint and error tied to it. */
export function TextField({
  label,
  hint,
  error,
  isLabelHidden,
  fieldClassName,
  className,
  value,
  onChange,
  trailing,
  ...input
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} isLabelHidden={isLabelHidden} className={fieldClassName}>
      {(control) => (
        <div className="relative">
          <input
            type="text"
            {...input}
            {...control}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            className={classNames(controlClass, trailing !== undefined && "pr-16", className)}
          />
          {trailing !== undefined && <div className="absolute inset-y-0 right-1 flex items-center">{trailing}</div>}
        </div>
      )}
    </Field>
  );
}
