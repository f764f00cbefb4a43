import { type ReactNode, useId } from "react";
import { NoValue } from "./no-value.tsx";

/** A part of a page under its own heading. */
export function PagePart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-3">
      <h2 id={id} className="border-line border-b pb-1.5 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Facts under each other, their labels in one column. */
export function PageFacts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-4">{children}</dl>;
}

export function PageFact({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <div className="col-span-full grid min-h-7 grid-cols-subgrid items-baseline py-0.5">
      <dt className="text-ink-2">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{value ?? <NoValue />}</dd>
    </div>
  );
}
