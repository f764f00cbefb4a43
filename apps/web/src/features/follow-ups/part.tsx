import { type ReactNode, useId } from "react";

interface PartProps {
  readonly title: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** One section of the panel, named by its heading. */
export function Part({ title, help, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <div className="grid gap-0.5">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {help !== undefined && <p className="text-small text-ink-3">{help}</p>}
      </div>
      {children}
    </section>
  );
}
