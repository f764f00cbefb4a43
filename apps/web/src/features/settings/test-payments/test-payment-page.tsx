import { formatMoney, nameOf, payMethods, pgProviders } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { BackLink } from "../../../components/back-link.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { DateTime } from "../../../components/date-time.tsx";
import { PageFact, PageFacts } from "../../../components/page-part.tsx";
import { PartsSkeleton } from "../../../components/parts-skeleton.tsx";
import { TestTag } from "../../../components/test-tag.tsx";
import { Banner, type BannerTone } from "../../../components/ui/banner.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useMay } from "../../../lib/session.tsx";
import { trpc } from "../../../lib/trpc.ts";
import type { TestPaymentDetail } from "./step-states.ts";
import { TestPaymentSteps } from "./test-payment-steps.tsx";

/** Each step of one test payment as it happens, and what i'mport's record makes of it. */
export function Component() {
  const words = useAllMessages().testPayments;
  const mayRead = useMay("test-payment:read");
  const { testPaymentId = "" } = useParams();
  const reading = useQuery(trpc.testPayments.get.queryOptions({ testPaymentId }, { enabled: mayRead }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="test-payment:read" />;
  return (
    <div className="grid w-full max-w-[800px] gap-5 px-3 pt-3 pb-16 md:px-5">
      {reading.data === undefined ? (
        <>
          <div className="grid gap-0.5">
            <BackLink to="/settings/test-payments">{words.back}</BackLink>
            <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
              {words.title}
            </h1>
          </div>
          {reading.isPending && <PartsSkeleton parts={3} />}
          {reading.isError && <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />}
        </>
      ) : (
        <Detail detail={reading.data} />
      )}
    </div>
  );
}

function Detail({ detail }: { readonly detail: TestPaymentDetail }) {
  const words = useAllMessages().testPayments;
  const locale = useLocale();
  const { channelName, pgProvider, mid, isTestChannel, method, merchantUid, orderName, verdict } = detail;
  return (
    <>
      <div className="grid gap-0.5">
        <BackLink to="/settings/test-payments">{words.back}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {words.oneTitle(formatMoney(detail.amount, locale))}
        </h1>
      </div>
      <PageFacts>
        <PageFact
          label={words.facts.channel}
          value={
            <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
              {channelName ?? nameOf(pgProviders, pgProvider, locale)} <span className="font-id">{mid}</span>
              {isTestChannel && <TestTag />}
            </span>
          }
        />
        <PageFact label={words.facts.method} value={nameOf(payMethods, method, locale)} />
        <PageFact label={words.facts.orderName} value={orderName} />
        <PageFact
          label={words.facts.order}
          value={
            <span className="inline-flex items-center gap-1">
              <span className="font-id">{merchantUid}</span>
              <CopyButton text={merchantUid} what={words.facts.order} />
            </span>
          }
        />
        <PageFact
          label={words.facts.started}
          value={
            <>
              <DateTime at={Math.floor(detail.startedAtMs / 1000)} format="second" /> ·{" "}
              {words.startedBy(detail.startedBy)}
            </>
          }
        />
      </PageFacts>
      {verdict !== null && (
        <Banner tone={tones[verdict]} title={words.verdicts[verdict].title} announce="status">
          <p>{words.verdicts[verdict].help}</p>
          <p className="mt-1.5 font-semibold text-ink">{words.shopCode}</p>
          <p>{words.verdicts[verdict].shop}</p>
        </Banner>
      )}
      <TestPaymentSteps detail={detail} />
    </>
  );
}

const tones: Record<NonNullable<TestPaymentDetail["verdict"]>, BannerTone> = {
  paid: "ok",
  waiting_for_deposit: "wait",
  not_finished: "info",
  failed: "info",
  cancelled: "info",
  amount_differs: "bad",
  currency_differs: "bad",
  other_order: "bad",
  other_channel: "bad",
  unknown_payment: "bad",
  no_payment: "info",
};
