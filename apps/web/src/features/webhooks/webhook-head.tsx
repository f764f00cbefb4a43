import type { ReactNode } from "react";
import { PageTabs } from "../../components/page-tabs.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";

const pages = [
  { to: "/webhooks", name: "log" },
  { to: "/webhooks/missing", name: "missing" },
  { to: "/webhooks/forwards", name: "forwards" },
  { to: "/webhooks/settings", name: "settings" },
] as const;

/** The title of a page about webhooks, and the ways to the others. */
export function WebhookHead({
  title,
  help,
  action,
}: {
  readonly title: string;
  readonly help: string;
  readonly action?: ReactNode;
}) {
  const words = useAllMessages().webhooks;
  return (
    <div className="grid gap-2 px-3 md:px-5">
      <div className="flex flex-wrap items-start gap-3">
        <PageTitle id="webhooks-title" title={title} help={help} />
        {action}
      </div>
      <PageTabs label={words.pages.label} pages={pages.map(({ to, name }) => ({ to, name: words.pages[name] }))} />
    </div>
  );
}
