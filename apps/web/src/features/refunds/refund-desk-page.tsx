import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowTabs } from "../../components/row-tabs.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Select } from "../../components/ui/select.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useRefundReasons } from "../../lib/refund-reasons.ts";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { useAge } from "./age.tsx";
import {
  type RefundTab,
  readRefundReason,
  readRefundTab,
  refundDeskPath,
  refundTabs,
  statesOfTab,
} from "./refund-search.ts";
import { RefundTable } from "./refund-table.tsx";

const pageSize = 50;
/** In case a live event is lost while something is being found out. */
const followMs = 15_000;

/** Every refund by where it stands, and whom it waits for. */
export function Component() {
  const words = useAllMessages().refunds;
  const mayRead = useMay("refund:read");
  const maySet = useMay("refund:settings");
  const [parameters] = useSearchParams();
  const tab = readRefundTab(parameters);
  const reason = readRefundReason(parameters);
  const states = statesOfTab(tab);
  const ofReason = reason === null ? {} : { reasonCode: reason };
  const counts = useQuery(
    trpc.refunds.counts.queryOptions(reason === null ? undefined : ofReason, {
      enabled: mayRead,
      refetchInterval: followMs,
    }),
  );
  const refunds = useInfiniteQuery(
    trpc.refunds.list.infiniteQueryOptions(
      { limit: pageSize, ...ofReason, ...(states === undefined ? {} : { states }) },
      { enabled: mayRead, refetchInterval: followMs, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="refund:read" />;

  const isNarrowed = tab !== "all" || reason !== null;
  const items = refunds.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4 py-4">
      <div className="flex flex-wrap items-start gap-3 px-3 md:px-5">
        <PageTitle id="refunds-title" title={words.title} help={words.help} />
        <div className="flex flex-wrap gap-2">
          <Link to="/refunds/reasons" className={buttonClass()}>
            {words.reasons.title}
          </Link>
          {maySet && (
            <Link to="/refunds/limits" className={buttonClass()}>
              {words.limits}
            </Link>
          )}
          <Link to="/refunds/bulk" className={buttonClass()}>
            {words.bulk}
          </Link>
        </div>
      </div>
      <SafeModeBanner />
      <ReasonChoice tab={tab} reason={reason} />
      <Tabs chosen={tab} reason={reason} counts={counts.data} />
      <ListFaces list={refunds} isUnderTabs isEmpty={items.length === 0}>
        <Face
          title={isNarrowed ? words.noneTitle : words.emptyTitle}
          actions={
            reason !== null && (
              <Link to={refundDeskPath({ tab, reason: null })} className={buttonClass()}>
                {words.reasons.clear}
              </Link>
            )
          }
        >
          <p>{isNarrowed ? words.noneHelp : words.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && <RefundTable refunds={items} />}
      {items.length > 0 && (
        <ListEnd list={refunds} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}

/** Why no refund is sent right now, whoever asks; nothing while they are. */
function SafeModeBanner() {
  const words = useAllMessages().refunds;
  const { data } = useQuery(trpc.refunds.safeMode.queryOptions(undefined, { refetchInterval: followMs }));
  if (data === undefined || data.faults.length === 0) return null;
  return (
    <Banner tone="bad" announce="status" title={words.safeModeTitle} className="mx-3 md:mx-5">
      {data.faults.map(({ fault }) => (
        <p key={fault}>{words.faults[fault]}</p>
      ))}
      <p>{words.safeModeHelp}</p>
    </Banner>
  );
}

/** Narrows the desk to one reason, one that is no longer given as well. */
function ReasonChoice({ tab, reason }: { readonly tab: RefundTab; readonly reason: string | null }) {
  const words = useAllMessages().refunds.reasons;
  const navigate = useNavigate();
  const locale = useLocale();
  const { all } = useRefundReasons();
  const isUnknown = reason !== null && all.every(({ code }) => code !== reason);
  return (
    <Select
      label={words.filter}
      className="w-64 max-w-full px-3 md:box-content md:px-5"
      value={reason ?? ""}
      options={[
        { value: "", label: words.any },
        ...all.map((each) => ({
          value: each.code,
          label: each.isRetired ? words.retiredName(each[locale]) : each[locale],
        })),
        ...(isUnknown ? [{ value: reason, label: reason }] : []),
      ]}
      onChange={(code) => void navigate(refundDeskPath({ tab, reason: code === "" ? null : code }))}
    />
  );
}

function Tabs({
  chosen,
  reason,
  counts,
}: {
  readonly chosen: RefundTab;
  readonly reason: string | null;
  readonly counts: RouterOutputs["refunds"]["counts"] | undefined;
}) {
  const words = useAllMessages().refunds;
  const age = useAge();
  return (
    <RowTabs
      isHeadOfTable
      label={words.filter}
      tabs={refundTabs.map((tab) => {
        const states: readonly string[] | undefined = statesOfTab(tab);
        const counted = counts?.states.filter(({ state }) => states === undefined || states.includes(state));
        const oldest = Math.min(...(counted ?? []).map(({ oldestAtMs }) => oldestAtMs));
        const isWaiting = tab === "people" || tab === "approval" || tab === "person" || tab === "checking";
        return {
          to: refundDeskPath({ tab, reason }),
          name: words.tabs[tab],
          isChosen: tab === chosen,
          title: isWaiting && Number.isFinite(oldest) ? words.oldest(age(oldest)) : undefined,
          count: counted?.reduce((sum, { count }) => sum + count, 0),
        };
      })}
    />
  );
}
