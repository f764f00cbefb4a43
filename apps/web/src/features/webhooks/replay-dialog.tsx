import { toKstDate, type WebhookFilter } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Choice } from "../../components/ui/choice.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useReplayed } from "./use-replayed.ts";

type Target = "processor" | "shop";

interface ReplayDialogProps {
  /** What the log shows; the days are chosen here. */
  readonly filter: WebhookFilter;
  readonly hasShop: boolean;
  readonly onClose: () => void;
}

/** Has all webhooks of some days processed again, or sent to the shop again. */
export function ReplayDialog({ filter, hasShop, onClose }: ReplayDialogProps) {
  const m = useAllMessages();
  const words = m.webhooks.replay;
  const today = toKstDate(Math.floor(Date.now() / 1000));
  // One press is one id, however often it is sent.
  const [replayId] = useState(() => crypto.randomUUID());
  const [from, setFrom] = useState<string>(filter.from ?? today);
  const [to, setTo] = useState<string>(filter.to ?? today);
  const [target, setTarget] = useState<Target>("processor");
  const areDaysChosen = from !== "" && to !== "" && from <= to;
  const which = { filter: { ...filter, from, to } };
  const found = useQuery(
    trpc.webhooks.replayable.queryOptions({ to: target, which }, { enabled: areDaysChosen, staleTime: 0 }),
  );
  const onReplayed = useReplayed();
  const replay = useMutation(
    trpc.webhooks.replay.mutationOptions({
      async onSuccess({ count }) {
        await onReplayed(target, count);
        onClose();
      },
    }),
  );
  const count = areDaysChosen && found.isSuccess ? found.data.count : 0;
  const isTooMany = found.isSuccess && count > found.data.most;
  const { from: _from, to: _to, ...rest } = filter;
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      footer={
        <DialogButtons
          onKeep={onClose}
          go={target === "shop" ? words.sendMany(count) : words.processMany(count)}
          isPending={replay.isPending}
          disabled={count === 0 || isTooMany}
          onGo={() => replay.mutate({ replayId, to: target, which })}
        />
      }
    >
      <div className="grid gap-4">
        <div className="flex flex-wrap gap-3">
          <TextField label={m.webhooks.fields.from} type="date" value={from} onChange={setFrom} fieldClassName="w-40" />
          <TextField
            label={m.webhooks.fields.to}
            type="date"
            value={to}
            onChange={setTo}
            error={from !== "" && to !== "" && from > to ? words.daysWrong : undefined}
            fieldClassName="w-40"
          />
        </div>
        {Object.keys(rest).length > 0 && <p className="text-ink-2">{words.filterToo}</p>}
        <Choice
          label={words.target}
          value={target}
          options={[
            { value: "processor", label: words.targets.processor, hint: words.targetHelp.processor },
            {
              value: "shop",
              label: words.targets.shop,
              hint: words.targetHelp.shop,
              ...(hasShop ? {} : { disabledReason: words.noShop }),
            },
          ]}
          onChange={setTarget}
        />
        <p role="status" className="font-medium">
          {areDaysChosen && found.isSuccess && (isTooMany ? words.tooMany(found.data.most) : words.found(count))}
        </p>
        {found.isError && <FailedNote error={found.error} onRetry={() => void found.refetch()} />}
        {replay.isError && <FailedNote error={replay.error} />}
      </div>
    </Dialog>
  );
}
