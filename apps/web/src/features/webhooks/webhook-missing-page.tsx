import { formatInstant } from "@maru/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FilterSelect, useAddressFilter } from "../../components/address-filter.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { StateBadge } from "../../components/status-badge.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { PaymentLink } from "./payment-link.tsx";
import { WebhookHead } from "./webhook-head.tsx";
import { Claim } from "./webhook-table.tsx";

type Page = RouterOutputs["webhooks"]["missing"];

const pageSize = 50;
const shows = ["open", "late"] as const;

/** Webhooks i'mport promises and that did not come, newest first. */
export function Component() {
  const words = useAllMessages().webhooks;
  const { missing } = words;
  const mayRead = useMay("webhook:read");
  const filter = useAddressFilter("show", shows);
  const show = filter.value;
  const log = useInfiniteQuery(
    trpc.webhooks.missing.infiniteQueryOptions(
      { ...(show === undefined ? {} : { show }), limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(missing.title);
  if (!mayRead) return <ForbiddenNote permission="webhook:read" />;
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const watchedSince = log.data?.pages[0]?.watchedSince;
  return (
    <div className="grid gap-4 py-4">
      <WebhookHead title={missing.title} help={missing.help} />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3 px-3 md:px-5">
        <FilterSelect
          label={missing.show}
          filter={filter}
          anyLabel={words.anything}
          options={shows.map((value) => ({ value, label: missing.states[value] }))}
          className="w-44"
        />
        {watchedSince !== undefined && <Watched since={watchedSince} />}
      </div>
      <ListFaces list={log} isEmpty={items.length === 0}>
        <Face title={show === undefined ? missing.emptyTitle : missing.noMatchTitle}>
          <p>{missing.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && <MissTable items={items} />}
      {items.length > 0 && (
        <ListEnd list={log} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
      <section aria-labelledby="silent-title" className="grid max-w-[760px] gap-1 px-3 text-ink-2 md:px-5">
        <h2 id="silent-title" className="font-semibold text-ink">
          {missing.silentTitle}
        </h2>
        <ul className="list-disc pl-5">
          {missing.silent.map((kind) => (
            <li key={kind}>{kind}</li>
          ))}
        </ul>
        <p>{missing.whatToDo}</p>
      </section>
    </div>
  );
}

function Watched({ since }: { readonly since: Page["watchedSince"] }) {
  const words = useAllMessages().webhooks;
  const locale = useLocale();
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-small">
      {(["live", "test"] as const).map((mode) => {
        const at = since[mode];
        return (
          <div key={mode} className="contents">
            <dt className="text-ink-3">{words.modes[mode]}</dt>
            <dd className="text-ink-2">
              {at === null
                ? words.missing.notWatched
                : words.missing.watchedSince(formatInstant(Math.floor(at / 1000), locale, "minute"))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function MissTable({ items }: { readonly items: Page["items"] }) {
  const words = useAllMessages().webhooks;
  const { columns } = words.missing;
  return (
    <div className="overflow-x-auto">
      <table aria-labelledby="webhooks-title" className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={headerClass}>
              {columns.happened}
            </th>
            <th scope="col" className={headerClass}>
              {columns.state}
            </th>
            <th scope="col" className={headerClass}>
              {columns.what}
            </th>
            <th scope="col" className={headerClass}>
              {columns.payment}
            </th>
            <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
              {columns.noticed}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((miss) => (
            <tr key={miss.id} className="hover:bg-sunk">
              <td className={classNames(cellClass, "whitespace-nowrap")}>
                <DateTime at={Math.floor(miss.happenedAtMs / 1000)} />
              </td>
              <td className={cellClass}>
                {miss.arrivedAtMs === null ? (
                  <StateBadge tone="bad" shape="diamond">
                    {words.missing.states.open}
                  </StateBadge>
                ) : (
                  <span className="inline-flex flex-wrap items-center gap-1.5">
                    <StateBadge tone="part" shape="half">
                      {words.missing.states.late}
                    </StateBadge>
                    <DateTime at={Math.floor(miss.arrivedAtMs / 1000)} />
                  </span>
                )}
              </td>
              <td className={classNames(cellClass, "whitespace-nowrap")}>
                <Claim status={miss.status} />
              </td>
              <td className={cellClass}>
                <PaymentLink impUid={miss.impUid} isKnown />
                {miss.mode === "test" && <span className="ml-1.5 text-small text-ink-2">{words.modes.test}</span>}
              </td>
              <td className={classNames(cellClass, "whitespace-nowrap text-ink-2 max-md:hidden")}>
                <DateTime at={Math.floor(miss.noticedAtMs / 1000)} /> · {words.missing.noticedBy[miss.noticedBy]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
