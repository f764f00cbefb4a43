import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { Button } from "../../components/ui/button.tsx";
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
        <PageTitle id="audit-title" title={words.title} help={words.help} />
        <AuditDownload search={search} />
        <AuditVerification />
      </div>
      <AuditFilters search={search} onChange={(next) => setParameters(writeAuditSearch(next), { replace: true })} />
      <ListFaces list={log} isEmpty={items.length === 0}>
        <Face
          title={isFiltered ? words.noMatchTitle : words.emptyTitle}
          actions={
            isFiltered ? <Button onClick={() => setParameters(new URLSearchParams())}>{words.clear}</Button> : undefined
          }
        >
          <p>{isFiltered ? words.noMatchHelp : words.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && <AuditTable items={items} />}
      {items.length > 0 && (
        <ListEnd list={log} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}
