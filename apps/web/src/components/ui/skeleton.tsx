import { classNames } from "../../lib/class-names.ts";

/** Holds the place of one line of text while it loads. Size it with classes so that nothing moves when text arrives. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={classNames("inline-block h-3 max-w-full rounded-sm bg-line align-middle animate-shimmer", className)}
    />
  );
}
