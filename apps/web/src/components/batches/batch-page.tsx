import { formatInstant } from "@maru/domain";
import { type ReactNode, useEffect } from "react";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { BackLink } from "../back-link.tsx";
import { RowsSkeleton } from "../rows-skeleton.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { UnreadPage } from "../unread-page.tsx";
import { BatchState } from "./batch-state.tsx";
import { type BatchFacts, type BatchWords, batchName } from "./batch-words.ts";

/** While something is under way the page asks again this often, in case a live event is lost. */
export const followMs = 2_000;

interface BatchPageProps<Batch extends BatchFacts> {
  readonly words: BatchWords;
  readonly batch: {
    readonly data: Batch | undefined;
    readonly error: unknown;
    readonly isError: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** Where lists of the kind are found. */
  readonly path: string;
  /** Says when the list, or what became of its rows, stands elsewhere: then its rows do, too. */
  readonly onMoved: () => void;
  readonly children: (batch: Batch) => ReactNode;
}

/** One list, from its first look to its result. */
export function BatchPage<Batch extends BatchFacts>({ words, batch, path, onMoved, children }: BatchPageProps<Batch>) {
  const { data } = batch;
  const told = JSON.stringify(data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` says when
  useEffect(onMoved, [told]);
  useDocumentTitle(data === undefined ? words.title : batchName(data, words));
  if (batch.isError && data === undefined) {
    return (
      <UnreadPage
        error={batch.error}
        onRetry={() => void batch.refetch()}
        notFoundTitle={words.notFoundTitle}
        notFoundHelp={words.notFoundHelp}
        back={{ to: path, name: words.title }}
      />
    );
  }
  return (
    <div className="grid gap-5 px-3 pt-3 pb-16 md:px-5">
      {data === undefined ? (
        <>
          <div className="grid gap-0.5">
            <BackLink to={path}>{words.title}</BackLink>
            <Skeleton className="h-[26px] w-72" />
          </div>
          <RowsSkeleton isFlush />
        </>
      ) : (
        <div key={data.id} className="contents">
          <BatchHead batch={data} words={words} path={path} />
          {children(data)}
        </div>
      )}
    </div>
  );
}

function BatchHead({
  batch,
  words,
  path,
}: {
  readonly batch: BatchFacts;
  readonly words: BatchWords;
  readonly path: string;
}) {
  const locale = useLocale();
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "minute");
  const made = words.madeBy(batch.createdBy, time(batch.createdAtMs));
  return (
    <div className="grid gap-1">
      <BackLink to={path}>{words.title}</BackLink>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 tabIndex={-1} className="min-w-0 text-title font-bold tracking-[-0.02em] wrap-anywhere">
          {batchName(batch, words)}
        </h1>
        <span role="status">
          <BatchState state={batch.state} words={words} />
        </span>
        <span className="text-ink-3">{words.rows(batch.rowCount)}</span>
      </div>
      <p className="text-small text-ink-3">
        {batch.startedBy === null || batch.startedAtMs === null
          ? made
          : words.madeAndStartedBy(made, words.startedBy(batch.startedBy, time(batch.startedAtMs)))}
      </p>
    </div>
  );
}
