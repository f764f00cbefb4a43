import { useLayoutEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { classNames } from "../lib/class-names.ts";
import { countFormatter } from "../lib/count.ts";
import { useLocale } from "../lib/i18n.tsx";

interface RowTab {
  readonly to: string;
  readonly name: string;
  readonly isChosen: boolean;
  /** How many rows stand behind it. Absent where rows are not counted, undefined until they are. */
  readonly count?: number | undefined;
  /** What is behind it waits for too long. */
  readonly isLate?: boolean;
  readonly title?: string | undefined;
}

interface RowTabsProps {
  readonly label: string;
  readonly tabs: readonly RowTab[];
  /** What `aria-current` says of the chosen one: tabs are either pages of their own or views of one page's rows. */
  readonly current?: "page" | "true";
  /** Over a table that runs from edge to edge, as their line then does, with nothing between them and its head. */
  readonly isHeadOfTable?: boolean;
  /** Whether the way back leads past them, to where one came from. */
  readonly replaces?: boolean;
}

/** Ways that stand beside each other above what they lead to. Where they do not all fit, the chosen one is in sight. */
export function RowTabs({ label, tabs, current = "true", isHeadOfTable = false, replaces = false }: RowTabsProps) {
  const bar = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  const n = countFormatter(useLocale());
  const known = tabs.filter(({ count }) => count !== undefined).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address says which is chosen, and counts widen the tabs.
  useLayoutEffect(() => {
    const chosen = bar.current?.querySelector("[aria-current]");
    if (bar.current === null || !chosen) return;
    const [seen, tab] = [bar.current.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (tab.right > seen.right) bar.current.scrollLeft += tab.right - seen.right;
    else if (tab.left < seen.left) bar.current.scrollLeft -= seen.left - tab.left;
  }, [pathname, search, known]);
  return (
    <nav
      ref={bar}
      aria-label={label}
      className={classNames(
        "flex min-w-0 gap-0.5 overflow-x-auto overflow-y-hidden border-line border-b print:hidden",
        isHeadOfTable && "-mb-4 px-3 md:px-5",
      )}
    >
      {tabs.map(({ to, name, isChosen, isLate = false, title, ...counted }) => (
        <Link
          key={to}
          to={to}
          replace={replaces}
          preventScrollReset={current === "true"}
          aria-current={isChosen ? current : undefined}
          title={title}
          className={classNames(
            "flex shrink-0 items-baseline gap-[5px] border-b-2 px-2.5 pt-1.5 pb-2 whitespace-nowrap outline-offset-[-2px] coarse:py-2.5",
            isChosen ? "border-accent font-semibold text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {name}
          {"count" in counted && (
            <span className={classNames("font-medium", isLate ? "text-bad" : "text-ink-3")}>
              {/* An empty place as wide as a number keeps the other tabs where they are. */}
              {counted.count === undefined ? <span className="inline-block w-[3ch]" /> : n(counted.count)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
