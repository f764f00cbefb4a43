import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { type RouterOutputs, trpc, trpcClient } from "../../lib/trpc.ts";

type Preparer = RouterOutputs["refunds"]["preparing"]["people"][number];

/** Asked again this often where no live event tells. */
const askEveryMs = 20_000;
/** Until the server has said how often it wants to be told. */
const announceEveryMs = 15_000;

/** Tells colleagues that this form is open, for as long as it is, and says who else has it open. */
export function usePreparing(impUid: string, known: readonly Preparer[]): readonly Preparer[] {
  const announce = useMutation(trpc.refunds.announce.mutationOptions());
  const everyMs = announce.data?.repeatAfterMs ?? announceEveryMs;
  const say = useEffectEvent(() => announce.mutate({ impUid, isPreparing: true }));
  useEffect(() => {
    const timer = setInterval(say, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  useEffect(() => {
    say();
    return () => {
      // Whoever leaves is forgotten by the server's own clock should this not arrive.
      trpcClient.refunds.announce.mutate({ impUid, isPreparing: false }).catch(() => undefined);
    };
  }, [impUid]);
  const others = useQuery(
    trpc.refunds.preparing.queryOptions(
      { impUid },
      { initialData: { people: [...known] }, staleTime: 0, refetchInterval: askEveryMs },
    ),
  );
  return others.data.people;
}
