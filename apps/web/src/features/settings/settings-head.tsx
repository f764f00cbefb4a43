import { PageTabs } from "../../components/page-tabs.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";

const pages = [
  { to: "/settings/channels", name: "channels" },
  { to: "/settings/test-payments", name: "testPayments" },
  { to: "/settings/whitelist", name: "whitelist" },
  { to: "/settings/application", name: "application" },
  { to: "/settings/access", name: "access" },
  { to: "/settings/launch-checklist", name: "launch" },
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
      <PageTabs label={words.pages.label} pages={pages.map(({ to, name }) => ({ to, name: words.pages[name] }))} />
    </div>
  );
}
