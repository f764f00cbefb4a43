import { nameOf, pgProviders } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { PageFact, PageFacts } from "../../components/page-part.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { SureDialog } from "../../components/ui/sure-dialog.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc, trpcClient } from "../../lib/trpc.ts";
import { ScheduleTable } from "./schedule-table.tsx";

type KeyReading = RouterOutputs["billing"]["key"];

/** One billing key: its card, what waits for it, what was charged to it, and its deletion. */
export function Component() {
  const words = useAllMessages().billing;
  const { customerUid = "" } = useParams();
  const reading = useQuery(trpc.billing.key.queryOptions({ customerUid }, { staleTime: 0, retry: false }));
  const mayDelete = useMay("billing:write");
  const deleting = useGiving(`billing-key ${customerUid}`, trpcClient.billing.deleteKey.mutate);
  useDocumentTitle(words.key.title);
  if (reading.isError && deleting.instruction === undefined) {
    return (
      <UnreadPage
        error={reading.error}
        onRetry={() => void reading.refetch()}
        notFoundTitle={words.key.notFound}
        notFoundHelp={words.key.notFoundHelp}
        back={{ to: "/billing", name: words.schedule.back }}
      />
    );
  }
  const waiting = reading.data?.schedules.filter(({ state }) => state === "scheduled") ?? [];
  return (
    <div className="grid w-full gap-6 pt-3 pb-16">
      <div className="grid gap-0.5 px-3 md:px-5">
        <BackLink to="/billing">{words.schedule.back}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {words.key.title}
        </h1>
        <p className="font-id text-ink-3 wrap-anywhere">{customerUid}</p>
      </div>
      {reading.data === undefined ? (
        deleting.instruction === undefined && (
          <div className="max-w-[860px] px-3 md:px-5">
            <PartsSkeleton />
          </div>
        )
      ) : (
        <>
          <KeyFacts reading={reading.data} />
          <section aria-labelledby="key-schedules" className="grid min-w-0 gap-2">
            <h2 id="key-schedules" className="px-3 font-semibold md:px-5">
              {words.key.schedules}
            </h2>
            {waiting.length === 0 ? (
              <p className="px-3 text-ink-3 md:px-5">{words.key.noSchedules}</p>
            ) : (
              <ScheduleTable schedules={waiting} labelledBy="key-schedules" hasKeys={false} />
            )}
            {reading.data.hasMoreSchedules && <p className="px-3 text-ink-3 md:px-5">{words.key.moreSchedules}</p>}
          </section>
          <KeyPayments reading={reading.data} />
        </>
      )}
      <div className="grid max-w-[860px] gap-3 px-3 md:px-5">
        <GivenNote giving={deleting} />
        {mayDelete && reading.data !== undefined && deleting.instruction === undefined && (
          <Deletion
            waiting={waiting.length}
            isPending={deleting.isPending}
            onSubmit={(reason) => {
              deleting.give({ customerUid, reason });
              void queryClient.invalidateQueries(trpc.billing.schedules.pathFilter());
            }}
          />
        )}
      </div>
    </div>
  );
}

function KeyFacts({ reading: { key } }: { readonly reading: KeyReading }) {
  const words = useAllMessages().billing.key;
  const locale = useLocale();
  const { channels } = key;
  const channelText = (pgProvider: string | null, mid: string | null) =>
    [pgProvider === null ? null : nameOf(pgProviders, pgProvider, locale), mid].filter(Boolean).join(" · ");
  const customer = [key.customerName, key.customerTel, key.customerEmail].filter(Boolean).join(" · ");
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.card, [key.cardName, key.cardNumber].filter(Boolean).join(" · ") || <NoValue key="none" />],
    [
      channels === null ? words.channel : words.channels,
      channels === null
        ? channelText(key.pgProvider, key.mid)
        : channels.map(({ pgProvider, mid }) => channelText(pgProvider, mid)).join(", "),
    ],
    [words.customer, customer === "" ? <NoValue key="none" /> : customer],
    [words.customerId, key.customerId ?? <NoValue key="none" />],
    [words.registeredAt, <DateTime key="registered" at={key.registeredAt} />],
    [words.updatedAt, <DateTime key="updated" at={key.updatedAt} />],
  ];
  return (
    <div className="grid gap-2 px-3 md:px-5">
      {key.isTestChannel && <TestTag />}
      <PageFacts>
        {rows.map(([name, value]) => (
          <PageFact key={name} label={name} value={value} />
        ))}
      </PageFacts>
    </div>
  );
}

function KeyPayments({ reading }: { readonly reading: KeyReading }) {
  const words = useAllMessages().billing.key;
  return (
    <section aria-labelledby="key-payments" className="grid max-w-[860px] gap-2 px-3 md:px-5">
      <h2 id="key-payments" className="font-semibold">
        {words.payments(reading.paymentsTotal)}
      </h2>
      {reading.payments.length === 0 && <p className="text-ink-3">{words.noPayments}</p>}
      <ul className="grid">
        {reading.payments.map((payment) => (
          <li
            key={payment.impUid}
            className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-line border-b py-1.5"
          >
            <StatusBadge status={payment.status} />
            <Link
              to={`/payments/${encodeURIComponent(payment.impUid)}`}
              className="min-w-0 flex-1 basis-40 text-accent wrap-anywhere hover:underline"
            >
              {payment.orderName ?? payment.merchantUid}
            </Link>
            <Money value={payment.amount} />
            <DateTime at={payment.startedAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface DeletionProps {
  readonly waiting: number;
  readonly isPending: boolean;
  readonly onSubmit: (reason: string) => void;
}

function Deletion({ waiting, isPending, onSubmit }: DeletionProps) {
  const words = useAllMessages().billing.key;
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const isMissing = reason.trim() === "";
  return (
    <Form
      noValidate
      aria-label={words.remove}
      className="grid max-w-[34rem] gap-3 rounded-md border border-line px-3 py-3"
      onSubmit={() => {
        setTried(true);
        if (!isMissing) setAsked(true);
      }}
    >
      <h2 className="font-semibold">{words.remove}</h2>
      <p className="text-ink-2">{words.removeHelp}</p>
      {waiting > 0 && <Banner tone="wait">{words.removeWaiting(waiting)}</Banner>}
      <TextField
        label={words.reason}
        value={reason}
        maxLength={200}
        error={isTried && isMissing ? words.reasonNeeded : undefined}
        onChange={setReason}
      />
      <Button type="submit" variant="danger" size="medium" className="justify-self-start" isPending={isPending}>
        {words.removeGo}
      </Button>
      <SureDialog
        title={words.removeSure}
        go={words.removeGo}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        onSure={() => onSubmit(reason.trim())}
      >
        {words.removeHelp}
      </SureDialog>
    </Form>
  );
}
