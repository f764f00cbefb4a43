import { useMutation } from "@tanstack/react-query";
import { Fragment } from "react";
import { Link } from "react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";

type Settings = RouterOutputs["webhooks"]["settings"];
type Outcome = RouterOutputs["webhooks"]["test"];

const kinds = ["live", "test", "testCall"] as const;

/** The address i'mport has to call, whether it is open, and when it was last called. */
export function Receiver({ settings }: { readonly settings: Settings }) {
  const words = useAllMessages().webhooks;
  const mayTest = useMay("webhook:replay");
  const test = useMutation(
    trpc.webhooks.test.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.webhooks.pathFilter()),
    }),
  );
  return (
    <section aria-labelledby="receiver-title" className="grid gap-3">
      <div className="grid gap-1">
        <h2 id="receiver-title" className="text-lead font-semibold">
          {words.receiver}
        </h2>
        <p className="text-ink-2">{words.receiverHelp}</p>
        <p className="flex items-center gap-1">
          <code className="font-id min-w-0 rounded-sm bg-sunk px-2 py-1 break-all">{settings.receiverUrl}</code>
          <CopyButton text={settings.receiverUrl} what={words.receiver} />
        </p>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5">
        {kinds.map((kind) => {
          const receipt = settings.receipts[kind];
          return (
            <Fragment key={kind}>
              <dt className="text-ink-3">{words.receipts[kind]}</dt>
              <dd>
                {receipt === null ? (
                  <span className="text-ink-2">{words.noReceipt}</span>
                ) : (
                  <Link
                    to={`/webhooks/${encodeURIComponent(receipt.deliveryId)}`}
                    className="inline-block leading-6 text-accent underline underline-offset-2"
                  >
                    <DateTime at={Math.floor(receipt.atMs / 1000)} format="second" />
                  </Link>
                )}
              </dd>
            </Fragment>
          );
        })}
      </dl>
      {mayTest && (
        <Button size="medium" isPending={test.isPending} onClick={() => test.mutate()} className="justify-self-start">
          {words.test.action}
        </Button>
      )}
      {test.isError && <FailedNote error={test.error} />}
      {test.isSuccess && <TestOutcome outcome={test.data} />}
    </section>
  );
}

function TestOutcome({ outcome }: { readonly outcome: Outcome }) {
  const words = useAllMessages().webhooks;
  const { status, tookMs, deliveryId } = outcome;
  const isArrived = deliveryId !== null && status === 200;
  const title = isArrived ? words.test.arrived : deliveryId !== null ? words.test.blocked : words.test.failed;
  return (
    <Banner tone={isArrived ? "ok" : deliveryId !== null ? "wait" : "bad"} announce="status" title={title}>
      <p>{status === null ? words.test.unreachable : words.answered(status, tookMs)}</p>
      {deliveryId === null ? (
        <p>{words.test.failedHelp}</p>
      ) : (
        <p>
          {words.test.arrivedHelp}{" "}
          <Link to={`/webhooks/${encodeURIComponent(deliveryId)}`} className="text-accent underline underline-offset-2">
            {words.test.open}
          </Link>
        </p>
      )}
    </Banner>
  );
}
