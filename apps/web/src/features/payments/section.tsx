import { type ReactNode, useId } from "react";

interface SectionProps {
  readonly title: string;
  /** Stands at the end of the title's line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the payment page under its own heading. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex items-baseline gap-3 border-b border-line pb-1.5">
        <h2 id={id} className="text-body font-semibold">
          {title}
        </h2>
        {aside !== undefined && <div className="ml-auto text-small text-ink-3">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
