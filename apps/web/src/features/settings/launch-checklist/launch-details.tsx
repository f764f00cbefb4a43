import { launchBrowsers, launchSystems, nameOf, pgProviders } from "@maru/domain";
import { Link } from "react-router";
import { tallCellClass } from "../../../components/table-classes.ts";
import { classNames } from "../../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import type { RouterOutputs } from "../../../lib/trpc.ts";

type Checklist = RouterOutputs["launchChecklist"]["get"];

const cellClass = `${tallCellClass} wrap-normal`;

/** What was done with the cards of each company, as far as the newest payments tell. */
export function IssuerTable({ issuers }: { readonly issuers: Checklist["issuers"] }) {
  const words = useAllMessages().launchChecklist;
  const locale = useLocale();
  const columns = ["paid", "cancelled", "partlyCancelled"] as const;
  return (
    <table
      aria-label={words.issuers.label}
      className="w-full max-w-[30rem] border-separate border-spacing-0 text-small"
    >
      <thead>
        <tr className="text-left text-ink-3">
          <th scope="col" className={classNames(cellClass, "font-medium")}>
            {words.issuers.company}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className={classNames(cellClass, "font-medium")}>
              {words.issuers[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {issuers.map((issuer) => (
          <tr key={issuer.code}>
            <th scope="row" className={classNames(cellClass, "text-left font-normal")}>
              {issuer.name[locale]}
            </th>
            {columns.map((column) => (
              <td key={column} className={cellClass}>
                <Seen impUid={issuer[column]} what={words.issuers.seenOf(issuer.name[locale], words.issuers[column])} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A payment that shows it, or that there is none. */
function Seen({ impUid, what }: { readonly impUid: string | null; readonly what: string }) {
  const words = useAllMessages().launchChecklist;
  if (impUid === null) return <span className="whitespace-nowrap text-ink-3">{words.notSeen}</span>;
  return (
    <Link to={`/payments/${impUid}`} aria-label={what} className="text-accent hover:underline">
      {words.wasSeen}
    </Link>
  );
}

/** Channels whose payment window nobody has opened. */
export function UnopenedChannels({ channels }: { readonly channels: Checklist["unopened"] }) {
  const words = useAllMessages().launchChecklist;
  const locale = useLocale();
  return (
    <ul aria-label={words.unopened} className="grid gap-0.5 text-small text-ink-2">
      {channels.map(({ pgProvider, mid, name }) => (
        <li key={`${pgProvider} ${mid}`}>
          {name ?? nameOf(pgProviders, pgProvider, locale)} · <span className="font-id">{mid}</span>
        </li>
      ))}
    </ul>
  );
}

/** The vendor's table of environments, each cell ticked by a payment somebody made from there. */
export function EnvironmentTable({ cells }: { readonly cells: Checklist["cells"] }) {
  const words = useAllMessages().launchChecklist;
  const { environments } = words;
  return (
    <section aria-labelledby="launch-environments" className="grid gap-2 break-inside-avoid">
      <h2 id="launch-environments" className="border-line-strong border-b pb-1.5 font-semibold">
        {environments.title}
      </h2>
      <p className="text-small text-ink-2">{environments.help}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls can be scrolled from the keyboard */}
      <div tabIndex={0} className="overflow-x-auto">
        <table aria-labelledby="launch-environments" className="w-full border-separate border-spacing-0 text-small">
          <thead>
            <tr className="text-left text-ink-3">
              <th scope="col" className={classNames(cellClass, "font-medium")}>
                {environments.system}
              </th>
              {launchBrowsers.map((browser) => (
                <th key={browser} scope="col" className={classNames(cellClass, "font-medium whitespace-nowrap")}>
                  {environments.browsers[browser]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {launchSystems.map((system) => (
              <tr key={system}>
                <th scope="row" className={classNames(cellClass, "text-left font-normal whitespace-nowrap")}>
                  {environments.systems[system]}
                </th>
                {launchBrowsers.map((browser) => (
                  <td key={browser} className={cellClass}>
                    <Seen
                      impUid={cells.find((cell) => cell.system === system && cell.browser === browser)?.impUid ?? null}
                      what={environments.seenOf(environments.systems[system], environments.browsers[browser])}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
