import { NavLink } from "react-router";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages } from "../../lib/i18n.tsx";

const pages = [
  { to: "/settings/channels", name: "channels" },
  { to: "/settings/whitelist", name: "whitelist" },
  { to: "/settings/access", name: "access" },
] as const;

/** The title of a page of settings, and the ways to the others. */
export function SettingsHead({ title, help }: { readonly title: string; readonly help: string }) {
  const words = useAllMessages().settings;
  return (
    <div className="grid gap-2 px-3 md:px-5">
      <div className="grid gap-0.5">
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {title}
        </h1>
        <p className="text-ink-3">{help}</p>
      </div>
      <nav aria-label={words.pages.label} className="-mb-px flex gap-4 overflow-x-auto border-line border-b">
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
            {words.pages[name]}
          </NavLink>
        ))}
      </nav>
    </div>
  );
}
