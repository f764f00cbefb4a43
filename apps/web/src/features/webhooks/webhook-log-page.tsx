import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { ReplayDialog } from "./replay-dialog.tsx";
import { WebhookFilters } from "./webhook-filters.tsx";
import { WebhookHead } from "./webhook-head.tsx";
import { readWebhookSearch, writeWebhookSearch } from "./webhook-search.ts";
import { WebhookTable } from "./webhook-table.tsx";

const pageSize = 50;

/** Calls that were turned away unread, which no row of the log stands for; nothing where there were none. */
function Floods() {
  const words = useAllMessages().webhooks.floods;
  const floods = useQuery(trpc.webhooks.floods.queryOptions());
  if (floods.data === undefined || floods.data.refused === 0) return null;
  const { days, refused, senders } = floods.data;
  return (
    <div className="px-3 md:px-5">
      <Banner tone="wait" title={words.title(refused, days)}>
        <p>{words.help}</p>
        <ul className="grid gap-0.5 text-small tabular-nums">
          {senders.map(({ ip, isPublishedAddress, refused: count, lastAtMs }) => (
            <li key={ip} className="flex flex-wrap gap-x-2">
              <span className="font-id">{ip === "" ? words.others : ip}</span>
              {isPublishedAddress && <span>{words.published}</span>}
              <span>{words.count(count)}</span>
              <DateTime at={Math.floor(lastAtMs / 1000)} format="second" />
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}

/** Every call to the webhook address, newest first. */
export function Component() {
  const words = useAllMessages().webhooks;
  const mayRead = useMay("webhook:read");
  const [parameters, setParameters] = useSearchParams();
  const filter = readWebhookSearch(parameters);
  const isFiltered = Object.keys(filter).length > 0;
  const log = useInfiniteQuery(
    trpc.webhooks.list.infiniteQueryOptions(
      { ...filter, limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const mayReplay = useMay("webhook:replay");
  const [isReplaying, setReplaying] = useState(false);
  const settings = useQuery(trpc.webhooks.settings.queryOptions(undefined, { enabled: isReplaying }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="webhook:read" />;

  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4 py-4">
      <WebhookHead
        title={words.title}
        help={words.help}
        action={mayReplay && <Button onClick={() => setReplaying(true)}>{words.replay.open}</Button>}
      />
      {isReplaying && (
        <ReplayDialog
          filter={filter}
          hasShop={(settings.data?.forwarding.url ?? null) !== null}
          onClose={() => setReplaying(false)}
        />
      )}
      <Floods />
      <WebhookFilters filter={filter} onChange={(next) => setParameters(writeWebhookSearch(next), { replace: true })} />
      <ListFaces list={log} isEmpty={items.length === 0}>
        <Face
          title={isFiltered ? words.noMatchTitle : words.emptyTitle}
          actions={
            isFiltered ? (
              <Button onClick={() => setParameters(new URLSearchParams())}>{words.clear}</Button>
            ) : (
              <Link to="/webhooks/settings" className={buttonClass()}>
                {words.toSettings}
              </Link>
            )
          }
        >
          <p>{isFiltered ? words.noMatchHelp : words.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && <WebhookTable items={items} labelledBy="webhooks-title" />}
      {items.length > 0 && (
        <ListEnd list={log} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}
