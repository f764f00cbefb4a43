import type { ReactNode } from "react";
import { classNames } from "../lib/class-names.ts";

interface PageTitleProps {
  /** For what names itself by the title, such as the page's table. */
  readonly id?: string;
  readonly title: string;
  readonly help: string;
  /** The way back, above the title. */
  readonly back?: ReactNode;
  readonly className?: string;
}

/** What a page is called, where focus starts, and what it is for. Beside buttons it takes the room they leave. */
export function PageTitle({ id, title, help, back, className }: PageTitleProps) {
  return (
    <div className={classNames("grid min-w-0 flex-1 basis-72 gap-0.5", className)}>
      {back}
      <h1 tabIndex={-1} id={id} className="text-title font-bold tracking-[-0.02em]">
        {title}
      </h1>
      <p className="max-w-[880px] text-ink-3">{help}</p>
    </div>
  );
}
