import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";

/** Reads what a replay changes again, and says what was begun. */
export function useReplayed(): (target: "processor" | "shop", count: number) => Promise<void> {
  const words = useAllMessages().webhooks.replay;
  return async (target, count) => {
    await queryClient.invalidateQueries(trpc.webhooks.pathFilter());
    showToast(target === "shop" ? words.sent(count) : words.processed(count));
  };
}
