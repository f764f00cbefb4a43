import { useQuery } from "@tanstack/react-query";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";

/** Walks the whole chain on demand and says whether anything was changed. */
export function AuditVerification() {
  const words = useAllMessages().auditLog;
  const verdict = useQuery(
    trpc.audit.verify.queryOptions(undefined, { enabled: false, staleTime: 0, gcTime: 0, retry: false }),
  );
  return (
    <>
      <Button isPending={verdict.isFetching} onClick={() => void verdict.refetch()}>
        {verdict.isFetching ? words.verifying : words.verify}
      </Button>
      {verdict.isError && !verdict.isFetching && (
        <div className="basis-full">
          <FailedNote error={verdict.error} onRetry={() => void verdict.refetch()} />
        </div>
      )}
      {verdict.data !== undefined && !verdict.isFetching && !verdict.isError && (
        <div className="basis-full">
          {verdict.data.isIntact ? (
            <Banner tone="ok" announce="status" title={words.intactTitle}>
              {words.intact(verdict.data.entries)}
            </Banner>
          ) : (
            <Banner tone="bad" announce="alert" title={words.brokenTitle}>
              <p>{words.problems[verdict.data.problem]}</p>
              <p>{words.broken(verdict.data.sequence)}</p>
            </Banner>
          )}
        </div>
      )}
    </>
  );
}
