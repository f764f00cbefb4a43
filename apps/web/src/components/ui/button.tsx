import type { ComponentProps, KeyboardEvent, MouseEvent } from "react";
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
 * something away, a double click and a held Enter are one press: the second may come before the first has shown any effect.
 */
export function Button({
  variant,
  size,
  isPending = false,
  className,
  children,
  onClick,
  onKeyDown,
  type = "button",
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (variant === "danger" && event.detail > 1) event.preventDefault();
    else onClick?.(event);
  };
  const hold = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (variant === "danger" && event.repeat && event.key === "Enter") event.preventDefault();
    onKeyDown?.(event);
  };
  return (
    <button
      {...rest}
      type={isPending ? "button" : type}
      aria-busy={isPending || undefined}
      aria-disabled={isPending || rest["aria-disabled"]}
      className={buttonClass({ variant, size, className })}
      onClick={isPending ? undefined : press}
      onKeyDown={hold}
    >
      {isPending && <Spinner />}
      {children}
    </button>
  );
}
