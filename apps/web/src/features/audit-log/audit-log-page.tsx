import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { AuditDownload } from "./audit-download.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { readAuditSearch, writeAuditSearch } from "./audit-search.ts";
import { AuditTable } from "./audit-table.tsx";
import { AuditVerification } from "./audit-verification.tsx";

const pageSize = 50;

/** Everything that was done and refused, newest first. */
export function Component() {
  const m = useAllMessages();
  const words = m.auditLog;
  const mayRead = useMay("audit:read");
  const [parameters, setParameters] = useSearchParams();
  const search = readAuditSearch(parameters);
  const isFiltered = Object.keys(search).length > 0;
  const log = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { ...search, limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="audit:read" />;

  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4 py-4">
      <div className="flex flex-wrap items-start gap-3 px-3 md:px-5">
        <div className="grid min-w-0 flex-1 basis-72 gap-0.5">
          <h1 tabIndex={-1} id="audit-title" className="text-title font-bold tracking-[-0.02em]">
            {words.title}
          </h1>
          <p className="text-ink-3">{words.help}</p>
        </div>
        <AuditDownload search={search} />
        <AuditVerification />
      </div>
      <AuditFilters search={search} onChange={(next) => setParameters(writeAuditSearch(next), { replace: true })} />
      {log.isPending && <RowsSkeleton />}
      {log.isError && (
        <div className="px-3 md:px-5">
          <FailedNote error={log.error} onRetry={() => void log.refetch()} />
        </div>
      )}
      {log.isSuccess && items.length === 0 && (
        <Face
          title={isFiltered ? words.noMatchTitle : words.emptyTitle}
          actions={
            isFiltered ? <Button onClick={() => setParameters(new URLSearchParams())}>{words.clear}</Button> : undefined
          }
        >
          <p>{isFiltered ? words.noMatchHelp : words.emptyHelp}</p>
        </Face>
      )}
      {items.length > 0 && <AuditTable items={items} />}
      {items.length > 0 && (
        <ListEnd list={log} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}
