import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-styles.ts";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  /** The work it started is under way: it stays focusable, says so, and does nothing when pressed again. */
  readonly isPending?: boolean | undefined;
}

/**
 * A native button in our looks. It never submits a form unless `type="submit"` says so. On one that moves money or takes
 * something away, a double click is one press: the second click may come before the first has shown any effect.
 */
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
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (variant === "danger" && event.detail > 1) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={isPending ? "button" : type}
      aria-busy={isPending || undefined}
      aria-disabled={isPending || rest["aria-disabled"]}
      className={buttonClass({ variant, size, className })}
      onClick={isPending ? undefined : press}
    >
      {isPending && <Spinner />}
      {children}
    </button>
  );
}
