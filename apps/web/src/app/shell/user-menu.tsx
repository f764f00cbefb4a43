import { formatMoney } from "@maru/domain";
import { useNavigate } from "react-router";
import { ChevronDownIcon } from "../../components/ui/icons.tsx";
import { Menu, type MenuSectionSpec } from "../../components/ui/menu.tsx";
import { useSavePreferences } from "../../lib/account-preferences.ts";
import { locales, useLocale, useMessages } from "../../lib/i18n.tsx";
import { densities, themes, usePreferences } from "../../lib/preferences.ts";
import { useSession } from "../../lib/session.tsx";
import { useSignOut } from "./use-sign-out.ts";

/** Who is signed in, and what they may set for themselves. */
export function UserMenu({ onShowShortcuts }: { readonly onShowShortcuts: () => void }) {
  const m = useMessages();
  const { user } = useSession();
  const preferences = usePreferences();
  const save = useSavePreferences();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const role = m.frame.roles[user.role];

  const sections: MenuSectionSpec[] = [
    {
      id: "account",
      items: [
        { id: "account", label: m.shell.account, onAction: () => void navigate("/account") },
        { id: "shortcuts", label: m.shell.shortcuts, shortcut: "?", onAction: onShowShortcuts },
      ],
    },
    choice("language", m.frame.language, locales, m.frame.languages, preferences.language, (language) =>
      save({ language }),
    ),
    choice("theme", m.frame.theme, themes, m.frame.themes, preferences.theme, (theme) => save({ theme })),
    choice("density", m.shell.density, densities, m.shell.densities, preferences.density, (density) =>
      save({ density }),
    ),
    { id: "leave", items: [{ id: "sign-out", label: m.shell.signOut, onAction: () => void signOut() }] },
  ];

  return (
    <Menu
      label={m.shell.userMenu}
      placement="top start"
      sections={sections}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className="flex w-full min-w-0 items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-sunk aria-expanded:bg-sunk"
        >
          <span className="grid min-w-0 flex-1">
            <span className="text-ink-2">
              {user.name} · {role}
            </span>
            <RefundCap />
            <span className="truncate text-small text-ink-3">{user.email}</span>
            <span className="sr-only">{m.shell.userMenu}</span>
          </span>
          <ChevronDownIcon className="rotate-180 text-ink-3" />
        </button>
      )}
    />
  );
}

/** What this person refunds without anybody else; nothing for roles that refund nothing. */
function RefundCap() {
  const m = useMessages();
  const locale = useLocale();
  const { refundCap } = useSession();
  if (refundCap === null) return null;
  const { perRefund } = refundCap;
  const words =
    perRefund === null
      ? m.shell.noRefundCap
      : perRefund === 0
        ? m.shell.noRefunds
        : m.shell.refundCap(formatMoney({ amount: perRefund, currency: "KRW" }, locale));
  return (
    <span title={m.shell.refundCapHelp} className="truncate text-small text-ink-2 tabular-nums">
      {words}
    </span>
  );
}

function choice<Value extends string>(
  id: string,
  title: string,
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
  selected: Value,
  onChoose: (value: Value) => void,
): MenuSectionSpec {
  return {
    id,
    title,
    items: values.map((value) => ({ id: value, label: labels[value] })),
    selection: {
      mode: "single",
      selected: new Set([selected]),
      onChange: (chosen) => {
        const value = values.find((candidate) => chosen.has(candidate));
        if (value !== undefined) onChoose(value);
      },
    },
  };
}
