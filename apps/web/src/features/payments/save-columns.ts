import { showToast } from "../../components/ui/toast-queue.ts";
import { appErrorOf } from "../../lib/error-message.ts";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";

/** What is still to be saved; undefined when nothing is. */
let waiting: string | null | undefined;
let isSaving = false;

/** Remembers columns in the account. Of several choices in a row the last one is what is remembered. */
export function saveColumns(columns: string | null, notSaved: string): void {
  queryClient.setQueryData(
    trpc.sessions.me.queryKey(),
    (me) => me && { ...me, preferences: { ...me.preferences, paymentColumns: columns } },
  );
  waiting = columns;
  if (!isSaving) void saveWaiting(notSaved);
}

async function saveWaiting(notSaved: string): Promise<void> {
  isSaving = true;
  try {
    while (waiting !== undefined) {
      const paymentColumns = waiting;
      waiting = undefined;
      await trpcClient.sessions.savePreferences.mutate({ paymentColumns });
    }
  } catch (error) {
    // Whoever has to sign in again is told so elsewhere.
    if (appErrorOf(error)?.code !== "SIGNED_OUT") showToast(notSaved, { tone: "info" });
  } finally {
    isSaving = false;
  }
}
