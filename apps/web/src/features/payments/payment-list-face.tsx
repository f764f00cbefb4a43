import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Face } from "../../components/face.tsx";
import { Button } from "../../components/ui/button.tsx";
import { appErrorOf } from "../../lib/error-message.ts";
import { useEntryMessages, useMessages } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { narrowingParts, type PaymentSearch } from "./payment-search.ts";

const NoMatch = lazy(() => import("./no-match.tsx"));

type SyncProgress = RouterOutputs["sync"]["status"];

interface FailedReadingProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly isPage?: boolean;
}

/** What was asked for could not be read: because it may not be seen, or because something broke. */
export function FailedReading({ title, error, onRetry, isPage = false }: FailedReadingProps) {
  const words = useMessages().payments.faces;
  const { byCode } = useEntryMessages().errors;
  const known = appErrorOf(error);
  if (known?.code === "NOT_ALLOWED") {
    return (
      <Face title={words.forbiddenTitle} isPage={isPage}>
        <p>{words.forbiddenText}</p>
      </Face>
    );
  }
  const again = <Button onClick={onRetry}>{words.retry}</Button>;
  // A rule answered, and nothing is broken.
  if (known?.family === "refused" && known.code !== null) {
    const { title: refusal, help } = byCode[known.code];
    return (
      <Face title={refusal} isPage={isPage} actions={known.code === "SEARCH_TOO_SHORT" ? undefined : again}>
        <p>{help}</p>
      </Face>
    );
  }
  return (
    <Face title={title} isPage={isPage} isFailure actions={again}>
      <p>{words.failedText}</p>
      {known?.requestId != null && <p className="text-small text-ink-3">{words.failedRequest(known.requestId)}</p>}
    </Face>
  );
}

/** There are no rows: either nothing matches what was asked, or there is nothing here yet. */
export function NoRows({ search }: { readonly search: PaymentSearch }) {
  const words = useMessages().payments.faces;
  if (narrowingParts(search).length === 0) return <EmptyList />;
  return (
    <Suspense fallback={<Face title={words.noMatchTitle} />}>
      <NoMatch search={search} />
    </Suspense>
  );
}

function EmptyList() {
  const words = useMessages().payments.faces;
  const { data: sync } = useQuery(trpc.sync.status.queryOptions());
  return (
    <Face title={words.emptyTitle}>
      {sync !== undefined && <p>{emptyText(words, sync)}</p>}
      {sync?.phase === "loading" && sync.expected !== null && (
        <progress
          aria-label={emptyText(words, sync)}
          max={sync.expected}
          value={sync.loaded}
          className="h-1.5 w-72 max-w-full accent-accent"
        />
      )}
    </Face>
  );
}

function emptyText(words: ReturnType<typeof useMessages>["payments"]["faces"], sync: SyncProgress): string {
  if (sync.upstream === "unauthorized") return words.emptyUnauthorized;
  if (sync.upstream === "down") return words.emptyDown;
  switch (sync.phase) {
    case "waiting":
    case "stalled":
      return words.emptyWaiting;
    case "loading":
    case "verifying":
      return sync.expected === null
        ? words.emptyLoading(sync.loaded)
        : words.emptyLoadingOf(sync.loaded, sync.expected);
    case "following":
      return words.emptyFollowing(sync.from);
  }
}
