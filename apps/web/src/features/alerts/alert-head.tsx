import { PageTabs } from "../../components/page-tabs.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";

const pages = [
  { to: "/alerts", name: "list" },
  { to: "/alerts/settings", name: "settings" },
] as const;

/** The title of a page about alerts, and the way to the other. */
export function AlertHead({ title, help }: { readonly title: string; readonly help: string }) {
  const words = useAllMessages().alerts;
  return (
    <div className="grid gap-2 px-3 md:px-5">
      <PageTitle id="alerts-title" title={title} help={help} />
      <PageTabs label={words.pages.label} pages={pages.map(({ to, name }) => ({ to, name: words.pages[name] }))} />
    </div>
  );
}
