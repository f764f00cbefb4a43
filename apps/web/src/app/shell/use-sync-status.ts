import { useQuery } from "@tanstack/react-query";
import { pollingMs, useConnection } from "../../lib/live.ts";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { trpc } from "../../lib/trpc.ts";

export type SyncStatus = RouterOutputs["sync"]["status"];

/** How fresh the index is. Events keep it current; without them the server is asked now and then. */
export function useSyncStatus(): SyncStatus | undefined {
  const isLive = useConnection() === "live";
  const { data } = useQuery(
    trpc.sync.status.queryOptions(undefined, { refetchInterval: isLive ? false : pollingMs, staleTime: pollingMs }),
  );
  return data;
}
