import type { ReactNode } from "react";
import { classNames } from "../../lib/class-names.ts";

/** A key to press, drawn as a key cap. Decorative: the control's name or `aria-keyshortcuts` tells the same. */
export function Kbd({
  children,
  tone = "plain",
}: {
  readonly children: ReactNode;
  readonly tone?: "plain" | "inverse";
}) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "inline-block min-w-[18px] rounded-sm border px-1 text-center font-sans text-micro font-medium coarse:hidden",
        tone === "plain" ? "border-line border-b-2 bg-sunk text-ink-3" : "border-paper/30 text-paper",
      )}
    >
      {children}
    </span>
  );
}
