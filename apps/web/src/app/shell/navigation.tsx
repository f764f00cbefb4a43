import type { Permission } from "@maru/domain";
import { lazy, Suspense } from "react";
import { NavLink } from "react-router";
import { classNames } from "../../lib/class-names.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { paymentsHome } from "../../lib/payments-home.ts";
import { type Session, useSession } from "../../lib/session.tsx";

/** A number is no reason to show the page later. */
const PaymentsListed = lazy(() => import("./payments-listed.tsx"));
const PeopleWaiting = lazy(() => import("./people-waiting.tsx"));

export interface Destination {
  readonly to: string;
  readonly name:
    | "payments"
    | "refunds"
    | "virtualAccounts"
    | "cashReceipts"
    | "escrow"
    | "requests"
    | "billing"
    | "identity"
    | "members"
    | "auditLog"
    | "failureMessages"
    | "webhooks"
    | "alerts"
    | "settings";
  readonly permission: Permission;
  readonly group: "work" | "integration" | "admin";
}

/** Every page one can go to, in the order of the navigation. */
export const destinations: readonly Destination[] = [
  { to: "/payments", name: "payments", permission: "payment:read", group: "work" },
  { to: "/refunds", name: "refunds", permission: "refund:read", group: "work" },
  { to: "/virtual-accounts", name: "virtualAccounts", permission: "virtual-account:read", group: "work" },
  { to: "/cash-receipts", name: "cashReceipts", permission: "cash-receipt:read", group: "work" },
  { to: "/escrow", name: "escrow", permission: "escrow:read", group: "work" },
  { to: "/billing", name: "billing", permission: "billing:read", group: "work" },
  { to: "/requests", name: "requests", permission: "payment:read", group: "work" },
  { to: "/settings", name: "settings", permission: "channel:read", group: "integration" },
  { to: "/webhooks", name: "webhooks", permission: "webhook:read", group: "integration" },
  { to: "/alerts", name: "alerts", permission: "alert:read", group: "integration" },
  { to: "/failure-messages", name: "failureMessages", permission: "payment:raw", group: "integration" },
  { to: "/members", name: "members", permission: "user:read", group: "admin" },
  { to: "/audit-log", name: "auditLog", permission: "audit:read", group: "admin" },
  { to: "/identity", name: "identity", permission: "identity:read", group: "admin" },
];

const groups = ["work", "integration", "admin"] as const;

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
              <div key={destination.to} className="relative grid">
                <NavLink
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
                  {destination.name === "payments" && (
                    <Suspense>
                      <PaymentsListed />
                    </Suspense>
                  )}
                </NavLink>
                {(destination.name === "refunds" || destination.name === "requests") && (
                  <Suspense>
                    <PeopleWaiting of={destination.name} onNavigate={onNavigate} />
                  </Suspense>
                )}
              </div>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
