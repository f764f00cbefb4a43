import type { ReactNode } from "react";
import { useListContext } from "./list-context.ts";

interface RowLinkProps {
  readonly to: string;
  readonly label?: string;
  readonly className: string;
  readonly children: ReactNode;
}

/**
 * A row's link to its payment. The router's own link listens to the address, and dozens of them would be drawn anew with
 * every keystroke and cost more than the rest of their rows.
 */
export function RowLink({ to, label, className, children }: RowLinkProps) {
  const { follow } = useListContext();
  return (
    <a href={to} aria-label={label} className={className} onClick={(event) => follow(event, to)}>
      {children}
    </a>
  );
}
