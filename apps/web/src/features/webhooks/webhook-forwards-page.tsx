import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { FilterSelect, useAddressFilter } from "../../components/address-filter.tsx";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { ForwardList } from "./forward-list.tsx";
import { WebhookHead } from "./webhook-head.tsx";

const pageSize = 50;
const states = ["waiting", "delivered", "failed", "stopped"] as const;

/** What was sent on to the shop's own endpoint, newest first. */
export function Component() {
  const words = useAllMessages().webhooks;
  const mayRead = useMay("webhook:read");
  const filter = useAddressFilter("state", states);
  const state = filter.value;
  const log = useInfiniteQuery(
    trpc.webhooks.forwards.infiniteQueryOptions(
      { ...(state === undefined ? {} : { state }), limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(words.forward.title);
  if (!mayRead) return <ForbiddenNote permission="webhook:read" />;
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4 py-4">
      <WebhookHead title={words.forward.title} help={words.forward.help} />
      <div className="px-3 md:px-5">
        <FilterSelect
          label={words.forward.state}
          filter={filter}
          anyLabel={words.anything}
          options={states.map((value) => ({ value, label: words.forward.states[value] }))}
          className="w-44"
        />
      </div>
      <ListFaces list={log} isEmpty={items.length === 0}>
        <Face
          title={state === undefined ? words.forward.emptyTitle : words.forward.noMatchTitle}
          actions={
            <Link to="/webhooks/settings" className={buttonClass()}>
              {words.forward.toSettings}
            </Link>
          }
        >
          <p>{words.forward.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && <ForwardList items={items} labelledBy="webhooks-title" />}
      {items.length > 0 && (
        <ListEnd list={log} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}
