import type { Permission } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { NavLink } from "react-router";
import { classNames } from "../../lib/class-names.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { paymentsHome } from "../../lib/payments-home.ts";
import { type Session, useSession } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";

export interface Destination {
  readonly to: string;
  readonly name:
    | "payments"
    | "refunds"
    | "virtualAccounts"
    | "requests"
    | "members"
    | "auditLog"
    | "failureMessages"
    | "webhooks";
  readonly permission: Permission;
  readonly group: "work" | "admin";
}

/** Every page one can go to, in the order of the navigation. */
export const destinations: readonly Destination[] = [
  { to: "/payments", name: "payments", permission: "payment:read", group: "work" },
  { to: "/refunds", name: "refunds", permission: "refund:read", group: "work" },
  { to: "/virtual-accounts", name: "virtualAccounts", permission: "virtual-account:read", group: "work" },
  { to: "/requests", name: "requests", permission: "payment:read", group: "work" },
  { to: "/webhooks", name: "webhooks", permission: "webhook:read", group: "admin" },
  { to: "/members", name: "members", permission: "user:read", group: "admin" },
  { to: "/audit-log", name: "auditLog", permission: "audit:read", group: "admin" },
  { to: "/failure-messages", name: "failureMessages", permission: "payment:raw", group: "admin" },
];

const groups = ["work", "admin"] as const;

/** Where a link to a page leads this person: the list of payments opens as they like it. */
export function addressOf({ name, to }: Destination, session: Session): string {
  return name === "payments" ? paymentsHome(session) : to;
}

/** Links to the pages this person may see. */
export function Navigation({ onNavigate }: { readonly onNavigate?: () => void }) {
  const m = useMessages();
  const session = useSession();
  const visible = destinations.filter(({ permission }) => session.permissions.includes(permission));
  return (
    <nav aria-label={m.shell.mainMenu} className="grid gap-px">
      {groups.map((group) => {
        const links = visible.filter((destination) => destination.group === group);
        if (links.length === 0) return null;
        return (
          <div key={group} className="grid gap-px">
            {group !== "work" && (
              <h2 className="px-2 pt-3.5 pb-1 text-micro font-semibold text-ink-3">{m.shell.groups[group]}</h2>
            )}
            {links.map((destination) => (
              <NavLink
                key={destination.to}
                to={addressOf(destination, session)}
                onClick={onNavigate}
                className={({ isActive }) =>
                  classNames(
                    "flex items-baseline justify-between gap-2 rounded-md px-2 py-1.25 coarse:py-2.5",
                    isActive ? "bg-accent-wash font-semibold text-accent" : "text-ink-2 hover:bg-sunk hover:text-ink",
                  )
                }
              >
                {m.shell[destination.name]}
                {destination.name === "refunds" && <RefundsWaiting />}
              </NavLink>
            ))}
          </div>
        );
      })}
    </nav>
  );
}

/** How many refunds wait for somebody; nothing while none does. */
function RefundsWaiting() {
  const m = useMessages();
  const { data } = useQuery(trpc.refunds.counts.queryOptions());
  if (data === undefined || data.forPeople === 0) return null;
  return (
    <span className="rounded-full bg-wait-wash px-1.5 text-micro font-semibold text-wait tabular-nums">
      <span aria-hidden="true">{data.forPeople}</span>
      <span className="sr-only">{m.shell.refundsWaiting(data.forPeople)}</span>
    </span>
  );
}
