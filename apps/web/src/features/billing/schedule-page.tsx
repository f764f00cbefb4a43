import { formatInstant, formatMoney, refuseScheduleAction } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { NoValue } from "../../components/no-value.tsx";
import { PageFact, PageFacts } from "../../components/page-part.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { SureDialog } from "../../components/ui/sure-dialog.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { readKstInput, writeKstInput } from "../../lib/kst-input.ts";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc, trpcClient } from "../../lib/trpc.ts";
import { ScheduleStateBadge } from "./schedule-state-badge.tsx";
import { keyPath } from "./schedule-table.tsx";

type Schedule = RouterOutputs["billing"]["schedule"];

/** One planned payment: what it is, and what can be done about it now. */
export function Component() {
  const words = useAllMessages().billing.schedule;
  const { merchantUid = "" } = useParams();
  const reading = useQuery(trpc.billing.schedule.queryOptions({ merchantUid }, { staleTime: 0 }));
  useDocumentTitle(words.title);
  if (reading.isError) {
    return (
      <UnreadPage
        error={reading.error}
        onRetry={() => void reading.refetch()}
        notFoundTitle={words.notFound}
        notFoundHelp={words.notFoundHelp}
        back={{ to: "/billing", name: words.back }}
      />
    );
  }
  return (
    <div className="grid w-full max-w-[720px] gap-5 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to="/billing">{words.back}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em] wrap-anywhere">
          {reading.data?.orderName ?? words.title}
        </h1>
      </div>
      {reading.data === undefined ? (
        <PartsSkeleton />
      ) : (
        <>
          <ScheduleFacts schedule={reading.data} />
          <Actions schedule={reading.data} />
        </>
      )}
    </div>
  );
}

function ScheduleFacts({ schedule }: { readonly schedule: Schedule }) {
  const words = useAllMessages().billing.schedule;
  const locale = useLocale();
  const { impUid, customerUid, failReason, buyerName } = schedule;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.scheduledAt, <DateTime key="at" at={schedule.scheduledAt} />],
    [words.amount, formatMoney(schedule.amount, locale)],
    [
      words.merchantUid,
      <span key="uid" className="font-id wrap-anywhere">
        {schedule.merchantUid}
      </span>,
    ],
    [
      words.key,
      <Link key="key" to={keyPath(customerUid)} className="font-id text-accent hover:underline">
        {customerUid}
      </Link>,
    ],
    [words.buyer, buyerName ?? <NoValue key="none" />],
    [words.executedAt, <DateTime key="executed" at={schedule.executedAt} />],
    [words.revokedAt, <DateTime key="revoked" at={schedule.revokedAt} />],
    [
      words.payment,
      impUid === null ? (
        <NoValue key="none" />
      ) : (
        <Link
          key="payment"
          to={`/payments/${encodeURIComponent(impUid)}`}
          className="font-id text-accent hover:underline"
        >
          {impUid}
        </Link>
      ),
    ],
  ];
  return (
    <div className="grid gap-2">
      <p>
        <ScheduleStateBadge state={schedule.state} />
      </p>
      <PageFacts>
        {rows.map(([name, value]) => (
          <PageFact key={name} label={name} value={value} />
        ))}
        {failReason !== null && (
          <PageFact label={words.failReason} value={<span className="text-bad">{failReason}</span>} />
        )}
      </PageFacts>
    </div>
  );
}

const refresh = () => void queryClient.invalidateQueries(trpc.billing.pathFilter());
const aDay = 86_400;

function Actions({ schedule }: { readonly schedule: Schedule }) {
  const words = useAllMessages().billing.schedule;
  const mayWrite = useMay("billing:write");
  const { merchantUid } = schedule;
  const moving = useGiving(`schedule-move ${merchantUid}`, trpcClient.billing.moveSchedule.mutate, refresh);
  const revoking = useGiving(`schedule-revoke ${merchantUid}`, trpcClient.billing.revoke.mutate, refresh);
  const rescheduling = useGiving(`schedule-reschedule ${merchantUid}`, trpcClient.billing.reschedule.mutate, refresh);
  const retrying = useGiving(`schedule-retry ${merchantUid}`, trpcClient.billing.retry.mutate, refresh);
  const locale = useLocale();
  const isWaiting = refuseScheduleAction("move", schedule) === undefined;
  const isOver = refuseScheduleAction("retry", schedule) === undefined;
  const amount = formatMoney(schedule.amount, locale);
  const paymentStatus = retrying.instruction?.result?.paymentStatus;
  return (
    <div className="grid gap-5">
      {!mayWrite && (isWaiting || isOver) && <p className="text-ink-3">{words.mayNot}</p>}
      <GivenNote giving={moving} next={isWaiting ? words.again : undefined}>
        <p>{words.moved(formatInstant(schedule.scheduledAt, locale, "minute"))}</p>
      </GivenNote>
      <GivenNote giving={rescheduling} next={isOver ? words.again : undefined} />
      <GivenNote giving={revoking} next={isWaiting ? words.again : undefined} />
      <GivenNote giving={retrying} next={isOver ? words.again : undefined}>
        <p className="font-semibold">{paymentStatus === "paid" ? words.retried.paid : words.retried.failed}</p>
      </GivenNote>
      {mayWrite && isWaiting && (
        <>
          {moving.instruction === undefined && (
            <TimeForm
              title={words.move}
              go={words.moveGo}
              from={schedule.scheduledAt + aDay}
              isPending={moving.isPending}
              onSubmit={(scheduledAt) => moving.give({ merchantUid, scheduledAt })}
            />
          )}
          {revoking.instruction === undefined && (
            <Asked
              title={words.revoke}
              help={words.revokeHelp}
              go={words.revokeGo}
              sure={words.revokeSure}
              isPending={revoking.isPending}
              onSure={() => revoking.give({ merchantUid })}
            />
          )}
        </>
      )}
      {mayWrite && isOver && (
        <>
          {retrying.instruction === undefined && (
            <Asked
              title={words.retry}
              help={words.retryHelp}
              go={words.retryGo(amount)}
              sure={words.retrySure(amount)}
              isPending={retrying.isPending}
              onSure={() => retrying.give({ merchantUid })}
            />
          )}
          {rescheduling.instruction === undefined && (
            <TimeForm
              title={words.reschedule}
              go={words.rescheduleGo}
              from={Math.floor(Date.now() / 1000) + aDay}
              isPending={rescheduling.isPending}
              onSubmit={(scheduledAt) => rescheduling.give({ merchantUid, scheduledAt })}
            />
          )}
        </>
      )}
    </div>
  );
}

interface TimeFormProps {
  readonly title: string;
  readonly go: string;
  readonly from: number;
  readonly isPending: boolean;
  readonly onSubmit: (scheduledAt: number) => void;
}

function TimeForm({ title, go, from, isPending, onSubmit }: TimeFormProps) {
  const words = useAllMessages().billing.schedule;
  const [text, setText] = useState(() => writeKstInput(Math.max(from, Math.floor(Date.now() / 1000) + 3600)));
  const [isWrong, setWrong] = useState(false);
  return (
    <Form
      noValidate
      className="grid gap-3 rounded-md border border-line px-3 py-3"
      onSubmit={() => {
        const at = readKstInput(text);
        const isLater = at !== null && at > Date.now() / 1000;
        setWrong(!isLater);
        if (isLater) onSubmit(at);
      }}
    >
      <h2 className="font-semibold">{title}</h2>
      <TextField
        label={words.newTime}
        type="datetime-local"
        value={text}
        fieldClassName="max-w-64"
        error={isWrong ? words.wrongTime : undefined}
        onChange={setText}
      />
      <Button type="submit" variant="primary" size="medium" className="justify-self-start" isPending={isPending}>
        {go}
      </Button>
    </Form>
  );
}

interface AskedProps {
  readonly title: string;
  readonly help: string;
  readonly go: string;
  readonly sure: string;
  readonly isPending: boolean;
  readonly onSure: () => void;
}

/** Something that is asked twice: it moves money, or stops it from moving. */
function Asked({ title, help, go, sure, isPending, onSure }: AskedProps) {
  const words = useAllMessages().billing.schedule;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="grid gap-3 rounded-md border border-line px-3 py-3">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-ink-2">{help}</p>
      <Button
        variant="danger"
        size="medium"
        className="justify-self-start"
        isPending={isPending}
        onClick={() => setOpen(true)}
      >
        {go}
      </Button>
      <SureDialog title={sure} go={go} keep={words.keep} isOpen={isOpen} onClose={() => setOpen(false)} onSure={onSure}>
        {help}
      </SureDialog>
    </div>
  );
}
