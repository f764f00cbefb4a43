import { isAwaitingDeposit, type Payment, type PaymentListItem, type PaymentListPage } from "@maru/domain";
import { type InfiniteData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";

/** A copy younger than this needs no second look when its page opens. */
const freshForMs = 5_000;
/** How often an unresolved payment is read again while somebody looks at it. */
const pollEveryMs = 20_000;
/** A payment window that nobody finished within this time was left. */
const windowLastsSeconds = 30 * 60;

/**
 * One payment: from the index at once, then read again from upstream because somebody is looking at it, and again and
 * again while its outcome is open. It is not read while the page is hidden.
 */
export function usePayment(impUid: string) {
  const queryClient = useQueryClient();
  const mayReread = useMay("payment:refresh");
  const reading = useQuery(trpc.payments.get.queryOptions({ impUid }));
  const reread = useMutation(
    trpc.payments.refresh.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.payments.get.queryKey({ impUid }), answer);
        await Promise.all([
          queryClient.invalidateQueries(trpc.payments.timeline.queryFilter({ impUid })),
          queryClient.invalidateQueries(trpc.payments.raw.queryFilter({ impUid })),
        ]);
      },
    }),
  );
  const { data } = reading;
  const waitsFor = data === undefined ? undefined : awaited(data.payment, Date.now() / 1000);

  const rereadNow = useEffectEvent(() => {
    if (mayReread && !reread.isPending && document.visibilityState === "visible") reread.mutate({ impUid });
  });
  const openedFor = useRef<string>(undefined);
  useEffect(() => {
    if (data === undefined || openedFor.current === impUid) return;
    openedFor.current = impUid;
    if (Date.now() - data.readAtMs > freshForMs) rereadNow();
  }, [data, impUid]);
  useEffect(() => {
    if (waitsFor === undefined) return;
    const timer = setInterval(rereadNow, pollEveryMs);
    return () => clearInterval(timer);
  }, [waitsFor]);

  return {
    reading,
    waitsFor,
    mayReread,
    isRereading: reread.isPending,
    rereadFailed: reread.isError,
    rereadNow: () => rereadNow(),
  };
}

/** What an unresolved payment still waits for; undefined once it is settled. */
function awaited(payment: Payment, nowSeconds: number): "deposit" | "result" | undefined {
  if (isAwaitingDeposit(payment)) return "deposit";
  if (payment.status === "pending") return "result";
  const startedAt = payment.startedAt ?? 0;
  return payment.status === "ready" && nowSeconds - startedAt < windowLastsSeconds ? "result" : undefined;
}

/** The payment's row in whatever list was looked at before, so that its page need not begin blank. */
export function listedPayment(queryClient: QueryClient, impUid: string): PaymentListItem | undefined {
  const lists = queryClient.getQueriesData<InfiniteData<PaymentListPage>>(trpc.payments.list.infiniteQueryFilter());
  for (const [, rows] of lists) {
    for (const page of rows?.pages ?? []) {
      const item = page.items.find((each) => each.impUid === impUid);
      if (item !== undefined) return item;
    }
  }
  return undefined;
}
