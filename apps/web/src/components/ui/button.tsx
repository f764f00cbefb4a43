import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-styles.ts";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  /** The work it started is under way: it stays focusable, says so, and does nothing when pressed again. */
  readonly isPending?: boolean | undefined;
}

/** A native button in our looks. It never submits a form unless `type="submit"` says so. */
export function Button({
  variant,
  size,
  isPending = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={isPending ? "button" : type}
      aria-busy={isPending || undefined}
      aria-disabled={isPending || rest["aria-disabled"]}
      className={buttonClass({ variant, size, className })}
      onClick={isPending ? undefined : onClick}
    >
      {isPending && <Spinner />}
      {children}
    </button>
  );
}
