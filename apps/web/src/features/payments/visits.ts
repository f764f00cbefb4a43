import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";

/** Payments the reader has looked at, in this browser or another. */
export function useVisited(isWanted: boolean): ReadonlySet<string> {
  const { data } = useQuery(
    trpc.visits.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY, enabled: isWanted }),
  );
  return useMemo(() => new Set(data?.impUids), [data]);
}

/** Remembers that the reader looks at a payment. Nothing depends on it, so nobody hears when it fails. */
export function useVisit(impUid: string): void {
  useEffect(() => {
    trpcClient.visits.add.mutate({ impUid }).catch(() => undefined);
    queryClient.setQueryData(
      trpc.visits.list.queryKey(),
      (visits) => visits && { impUids: [impUid, ...visits.impUids.filter((other) => other !== impUid)] },
    );
  }, [impUid]);
}
