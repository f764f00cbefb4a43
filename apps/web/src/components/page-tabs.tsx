import { NavLink } from "react-router";
import { classNames } from "../lib/class-names.ts";

interface PageTabsProps {
  readonly label: string;
  readonly pages: readonly { readonly to: string; readonly name: string }[];
}

/** The ways between pages that belong together, each with its own address. */
export function PageTabs({ label, pages }: PageTabsProps) {
  return (
    <nav aria-label={label} className="-mb-px flex gap-4 overflow-x-auto border-line border-b print:hidden">
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
