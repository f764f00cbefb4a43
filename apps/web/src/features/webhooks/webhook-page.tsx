import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { PageFact, PageFacts } from "../../components/page-part.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { ForwardList } from "./forward-list.tsx";
import { PaymentLink } from "./payment-link.tsx";
import { ReplayButtons } from "./replay-buttons.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";
import { Address, Claim, WebhookTable } from "./webhook-table.tsx";

type Detail = RouterOutputs["webhooks"]["get"];

/** Everything that was kept of one call. */
export function Component() {
  const words = useAllMessages().webhooks;
  const mayRead = useMay("webhook:read");
  const { deliveryId = "" } = useParams();
  const detail = useQuery(trpc.webhooks.get.queryOptions({ deliveryId }, { enabled: mayRead }));
  useDocumentTitle(words.oneTitle);
  if (!mayRead) return <ForbiddenNote permission="webhook:read" />;
  return (
    <div className="grid gap-5 pt-3 pb-16">
      <div className="grid gap-0.5 px-3 md:px-5">
        <BackLink to="/webhooks">{words.title}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {words.oneTitle}
        </h1>
      </div>
      {detail.isPending && (
        <div className="max-w-[720px] px-3 md:px-5">
          <PartsSkeleton />
        </div>
      )}
      {detail.isError && (
        <div className="px-3 md:px-5">
          <FailedNote error={detail.error} onRetry={() => void detail.refetch()} />
        </div>
      )}
      {detail.isSuccess && <DeliveryDetail detail={detail.data} />}
    </div>
  );
}

function DeliveryDetail({ detail }: { readonly detail: Detail }) {
  const words = useAllMessages().webhooks;
  const mayReplay = useMay("webhook:replay");
  const settings = useQuery(trpc.webhooks.settings.queryOptions(undefined, { enabled: mayReplay }));
  const { delivery, headers, body, replays, forwards } = detail;
  const { columns } = words;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      columns.verdict,
      <span key="verdict" className="grid justify-items-start gap-0.5">
        <VerdictBadge verdict={delivery.verdict} />
        <span className="text-ink-2">{words.verdictHelp[delivery.verdict]}</span>
      </span>,
    ],
    [columns.time, <DateTime key="time" at={Math.floor(delivery.receivedAtMs / 1000)} format="second" />],
    [columns.claim, <Claim key="claim" status={delivery.status} />],
    [columns.payment, <PaymentLink key="payment" impUid={delivery.impUid} isKnown={delivery.verdict === "verified"} />],
    [columns.merchantUid, delivery.merchantUid ?? <NoValue key="merchant" />],
    [columns.cancellation, delivery.cancellationId ?? <NoValue key="cancellation" />],
    [columns.mode, delivery.mode === null ? <NoValue key="mode" /> : words.modes[delivery.mode]],
    [
      columns.address,
      delivery.replay === null ? (
        <span key="address" className="grid gap-0.5">
          <Address delivery={delivery} />
          <span className="text-small text-ink-3">{words.addressHelp}</span>
        </span>
      ) : (
        <NoValue key="address" />
      ),
    ],
    [
      columns.answer,
      delivery.answer === null ? (
        <NoValue key="answer" />
      ) : (
        words.answered(delivery.answer.status, delivery.answer.inMs)
      ),
    ],
    [columns.attempts, words.attempts(delivery.attempts)],
    ...(delivery.replay === null
      ? []
      : [
          [
            columns.replay,
            <span key="replay">
              {words.replayedBy(delivery.replay.byName)}{" "}
              <Link
                to={`/webhooks/${encodeURIComponent(delivery.replay.of)}`}
                className="text-accent underline underline-offset-2"
              >
                {words.toOriginal}
              </Link>
            </span>,
          ] as const,
        ]),
  ];
  return (
    <>
      <div className="max-w-[720px] px-3 md:px-5">
        <PageFacts>
          {facts.map(([name, value]) => (
            <PageFact key={name} label={name} value={value} />
          ))}
        </PageFacts>
      </div>
      {mayReplay && (
        <div className="px-3 md:px-5">
          <ReplayButtons delivery={delivery} hasShop={(settings.data?.forwarding.url ?? null) !== null} />
        </div>
      )}
      <section aria-labelledby="webhook-body" className="grid gap-1.5 px-3 md:px-5">
        <div className="flex items-center gap-1">
          <h2 id="webhook-body" className="font-semibold">
            {words.body}
          </h2>
          {body !== "" && <CopyButton text={body} what={words.body} />}
        </div>
        {body === "" ? (
          <p className="text-ink-3">{words.noBody}</p>
        ) : (
          <pre className="font-id max-h-96 overflow-auto rounded-md bg-sunk px-3 py-2 break-all whitespace-pre-wrap">
            {pretty(body)}
          </pre>
        )}
      </section>
      <section aria-labelledby="webhook-headers" className="grid gap-1.5 px-3 md:px-5">
        <h2 id="webhook-headers" className="font-semibold">
          {words.headers}
        </h2>
        <p className="text-small text-ink-3">{words.headersHelp}</p>
        <dl className="grid max-w-[720px] grid-cols-[minmax(104px,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {headers.map(({ name, value }) => (
            <Fragment key={name}>
              <dt className="font-id text-ink-3">{name}</dt>
              <dd className="font-id min-w-0 break-all">{value}</dd>
            </Fragment>
          ))}
        </dl>
      </section>
      {replays.length > 0 && (
        <section aria-labelledby="webhook-replays" className="grid gap-1.5">
          <h2 id="webhook-replays" className="px-3 font-semibold md:px-5">
            {words.replays}
          </h2>
          <WebhookTable items={replays} labelledBy="webhook-replays" />
        </section>
      )}
      {forwards.length > 0 && (
        <section aria-labelledby="webhook-forwards" className="grid gap-1.5">
          <h2 id="webhook-forwards" className="px-3 font-semibold md:px-5">
            {words.forward.section}
          </h2>
          <ForwardList items={forwards} labelledBy="webhook-forwards" />
        </section>
      )}
    </>
  );
}

/** JSON with its lines broken; anything else as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
