import { nameOf, pgProviders } from "@maru/domain";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { DateTime } from "../../../components/date-time.tsx";
import { ListEnd } from "../../../components/list-end.tsx";
import { Money } from "../../../components/money.tsx";
import { PagePart } from "../../../components/page-part.tsx";
import { PartsSkeleton } from "../../../components/parts-skeleton.tsx";
import { RowsSkeleton } from "../../../components/rows-skeleton.tsx";
import { TestTag } from "../../../components/test-tag.tsx";
import { Banner } from "../../../components/ui/banner.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useRolesThatMay } from "../../../lib/roles-that-may.ts";
import { useMay } from "../../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../../lib/trpc.ts";
import { SettingsHead } from "../settings-head.tsx";
import { StartForm } from "./start-form.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

type TestPayment = RouterOutputs["testPayments"]["list"]["items"][number];

/** A payment through the window of a chosen channel, and what came of the earlier ones. */
export function Component() {
  const words = useAllMessages().testPayments;
  const mayRead = useMay("test-payment:read");
  const mayRun = useMay("test-payment:run");
  const rolesThatMay = useRolesThatMay("test-payment:run");
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="test-payment:read" />;
  return (
    <div className="grid gap-5 py-4">
      <SettingsHead title={words.title} help={words.help} />
      <div className="grid min-w-0 max-w-[880px] gap-8 px-3 pb-16 md:px-5">
        {mayRun ? <Start /> : <p className="text-ink-2">{words.notYours(rolesThatMay)}</p>}
        <PastTestPayments />
      </div>
    </div>
  );
}

function Start() {
  const words = useAllMessages().testPayments;
  const channels = useQuery(trpc.testPayments.channels.queryOptions());
  if (channels.isPending) return <PartsSkeleton parts={1} />;
  if (channels.isError) return <FailedNote error={channels.error} onRetry={() => void channels.refetch()} />;
  const { problem, items } = channels.data;
  if (problem !== null) {
    return (
      <Banner tone="wait" title={words.problems[problem].title}>
        {words.problems[problem].help}
      </Banner>
    );
  }
  const [first] = items;
  return first === undefined ? (
    <Banner tone="wait">{words.noChannels}</Banner>
  ) : (
    <StartForm channels={items} first={first} />
  );
}

function PastTestPayments() {
  const words = useAllMessages().testPayments;
  const list = useInfiniteQuery(
    trpc.testPayments.list.infiniteQueryOptions({}, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PagePart title={words.past}>
      {list.isPending && <RowsSkeleton isFlush />}
      {list.isError && <FailedNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <p className="text-ink-3">{words.noPast}</p>}
      {items.length > 0 && (
        <ul className="grid">
          {items.map((each) => (
            <PastTestPayment key={each.id} testPayment={each} />
          ))}
        </ul>
      )}
      <ListEnd list={list} more={words.more} />
    </PagePart>
  );
}

function PastTestPayment({ testPayment }: { readonly testPayment: TestPayment }) {
  const words = useAllMessages().testPayments;
  const locale = useLocale();
  const { id, amount, pgProvider, mid, channelName, isTestChannel, verdict, startedBy, startedAtMs } = testPayment;
  return (
    <li className="grid grid-cols-[5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 border-line border-b py-2 max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <Link
        to={`/settings/test-payments/${encodeURIComponent(id)}`}
        className="text-right font-semibold text-accent underline-offset-2 hover:underline max-sm:text-left"
      >
        <Money value={amount} />
      </Link>
      <span className="min-w-0 max-sm:order-3 max-sm:col-span-2">
        {channelName ?? nameOf(pgProviders, pgProvider, locale)} <span className="font-id text-ink-3">{mid}</span>{" "}
        {isTestChannel && <TestTag />}
        <span className="block text-small text-ink-3">
          <DateTime at={Math.floor(startedAtMs / 1000)} /> · {words.startedBy(startedBy)}
        </span>
      </span>
      <VerdictBadge verdict={verdict} />
    </li>
  );
}
