import { useLayoutEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import { classNames } from "../lib/class-names.ts";

interface PageTabsProps {
  readonly label: string;
  readonly pages: readonly { readonly to: string; readonly name: string }[];
}

/** The ways between pages that belong together, each with its own address. Where they do not all fit, the current one is in sight. */
export function PageTabs({ label, pages }: PageTabsProps) {
  const bar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: which tab is the current one follows from the address.
  useLayoutEffect(() => {
    const current = bar.current?.querySelector("[aria-current=page]");
    if (bar.current === null || !current) return;
    const [seen, tab] = [bar.current.getBoundingClientRect(), current.getBoundingClientRect()];
    if (tab.right > seen.right) bar.current.scrollLeft += tab.right - seen.right;
  }, [pathname]);
  return (
    <nav ref={bar} aria-label={label} className="-mb-px flex gap-4 overflow-x-auto border-line border-b print:hidden">
      {pages.map(({ to, name }) => (
        <NavLink
          key={to}
          to={to}
          end
          className={({ isActive }) =>
            classNames(
              "whitespace-nowrap border-b-2 py-1.5 coarse:py-2.5",
              isActive ? "border-accent font-semibold text-accent" : "border-transparent text-ink-2 hover:text-ink",
            )
          }
        >
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
