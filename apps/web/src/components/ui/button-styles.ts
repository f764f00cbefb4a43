import { classNames } from "../../lib/class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
/** `field` stands beside a labelled field, level with what is typed into and as tall, whatever stands below that. */
export type ButtonSize = "small" | "medium" | "large" | "field";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-45 aria-disabled:cursor-not-allowed aria-disabled:opacity-45";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent font-semibold text-accent-ink hover:not-disabled:bg-accent/90 active:not-disabled:bg-accent/80",
  secondary:
    "border-line-strong bg-surface text-ink hover:not-disabled:bg-sunk active:not-disabled:border-edge aria-expanded:bg-sunk",
  quiet:
    "border-transparent text-ink-2 hover:not-disabled:bg-sunk hover:not-disabled:text-ink aria-expanded:bg-sunk aria-expanded:text-ink",
  danger:
    "border-transparent bg-bad font-semibold text-bad-ink hover:not-disabled:bg-bad/90 active:not-disabled:bg-bad/80",
};

const sizes: Record<ButtonSize, string> = {
  small: "h-7 px-2.5 coarse:h-9",
  medium: "h-8 px-3 coarse:h-10",
  large: "h-10 px-4 text-lead coarse:h-11",
  field: "mt-6 h-9 self-start px-3 coarse:h-11",
};

/** The looks of a button, for links that act as one: `<Link className={buttonClass({ variant: "primary" })}>`. */
export function buttonClass({
  variant = "secondary",
  size = "small",
  className,
}: {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly className?: string | undefined;
} = {}): string {
  return classNames(base, variants[variant], sizes[size], className);
}
