import { type ReactNode, useRef } from "react";
import { classNames } from "../../lib/class-names.ts";
import { Term, TermTip } from "../glossary/term.tsx";
import type { ColumnLook } from "./data-table.tsx";

interface SortHeaderProps {
  readonly look: ColumnLook | undefined;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
  /** Stands at the header's end, over its edge. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** A column's header. Sorting is a button inside it, and the header says which way the rows run. */
export function SortHeader({ look, sort, onSort, end, children }: SortHeaderProps) {
  const sorts = onSort === undefined ? undefined : look?.sorts;
  const sortButton = useRef<HTMLButtonElement>(null);
  const term = look?.term;
  const current = sorts?.find(({ ascending, descending }) => sort === ascending || sort === descending);
  const direction = current === undefined ? undefined : sort === current.ascending ? "ascending" : "descending";
  return (
    <th
      scope="col"
      style={look?.isFlexible ? undefined : { width: look?.width }}
      {...(sorts === undefined ? {} : { "aria-sort": direction ?? "none" })}
      className={`sticky top-0 z-1 h-8 truncate group-data-compact/table:h-7 border-b border-line bg-paper px-2.5 text-small font-medium text-ink-3 first:pl-5 last:pr-5 max-[720px]:first:pl-4 max-[720px]:last:pr-4 ${look?.isAtEnd ? "text-right" : "text-left"} ${look?.className ?? ""}`}
    >
      {sorts === undefined ? (
        term === undefined ? (
          children
        ) : (
          <Term name={term} isQuiet>
            {children}
          </Term>
        )
      ) : (
        sorts.map((each) => {
          const arrow = each === current ? (direction === "ascending" ? "↑" : "↓") : "";
          return (
            <button
              key={each.label}
              ref={sorts.length === 1 ? sortButton : undefined}
              type="button"
              onClick={() => onSort?.(sort === each.descending ? each.ascending : each.descending)}
              className={classNames(
                "h-6 rounded-sm hover:text-ink",
                look?.isAtEnd ? "-mr-1.5 pr-1.5 pl-1" : "-ml-1.5 pr-1 pl-1.5",
                each === current && "text-ink-2",
              )}
            >
              {look?.isAtEnd && <Arrow>{arrow}</Arrow>}
              {sorts.length === 1 ? children : each.label}
              {!look?.isAtEnd && <Arrow>{arrow}</Arrow>}
            </button>
          );
        })
      )}
      {sorts?.length === 1 && term !== undefined && <TermTip triggerRef={sortButton} name={term} />}
      {end}
    </th>
  );
}

/** Keeps its place while it is empty, so that sorting by another column moves no header. */
function Arrow({ children }: { readonly children: string }) {
  return (
    <span aria-hidden className="inline-block w-4 text-center">
      {children}
    </span>
  );
}
