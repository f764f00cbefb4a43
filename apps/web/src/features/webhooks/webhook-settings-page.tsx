import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useRolesThatMay } from "../../lib/roles-that-may.ts";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { ForwardingForm } from "./forwarding-form.tsx";
import { Receiver } from "./receiver.tsx";
import { WebhookHead } from "./webhook-head.tsx";

type Settings = RouterOutputs["webhooks"]["settings"];

/** How webhooks are received, and how long they are kept. */
export function Component() {
  const words = useAllMessages().webhooks;
  const mayRead = useMay("webhook:read");
  const settings = useQuery(trpc.webhooks.settings.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.settingsTitle);
  if (!mayRead) return <ForbiddenNote permission="webhook:read" />;
  return (
    <div className="grid gap-5 py-4">
      <WebhookHead title={words.settingsTitle} help={words.settingsHelp} />
      <div className="grid max-w-[760px] gap-6 px-3 md:px-5">
        {settings.isPending && <PartsSkeleton parts={3} />}
        {settings.isError && <FailedNote error={settings.error} onRetry={() => void settings.refetch()} />}
        {settings.isSuccess && (
          <>
            <Receiver settings={settings.data} />
            <ReceivingForm
              key={JSON.stringify([
                settings.data.retentionDays,
                settings.data.isGated,
                settings.data.missingAfterMinutes,
              ])}
              settings={settings.data}
            />
            <ForwardingForm forwarding={settings.data.forwarding} />
          </>
        )}
      </div>
    </div>
  );
}

function ReceivingForm({ settings }: { readonly settings: Settings }) {
  const words = useAllMessages().webhooks;
  const maySet = useMay("webhook:settings");
  const rolesThatMay = useRolesThatMay("webhook:settings");
  const [days, setDays] = useState(String(settings.retentionDays));
  const [isGated, setGated] = useState(settings.isGated);
  const [isTried, setTried] = useState(false);
  const { min, max } = settings.retentionBounds;
  const typed = /^\d+$/.test(days.trim()) ? Number(days) : Number.NaN;
  const isWrong = !(typed >= min && typed <= max);
  const [minutes, setMinutes] = useState(String(settings.missingAfterMinutes));
  const missingBounds = settings.missingBounds;
  const typedMinutes = /^\d+$/.test(minutes.trim()) ? Number(minutes) : Number.NaN;
  const areMinutesWrong = !(typedMinutes >= missingBounds.min && typedMinutes <= missingBounds.max);
  const save = useMutation(
    trpc.webhooks.changeSettings.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.webhooks.pathFilter());
        showToast(words.saved);
      },
    }),
  );
  const isChanged =
    typed !== settings.retentionDays || isGated !== settings.isGated || typedMinutes !== settings.missingAfterMinutes;
  return (
    <Form
      aria-labelledby="receiving-title"
      className="grid gap-3 border-line border-t pt-4"
      onSubmit={() => {
        setTried(true);
        if (isWrong || areMinutesWrong) return;
        save.mutate({ retentionDays: typed, isGated, missingAfterMinutes: typedMinutes });
      }}
    >
      <h2 id="receiving-title" className="text-lead font-semibold">
        {words.receiving}
      </h2>
      <TextField
        label={words.retention}
        hint={words.retentionHelp}
        error={isTried && isWrong ? words.retentionWrong(min, max) : undefined}
        value={days}
        onChange={setDays}
        disabled={!maySet}
        inputMode="numeric"
        autoComplete="off"
        className="text-right tabular-nums"
        fieldClassName="max-w-64"
      />
      <TextField
        label={words.missingAfter}
        hint={words.missingAfterHelp}
        error={isTried && areMinutesWrong ? words.missingAfterWrong(missingBounds.min, missingBounds.max) : undefined}
        value={minutes}
        onChange={setMinutes}
        disabled={!maySet}
        inputMode="numeric"
        autoComplete="off"
        className="text-right tabular-nums"
        fieldClassName="max-w-64"
      />
      <Checkbox
        label={words.gate}
        hint={words.gateHelp(settings.publishedAddresses.join(", "))}
        isSelected={isGated}
        isDisabled={!maySet}
        onChange={setGated}
      />
      {save.isError && <FailedNote error={save.error} />}
      {maySet ? (
        <Button
          type="submit"
          size="medium"
          isPending={save.isPending}
          disabled={!isChanged}
          className="justify-self-start"
        >
          {words.save}
        </Button>
      ) : (
        <p className="text-small text-ink-3">{words.notYours(rolesThatMay)}</p>
      )}
    </Form>
  );
}
