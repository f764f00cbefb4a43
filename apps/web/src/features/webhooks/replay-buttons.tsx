import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useReplayed } from "./use-replayed.ts";
import type { Delivery } from "./webhook-table.tsx";

/** Has one webhook processed again or sent to the shop again. */
export function ReplayButtons({ delivery, hasShop }: { readonly delivery: Delivery; readonly hasShop: boolean }) {
  const words = useAllMessages().webhooks.replay;
  const [replayId, setReplayId] = useState(() => crypto.randomUUID());
  const onReplayed = useReplayed();
  const replay = useMutation(
    trpc.webhooks.replay.mutationOptions({
      async onSuccess({ count }, { to }) {
        // What is pressed next is another press.
        setReplayId(crypto.randomUUID());
        await onReplayed(to, count);
      },
    }),
  );
  const press = (to: "processor" | "shop") => replay.mutate({ replayId, to, which: { deliveryIds: [delivery.id] } });
  if (delivery.impUid === null) return null;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button size="medium" isPending={replay.isPending} onClick={() => press("processor")}>
          {words.one}
        </Button>
        {hasShop && delivery.verdict === "verified" && (
          <Button size="medium" isPending={replay.isPending} onClick={() => press("shop")}>
            {words.oneToShop}
          </Button>
        )}
      </div>
      {replay.isError && <FailedNote error={replay.error} />}
    </div>
  );
}
