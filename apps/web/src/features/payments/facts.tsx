import type { ReactNode } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { Term } from "../../components/glossary/term.tsx";
import type { TermName } from "../../components/glossary/use-glossary.ts";
import { NoValue } from "../../components/no-value.tsx";
import { ExternalIcon } from "../../components/ui/icons.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useDetailMessages } from "./detail-messages.ts";

interface FactGroupProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Facts that belong together, under one small heading. */
export function FactGroup({ title, children }: FactGroupProps) {
  return (
    <div className="mb-6 break-inside-avoid">
      <h3 className="mb-1 text-small font-semibold text-ink-3">{title}</h3>
      <dl className="grid grid-cols-[minmax(92px,auto)_minmax(0,1fr)] gap-x-4">{children}</dl>
    </div>
  );
}

interface FactProps {
  readonly label: string;
  /** The word's entry in the glossary, where it is a word of the trade. */
  readonly term?: TermName;
  readonly value: ReactNode;
  /** Set for identifiers: shown in the face in which 0 and O differ, with a button that copies it. */
  readonly copies?: string | null;
}

/** One thing upstream said of a payment; an absent one says that there is none. */
export function Fact({ label, term, value, copies }: FactProps) {
  const isCopied = copies != null;
  return (
    <div className="col-span-full grid min-h-7 grid-cols-subgrid items-baseline py-0.5">
      <dt className="text-ink-2">{term === undefined ? label : <Term name={term}>{label}</Term>}</dt>
      <dd className={classNames("flex min-w-0 items-baseline gap-1", isCopied && "font-id")}>
        <span className="min-w-0 wrap-anywhere">{value === null ? <NoValue /> : value}</span>
        {isCopied && <CopyButton text={copies} what={label} className="-my-1 self-center" />}
      </dd>
    </div>
  );
}

interface OutsideLinkProps {
  readonly href: string;
  readonly children: string;
}

/** A link to a page that is not ours. It is told nothing of where one came from, and only web addresses are followed. */
export function OutsideLink({ href, children }: OutsideLinkProps) {
  const words = useDetailMessages();
  if (!isWebAddress(href)) return <span className="wrap-anywhere text-ink-2">{href}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 text-accent underline decoration-dotted underline-offset-4 hover:decoration-solid"
    >
      {children}
      <ExternalIcon className="size-3.5" />
      <span className="sr-only">{words.open}</span>
    </a>
  );
}

function isWebAddress(href: string): boolean {
  const url = URL.parse(href);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}
