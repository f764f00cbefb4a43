import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { outboundProblemOf } from "../../components/outbound/outbound-problem.ts";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";

type Forwarding = RouterOutputs["webhooks"]["settings"]["forwarding"];

/** Where confirmed webhooks are sent on to, and how the shop can tell that they are from here. */
export function ForwardingForm({ forwarding }: { readonly forwarding: Forwarding }) {
  const { outbound, webhooks: words } = useAllMessages();
  const { forwarding: own } = words;
  const maySet = useMay("webhook:settings");
  const [url, setUrl] = useState(forwarding.url ?? "");
  const [isForwarding, setForwarding] = useState(forwarding.isForwarding);
  const [secret, setSecret] = useState<string | null>(null);
  const isSet = forwarding.url !== null;
  const refresh = () => queryClient.invalidateQueries(trpc.webhooks.pathFilter());
  const save = useMutation(
    trpc.webhooks.setForwarding.mutationOptions({
      async onSuccess({ newSecret }) {
        if (newSecret !== null) setSecret(newSecret);
        await refresh();
        showToast(words.saved);
      },
    }),
  );
  const renew = useMutation(
    trpc.webhooks.renewForwardSecret.mutationOptions({ onSuccess: ({ newSecret }) => setSecret(newSecret) }),
  );
  const trial = useMutation(trpc.webhooks.testForwarding.mutationOptions());
  const problem = save.isError ? outboundProblemOf(appErrorOf(save.error)) : null;
  const isChanged = url.trim() !== (forwarding.url ?? "") || isForwarding !== forwarding.isForwarding;
  return (
    <section aria-labelledby="forwarding-title" className="grid gap-3 border-line border-t pt-4">
      <div className="grid gap-0.5">
        <h2 id="forwarding-title" className="text-lead font-semibold">
          {own.title}
        </h2>
        <p className="text-ink-2">{own.help}</p>
      </div>
      <Form
        className="grid gap-3"
        aria-labelledby="forwarding-title"
        onSubmit={() => save.mutate({ url: url.trim() === "" ? null : url.trim(), isForwarding })}
      >
        <TextField
          label={own.url}
          hint={own.urlHelp}
          error={problem === null ? undefined : outbound.problems[problem]}
          value={url}
          onChange={setUrl}
          disabled={!maySet}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://shop.example.com/webhooks"
        />
        <Checkbox
          label={own.automatic}
          hint={own.automaticHelp}
          isSelected={isForwarding && url.trim() !== ""}
          isDisabled={!maySet || url.trim() === ""}
          onChange={setForwarding}
        />
        {save.isError && problem === null && <FailedNote error={save.error} />}
        {maySet && (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" size="medium" isPending={save.isPending} disabled={!isChanged}>
              {words.save}
            </Button>
            {isSet && (
              <>
                <Button size="medium" isPending={trial.isPending} onClick={() => trial.mutate()}>
                  {own.test}
                </Button>
                <Button size="medium" isPending={renew.isPending} onClick={() => renew.mutate()}>
                  {own.renew}
                </Button>
              </>
            )}
          </div>
        )}
      </Form>
      {secret !== null && (
        <Banner tone="wait" announce="status" title={own.secretTitle}>
          <p>{own.secretHelp}</p>
          <p className="flex items-center gap-1">
            <code className="font-id min-w-0 break-all">{secret}</code>
            <CopyButton text={secret} what={own.secret} />
          </p>
        </Banner>
      )}
      {renew.isError && <FailedNote error={renew.error} />}
      {trial.isError && <FailedNote error={trial.error} />}
      {trial.isSuccess && (
        <Banner
          tone={trial.data.problem === null ? "ok" : "bad"}
          announce="status"
          title={trial.data.problem === null ? own.testDone : own.testFailed}
        >
          {trial.data.problem === null
            ? words.answered(trial.data.status ?? 0, trial.data.tookMs)
            : outbound.problems[trial.data.problem]}
          {trial.data.problem === "refused" && ` ${words.answered(trial.data.status ?? 0, trial.data.tookMs)}`}
        </Banner>
      )}
      <details>
        <summary className="cursor-pointer text-ink-2">{own.signatureTitle}</summary>
        <div className="grid gap-2 pt-2 text-ink-2">
          <p>{own.signatureHelp}</p>
          <pre className="font-id overflow-x-auto rounded-md bg-sunk px-3 py-2">{snippet}</pre>
          <p>{own.signatureAge}</p>
          <p>{own.retries(forwarding.pauses.map(own.pause).join(", "))}</p>
        </div>
      </details>
    </section>
  );
}

/** How a shop's server tells that a call is from here, as it would write it. */
const snippet = `import { createHmac, timingSafeEqual } from "node:crypto";

const [, t, v1] = /^t=(\\d+),v1=([0-9a-f]{64})$/.exec(headers["maru-signature"]) ?? [];
const signed = \`\${t}.\${headers["maru-delivery"]}.\${rawBody}\`;
const expected = createHmac("sha256", secret).update(signed).digest();
const isGenuine = v1 !== undefined && timingSafeEqual(expected, Buffer.from(v1, "hex"));`;
