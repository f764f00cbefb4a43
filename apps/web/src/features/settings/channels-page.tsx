import { formatInstant, nameOf, pgProviders } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { tallCellClass } from "../../components/table-classes.ts";
import { TestTag } from "../../components/test-tag.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { OriginTag } from "./origin-tag.tsx";
import { SettingsHead } from "./settings-head.tsx";

type Channel = RouterOutputs["settings"]["channels"]["items"][number];
type Change = RouterOutputs["settings"]["channelChanges"]["items"][number];

/** The payment channels as upstream lists them, what the index saw of each, and what changed. */
export function Component() {
  const words = useAllMessages().settings;
  const mayRead = useMay("channel:read");
  const channels = useQuery(trpc.settings.channels.queryOptions(undefined, { enabled: mayRead }));
  const changes = useQuery(trpc.settings.channelChanges.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.channels.title);
  if (!mayRead) return <ForbiddenNote permission="channel:read" />;
  return (
    <div className="grid gap-5 py-4">
      <SettingsHead title={words.channels.title} help={words.channels.help} />
      <div className="grid min-w-0 max-w-[1080px] gap-6 px-3 pb-16 md:px-5">
        {channels.isPending && <RowsSkeleton isFlush />}
        {channels.isError && <FailedNote error={channels.error} onRetry={() => void channels.refetch()} />}
        {channels.isSuccess && <ChannelLists list={channels.data} />}
        {changes.isError && <FailedNote error={changes.error} onRetry={() => void changes.refetch()} />}
        {changes.isSuccess && <Changes items={changes.data.items} />}
      </div>
    </div>
  );
}

function ChannelLists({ list }: { readonly list: RouterOutputs["settings"]["channels"] }) {
  const words = useAllMessages().settings.channels;
  const locale = useLocale();
  const n = countFormatter(locale);
  const [shown, setShown] = useState<Channel | null>(null);
  if (list.readAtMs === null) return <Banner tone="info">{words.notReadYet}</Banner>;
  return (
    <>
      <div className="grid gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-3">
          <OriginTag origin="read" />
          <span>{words.readAt(formatInstant(Math.floor(list.readAtMs / 1000), locale, "minute"))}</span>
          <OriginTag origin="observed" />
          <span>{words.observed(list.weeks)}</span>
        </p>
      </div>
      {(["live", "test"] as const).map((mode) => {
        const own = list.items.filter(({ isTestChannel }) => isTestChannel === (mode === "test"));
        return (
          <section key={mode} aria-labelledby={`channels-${mode}`} className="grid min-w-0 gap-2">
            <h2 id={`channels-${mode}`} className="flex items-center gap-2 text-lead font-semibold">
              {words.modes[mode]}
              {mode === "test" && <TestTag />}
              <span className="font-normal text-ink-3">{n(own.length)}</span>
            </h2>
            {own.length === 0 ? (
              <p className="text-ink-3">{words.none}</p>
            ) : (
              <div className="overflow-x-auto">
                <table aria-labelledby={`channels-${mode}`} className="w-full border-separate border-spacing-0">
                  <thead>
                    <tr className="text-left text-small text-ink-3">
                      <th scope="col" className={classNames(tallCellClass, "font-medium")}>
                        {words.columns.name}
                      </th>
                      <th scope="col" className={classNames(tallCellClass, "font-medium max-sm:hidden")}>
                        {words.columns.mid}
                      </th>
                      <th scope="col" className={classNames(tallCellClass, "font-medium max-md:hidden")}>
                        {words.columns.type}
                      </th>
                      <th scope="col" className={classNames(tallCellClass, "font-medium max-lg:hidden")}>
                        {words.columns.key}
                      </th>
                      <th scope="col" className={classNames(tallCellClass, "text-right font-medium whitespace-nowrap")}>
                        {words.columns.payments}
                      </th>
                      <th scope="col" className={classNames(tallCellClass, "font-medium max-sm:hidden")}>
                        {words.columns.lastSuccess}
                      </th>
                      <th scope="col" className={classNames(tallCellClass, "font-medium")}>
                        <span className="sr-only">{words.columns.snippet}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {own.map((channel) => (
                      <ChannelRow
                        key={`${channel.maskedKey}${channel.pgProvider}${channel.mid}${channel.type}`}
                        channel={channel}
                        isShown={shown === channel}
                        onShow={() => setShown(shown === channel ? null : channel)}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </section>
        );
      })}
      {list.unlisted.length > 0 && (
        <section aria-labelledby="channels-unlisted" className="grid gap-1">
          <h2 id="channels-unlisted" className="flex flex-wrap items-center gap-2 text-lead font-semibold">
            {words.unlisted}
            <OriginTag origin="observed" />
          </h2>
          <p className="text-ink-3">{words.unlistedHelp}</p>
          <ul className="grid gap-0.5">
            {list.unlisted.map(({ pgProvider, mid, payments }) => (
              <li key={`${pgProvider}${mid}`}>
                <Link to={`/payments?${new URLSearchParams({ pg: pgProvider, mid })}`} className="hover:underline">
                  <PgName code={pgProvider} /> <span className="font-id">{mid}</span> · {words.payments(payments)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ChannelRow({
  channel,
  isShown,
  onShow,
}: {
  readonly channel: Channel;
  readonly isShown: boolean;
  readonly onShow: () => void;
}) {
  const words = useAllMessages().settings.channels;
  const n = countFormatter(useLocale());
  const name = channel.name ?? channel.mid;
  const type = channel.type in words.types ? words.types[channel.type as keyof typeof words.types] : channel.type;
  const isForPayments = channel.type !== "certification";
  return (
    <>
      <tr>
        <th scope="row" className={classNames(tallCellClass, "text-left font-normal")}>
          <span className="block font-medium">{name}</span>
          <span className="block text-small text-ink-3">
            <PgName code={channel.pgProvider} /> ·{" "}
            <span className="font-id whitespace-nowrap">{channel.pgProvider}</span>
          </span>
          <span className="block font-id text-small text-ink-2 sm:hidden">{channel.mid}</span>
          {channel.usualByNow !== null && (
            <span className="block text-small font-medium text-wait">▲ {words.silent(channel.usualByNow)}</span>
          )}
        </th>
        <td className={classNames(tallCellClass, "font-id max-sm:hidden")}>{channel.mid}</td>
        <td className={classNames(tallCellClass, "max-md:hidden")}>{type}</td>
        <td className={classNames(tallCellClass, "font-id text-small max-lg:hidden")}>
          {channel.maskedKey ?? <NoValue />}
        </td>
        <td className={classNames(tallCellClass, "text-right whitespace-nowrap tabular-nums")}>
          {channel.payments === 0 ? (
            "0"
          ) : (
            <Link
              to={`/payments?${new URLSearchParams({ pg: channel.pgProvider, mid: channel.mid, mode: channel.isTestChannel ? "test" : "live" })}`}
              aria-label={words.showPayments(name, channel.payments)}
              className="text-accent hover:underline"
            >
              {n(channel.payments)}
            </Link>
          )}
          {channel.isShared && <span className="block text-small text-ink-3">{words.shared}</span>}
        </td>
        <td className={classNames(tallCellClass, "max-sm:hidden")}>
          <DateTime at={channel.lastSuccessAt} />
        </td>
        <td className={classNames(tallCellClass, "text-right")}>
          {isForPayments && (
            <Button aria-expanded={isShown} aria-label={words.snippetOf(name)} onClick={onShow}>
              {words.columns.snippet}
            </Button>
          )}
        </td>
      </tr>
      {isShown && (
        <tr>
          <td colSpan={7} className="border-line border-b py-2">
            <Snippet channel={channel} />
          </td>
        </tr>
      )}
    </>
  );
}

function Snippet({ channel }: { readonly channel: Channel }) {
  const words = useAllMessages().settings.channels;
  const code = [
    'IMP.init("imp00000000");',
    "IMP.request_pay(",
    "  {",
    `    pg: ${JSON.stringify(`${channel.pgProvider}.${channel.mid}`)},`,
    '    pay_method: "card",',
    "    merchant_uid: `order-" + "$" + "{crypto.randomUUID()}`,",
    '    name: "주문명",',
    "    amount: 1000,",
    '    buyer_email: "buyer@example.com",',
    '    buyer_tel: "010-0000-0000",',
    `    m_redirect_url: ${JSON.stringify(`${window.location.origin}/payments/complete`)},`,
    "  },",
    "  (response) => {",
    "    // response.imp_uid",
    "  },",
    ");",
  ].join("\n");
  return (
    <div className="grid gap-1">
      <p className="text-small text-ink-2">{words.snippetHelp}</p>
      <div className="relative">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls can be scrolled from the keyboard */}
        <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunk p-3 pr-10 font-mono text-small">
          {code}
        </pre>
        <CopyButton text={code} what={words.columns.snippet} className="absolute top-2 right-2" />
      </div>
    </div>
  );
}

function Changes({ items }: { readonly items: readonly Change[] }) {
  const words = useAllMessages().settings.channels;
  return (
    <section aria-labelledby="channel-changes" className="grid gap-2">
      <h2 id="channel-changes" className="flex flex-wrap items-center gap-2 text-lead font-semibold">
        {words.changes}
        <OriginTag origin="read" />
      </h2>
      <p className="text-ink-3">{words.changesHelp}</p>
      {items.length === 0 && <p className="text-ink-3">{words.noChanges}</p>}
      <ul className="grid gap-2">
        {items.map((change) => {
          const facts = change.after ?? change.before;
          return (
            <li key={change.id} className="grid gap-0.5 border-line border-l-3 pl-3">
              <p>
                <span className="font-semibold">{words.kinds[change.kind]}</span> ·{" "}
                {facts?.name ?? <span className="font-id">{facts?.mid}</span>}
              </p>
              <p className="text-small text-ink-2">{sayChange(change)}</p>
              <p className="text-small text-ink-3">
                <DateTime at={change.seenAtMs / 1000} />
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );

  function sayChange({ kind, before, after }: Change): string {
    const facts = after ?? before;
    const place = facts === null ? "" : `${facts.pgProvider} · ${facts.mid}`;
    switch (kind) {
      case "to_test":
      case "to_live":
        return words.switched[kind](place);
      case "mid":
        return words.fromTo(before?.mid ?? "", after?.mid ?? "");
      case "renamed":
        return words.fromTo(before?.name ?? "", after?.name ?? "");
      case "other":
        return words.fromTo(`${before?.pgProvider} · ${before?.type}`, `${after?.pgProvider} · ${after?.type}`);
      case "added":
      case "removed":
        return place;
    }
  }
}

function PgName({ code }: { readonly code: string }) {
  const locale = useLocale();
  return <>{nameOf(pgProviders, code, locale)}</>;
}
