import { type ReactNode, useId } from "react";

/** One subject of the account: what it is about on the left, what can be done on the right. */
export function Section({
  title,
  help,
  children,
}: {
  readonly title: string;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-3 border-line border-t pt-5 md:grid-cols-[200px_minmax(0,1fr)]"
    >
      <div className="grid content-start gap-1">
        <h2 id={id} className="text-lead font-semibold">
          {title}
        </h2>
        {help !== undefined && <p className="text-small text-ink-3">{help}</p>}
      </div>
      <div className="grid min-w-0 content-start gap-3">{children}</div>
    </section>
  );
}
