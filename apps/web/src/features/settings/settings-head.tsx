import { PageTabs } from "../../components/page-tabs.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useSession } from "../../lib/session.tsx";

const pages = [
  { to: "/settings/channels", name: "channels", permission: "channel:read" },
  { to: "/settings/test-payments", name: "testPayments", permission: "test-payment:read" },
  { to: "/settings/keys", name: "keys", permission: "key:read" },
  { to: "/settings/sub-merchants", name: "subMerchants", permission: "sub-merchant:read" },
  { to: "/settings/whitelist", name: "whitelist", permission: "whitelist:read" },
  { to: "/settings/application", name: "application", permission: "application:read" },
  { to: "/settings/access", name: "access", permission: "whitelist:read" },
  { to: "/settings/launch-checklist", name: "launch", permission: "checklist:read" },
] as const;

/** The title of a page of settings, and the ways to the others that this person may see. */
export function SettingsHead({ title, help }: { readonly title: string; readonly help: string }) {
  const words = useAllMessages().settings;
  const { permissions } = useSession();
  const visible = pages.filter(({ permission }) => permissions.includes(permission));
  return (
    <div className="grid gap-2 px-3 md:px-5">
      <PageTitle title={title} help={help} />
      <PageTabs label={words.pages.label} pages={visible.map(({ to, name }) => ({ to, name: words.pages[name] }))} />
    </div>
  );
}
