import { type DepositDiagnosis as Diagnosis, depositNotice } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { Banner, type BannerTone } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { AccountSection } from "./account-section.tsx";

type Report = RouterOutputs["virtualAccounts"]["diagnose"];

const tones: Readonly<Record<Diagnosis, BannerTone>> = {
  pg_to_portone: "wait",
  portone_to_shop: "bad",
  shop_itself: "ok",
  webhooks_elsewhere: "wait",
  claim_unproved: "bad",
  account_closed: "wait",
  on_its_way: "ok",
  not_an_account: "wait",
};

/** "She says she paid": names the hop that is missing, and the setting to look at. */
export function DepositDiagnosis({ impUid }: { readonly impUid: string }) {
  const words = useAllMessages().virtualAccounts.watch;
  const diagnose = useMutation(
    trpc.virtualAccounts.diagnose.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.payments.pathFilter()),
    }),
  );
  return (
    <AccountSection title={words.title} help={words.help}>
      {diagnose.data !== undefined && <Findings report={diagnose.data} />}
      {diagnose.isError && <FailedNote error={diagnose.error} />}
      <Button
        size="medium"
        className="justify-self-start"
        isPending={diagnose.isPending}
        onClick={() => diagnose.mutate({ impUid })}
      >
        {diagnose.data === undefined ? words.run : words.again}
      </Button>
    </AccountSection>
  );
}

function Findings({ report }: { readonly report: Report }) {
  const words = useAllMessages().virtualAccounts.watch;
  const { diagnosis } = report;
  const { title, help } = words.diagnoses[diagnosis];
  const compared: readonly (readonly [string, ReactNode])[] = [
    [
      words.hops.upstream,
      <span key="status" className="font-id">
        {report.status}
      </span>,
    ],
    [words.hops.due, <DateTime key="due" at={report.dueAt} />],
    [words.hops.paidAt, <DateTime key="paid" at={report.paidAt} format="second" />],
    [
      words.hops.claim,
      report.paidClaimAt === null ? (
        words.hops.noClaim
      ) : (
        <DateTime key="claim" at={report.paidClaimAt} format="second" />
      ),
    ],
    [
      words.hops.last,
      report.lastWebhookAt === null ? (
        words.hops.never
      ) : (
        <DateTime key="last" at={report.lastWebhookAt} format="second" />
      ),
    ],
    [words.hops.readAt, <DateTime key="read" at={report.readAt} format="second" />],
  ];
  return (
    <>
      <Banner tone={tones[diagnosis]} announce="status" title={title}>
        <p>{help}</p>
      </Banner>
      {diagnosis === "pg_to_portone" && <NoticeAddress pgProvider={report.pgProvider} />}
      {(diagnosis === "portone_to_shop" || diagnosis === "webhooks_elsewhere") && (
        <Address label={words.webhookUrl} url={report.webhookUrl} />
      )}
      <dl aria-label={words.hops.title} className="grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
        {compared.map(([name, value]) => (
          <div key={name} className="col-span-full grid grid-cols-subgrid">
            <dt className="text-ink-2">{name}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function NoticeAddress({ pgProvider }: { readonly pgProvider: string | null }) {
  const words = useAllMessages().virtualAccounts.watch;
  const locale = useLocale();
  const notice = depositNotice(pgProvider);
  if (notice === undefined) return <p className="text-ink-2">{words.noticeUnknown}</p>;
  return (
    <div className="grid gap-1">
      {notice.url !== null && <Address label={words.noticeUrl} url={notice.url} />}
      {notice.note !== null && <p className="text-ink-2">{notice.note[locale]}</p>}
    </div>
  );
}

function Address({ label, url }: { readonly label: string; readonly url: string }) {
  return (
    <div className="grid gap-0.5">
      <p className="flex items-center gap-1 text-small font-semibold text-ink-3">
        {label}
        <CopyButton text={url} what={label} />
      </p>
      <p className="rounded-sm bg-sunk px-3 py-2 font-id wrap-anywhere">{url}</p>
    </div>
  );
}
