import { formatInstant } from "@maru/domain";
import { type ReactNode, useId } from "react";
import { useLocale } from "../lib/i18n.tsx";

interface Step {
  /** Unix milliseconds. */
  readonly atMs: number;
  /** What it became by this step. */
  readonly name: string;
  readonly by: string;
  /** What else is known of the step. */
  readonly more: ReactNode;
}

/** Every step of something that goes its way over time: when it was, what it became, and by whom. */
export function StepList({ title, steps }: { readonly title: string; readonly steps: readonly Step[] }) {
  const locale = useLocale();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 border-line border-b pb-1.5 font-semibold">
        {title}
      </h2>
      <ol className="grid gap-2">
        {steps.map(({ atMs, name, by, more }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are never taken out or moved
          <li key={at} className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <time dateTime={new Date(atMs).toISOString()} className="text-ink-3 tabular-nums">
              {formatInstant(Math.floor(atMs / 1000), locale, "second")}
            </time>
            <div className="min-w-0">
              <p>
                <span className="font-medium">{name}</span> <span className="text-ink-3">{by}</span>
              </p>
              {more}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
