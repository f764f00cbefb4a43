import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Popover } from "../../components/ui/popover.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { lazyMessages } from "../../lib/lazy-messages.ts";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import type { MentionMessages } from "./messages.ko.ts";

const useWords = lazyMessages<MentionMessages>({
  ko: () => import("./messages.ko.ts"),
  en: () => import("./messages.en.ts"),
});

const mostCounted = 99;

/** Who called the reader into a note: a count in the header that opens to the notes, each leading to its payment. */
export default function MentionsButton() {
  const words = useWords();
  const number = countFormatter(useLocale());
  const unseen = useQuery(trpc.mentions.count.queryOptions()).data?.unseen ?? 0;
  return (
    <>
      <span role="status" className="sr-only">
        {unseen > 0 && words.button(unseen)}
      </span>
      <Popover
        label={words.title}
        placement="bottom end"
        className="w-[min(360px,calc(100vw-16px))] p-0"
        trigger={(props) => (
          <button
            {...props}
            type="button"
            aria-label={words.button(unseen)}
            title={words.title}
            className="inline-flex h-7 shrink-0 items-center gap-1 rounded-md px-1.5 text-ink-2 hover:bg-sunk hover:text-ink aria-expanded:bg-sunk coarse:h-10 coarse:px-2.5"
          >
            <span aria-hidden="true" className="text-lead leading-none">
              @
            </span>
            {unseen > 0 && (
              <span
                aria-hidden="true"
                className="min-w-4 rounded-full bg-accent px-1 text-center text-micro font-semibold text-accent-ink"
              >
                {unseen > mostCounted ? `${mostCounted}+` : number(unseen)}
              </span>
            )}
          </button>
        )}
      >
        {(close) => <Inbox onLeave={close} />}
      </Popover>
    </>
  );
}

function Inbox({ onLeave }: { readonly onLeave: () => void }) {
  const words = useWords();
  const mentions = useQuery(trpc.mentions.list.queryOptions());
  const markSeen = useMutation(
    trpc.mentions.markSeen.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.mentions.pathFilter()),
    }),
  );
  return (
    <div>
      <div className="flex min-h-10 items-center justify-between gap-3 border-b border-line px-3 py-1.5">
        <h2 className="font-semibold">{words.title}</h2>
        {mentions.data !== undefined && mentions.data.unseen > 0 && (
          <Button isPending={markSeen.isPending} onClick={() => markSeen.mutate({})}>
            {words.markAll}
          </Button>
        )}
      </div>
      {mentions.isPending && (
        <div className="p-3">
          <Skeleton className="w-48" />
        </div>
      )}
      {mentions.isError && mentions.data === undefined && (
        <p role="alert" className="flex items-center justify-between gap-3 p-3 text-ink-2">
          {words.failed}
          <Button onClick={() => void mentions.refetch()}>{words.retry}</Button>
        </p>
      )}
      {mentions.data?.items.length === 0 && <p className="p-3 text-ink-3">{words.empty}</p>}
      {mentions.data !== undefined && mentions.data.items.length > 0 && (
        <ul className="max-h-[60dvh] overflow-auto py-1">
          {mentions.data.items.map((mention) => (
            <MentionRow key={mention.noteId} mention={mention} onLeave={onLeave} />
          ))}
        </ul>
      )}
    </div>
  );
}

type Mention = RouterOutputs["mentions"]["list"]["items"][number];

function MentionRow({ mention, onLeave }: { readonly mention: Mention; readonly onLeave: () => void }) {
  const words = useWords();
  return (
    <li>
      <Link
        to={`/payments/${encodeURIComponent(mention.impUid)}#note-${mention.noteId}`}
        onClick={onLeave}
        className={classNames(
          "grid gap-0.5 border-l-3 px-3 py-2 hover:bg-sunk",
          mention.isSeen ? "border-transparent" : "border-accent",
        )}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className={mention.isSeen ? "text-ink-2" : "font-semibold"}>{words.by(mention.byName)}</span>
          <span className="text-small text-ink-3">
            {!mention.isSeen && <span className="sr-only">{words.unseen} · </span>}
            <DateTime at={Math.floor(mention.atMs / 1000)} />
          </span>
        </span>
        <span className="line-clamp-2 text-ink-2">{mention.text}</span>
        <span className="font-id text-ink-3">{mention.impUid}</span>
      </Link>
    </li>
  );
}
