import type { ReactNode } from "react";

/** A page that has only one thing to say: what happened, what it means, what to do. */
export function Notice({
  title,
  help,
  detail,
  quote,
  action,
  isFailure = false,
}: {
  readonly title: string;
  readonly help: ReactNode;
  /** Something to quote when asking for help, such as a request id. */
  readonly detail?: string | null;
  /** Somebody else's words, marked as theirs. */
  readonly quote?: string | null;
  readonly action?: ReactNode;
  readonly isFailure?: boolean;
}) {
  return (
    <section
      role={isFailure ? "alert" : undefined}
      className="mx-auto grid w-full max-w-[34rem] justify-items-start gap-2 px-4 py-16 md:px-5"
    >
      <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
        {title}
      </h1>
      <div className="text-ink-2">{help}</div>
      {quote != null && <blockquote className="border-line-strong border-l-3 pl-3 text-ink-2">{quote}</blockquote>}
      {detail != null && <p className="text-small text-ink-3">{detail}</p>}
      {action !== undefined && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
    </section>
  );
}
