import { type ReactNode, useId } from "react";

interface AccountSectionProps {
  readonly title: string;
  readonly help?: string;
  readonly children: ReactNode;
}

export function AccountSection({ title, help, children }: AccountSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-3">
      <div className="grid gap-0.5 border-line border-b pb-1.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {help !== undefined && <p className="text-ink-3">{help}</p>}
      </div>
      {children}
    </section>
  );
}
