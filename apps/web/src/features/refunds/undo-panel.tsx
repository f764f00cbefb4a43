import { formatInstant, formatMoney, toKstDate } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CopyButton } from "../../components/copy-button.tsx";
import { SourceLink } from "../../components/source-link.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { useNow } from "./age.tsx";

type UndoHelp = RouterOutputs["refunds"]["undo"]["get"];
type UndoOffer = UndoHelp["offers"][number];
type UndoCase = NonNullable<UndoOffer["undoCase"]>;

/** While a case is watched the page asks again this often. */
const followMs = 30_000;

interface UndoPanelProps {
  readonly impUid: string;
  /** One cancel alone; every cancel of the payment when absent. */
  readonly cancellationId?: string | undefined;
}

/** Whether a cancel can still be undone today, until when, whom to ask and what to send; afterwards, what upstream says. */
export function UndoPanel({ impUid, cancellationId }: UndoPanelProps) {
  const words = useAllMessages().refunds.undo;
  const locale = useLocale();
  const help = useQuery(
    trpc.refunds.undo.get.queryOptions(
      { impUid },
      { refetchInterval: ({ state }) => (isWatching(state.data) ? followMs : false) },
    ),
  );
  if (help.isPending) return <Skeleton className="w-72" />;
  if (help.isError) return <FailedNote error={help.error} onRetry={() => void help.refetch()} />;
  const isMeant = (each: { readonly cancellationId: string }) =>
    cancellationId === undefined || each.cancellationId === cancellationId;
  const offers = help.data.offers.filter(isMeant);
  const restored = help.data.restored.filter(isMeant);
  return (
    <div className="grid gap-4">
      {restored.map((each) => (
        <Banner
          key={each.cancellationId}
          tone="ok"
          announce="status"
          title={words.restored(formatMoney(each.amount, locale))}
        >
          {each.closedAtMs !== null && (
            <p>{words.restoredAt(formatInstant(Math.floor(each.closedAtMs / 1000), locale, "second"))}</p>
          )}
        </Banner>
      ))}
      {offers.length === 0 && restored.length === 0 && <p className="text-ink-3">{words.none}</p>}
      {offers.map((offer) => (
        <Offer key={offer.cancellationId} impUid={impUid} offer={offer} />
      ))}
    </div>
  );
}

function isWatching(help: UndoHelp | undefined): boolean {
  return help?.offers.some(({ undoCase }) => undoCase?.state === "watching") ?? false;
}

function Offer({ impUid, offer }: { readonly impUid: string; readonly offer: UndoOffer }) {
  const words = useAllMessages().refunds.undo;
  const locale = useLocale();
  const { verdict, undoCase, cancelledAt } = offer;
  const { contact } = verdict;
  const isHopeless = verdict.verdict === "impossible";
  const watch = useMutation(
    trpc.refunds.undo.watch.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.refunds.undo.pathFilter()),
    }),
  );
  return (
    <article
      aria-label={words.offer(formatMoney(offer.amount, locale))}
      className="grid gap-3 rounded-md border border-line px-3 py-3"
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <p className="text-lead font-semibold tabular-nums">{formatMoney(offer.amount, locale)}</p>
        {cancelledAt !== null && (
          <p className="text-ink-3 tabular-nums">{words.cancelledAt(formatInstant(cancelledAt, locale, "second"))}</p>
        )}
      </div>
      {undoCase !== null && <Case undoCase={undoCase} />}
      {undoCase === null && (
        <Banner
          tone={isHopeless ? "bad" : verdict.verdict === "ask" ? "wait" : "ok"}
          title={words.verdicts[verdict.verdict]}
        >
          {verdict.findings.map(({ rule, sentence }) => (
            <p key={rule}>{sentence[locale]}</p>
          ))}
          {!isHopeless && <Countdown closesAtMs={verdict.closesAtMs} />}
          <p>
            <SourceLink url={verdict.source.url}>{words.source}</SourceLink>
          </p>
        </Banner>
      )}
      {!isHopeless && (
        <>
          <dl className="grid grid-cols-[minmax(92px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
            <dt className="text-ink-2">{words.contact}</dt>
            <dd>
              <span className="font-semibold">{contact.name[locale]}</span>{" "}
              {contact.tel === null ? (
                words.noTel
              ) : (
                <a href={`tel:${contact.tel}`} className="text-accent tabular-nums hover:underline">
                  {contact.tel}
                </a>
              )}{" "}
              {contact.telSource !== null && (
                <SourceLink url={contact.telSource.url} title={contact.telSource.title}>
                  {words.telSource}
                </SourceLink>
              )}
              <span className="block text-ink-3">{contact.way[locale]}</span>
            </dd>
          </dl>
          <div className="grid gap-1">
            <p className="flex items-center gap-1 text-small font-semibold text-ink-3">
              {words.request}
              <CopyButton text={offer.requestText.ko} what={words.request} />
            </p>
            <pre lang="ko" className="rounded-sm bg-sunk px-3 py-2 font-sans whitespace-pre-wrap wrap-anywhere">
              {offer.requestText.ko}
            </pre>
          </div>
          {watch.isError && <FailedNote error={watch.error} />}
          {undoCase === null && (
            <div className="grid justify-items-start gap-1">
              <Button
                variant="primary"
                size="medium"
                isPending={watch.isPending}
                onClick={() => watch.mutate({ impUid, cancellationId: offer.cancellationId })}
              >
                {words.watch}
              </Button>
              <p className="text-small text-ink-3">{words.watchHelp}</p>
            </div>
          )}
        </>
      )}
    </article>
  );
}

function Case({ undoCase }: { readonly undoCase: UndoCase }) {
  const words = useAllMessages().refunds.undo;
  const locale = useLocale();
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "second");
  return (
    <Banner
      tone={undoCase.state === "watching" ? "unsure" : "wait"}
      announce="status"
      title={words.cases[undoCase.state]}
    >
      <p>{words.askedBy(undoCase.openedBy, time(undoCase.openedAtMs))}</p>
      <p className="tabular-nums">
        {undoCase.lastCheckedAtMs === null
          ? words.notLooked
          : words.looked(undoCase.checks, time(undoCase.lastCheckedAtMs))}
      </p>
    </Banner>
  );
}

const second = 1_000;

/** How long the PG still takes the request. The end is a moment in Korea, whatever zone the browser is in. */
function Countdown({ closesAtMs }: { readonly closesAtMs: number }) {
  const words = useAllMessages().refunds.undo;
  const locale = useLocale();
  const left = Math.max(0, closesAtMs - useNow(second));
  const hours = Math.floor(left / 3_600_000);
  const minutes = Math.floor(left / 60_000) % 60;
  const seconds = Math.floor(left / second) % 60;
  return (
    <p role="timer" className="font-semibold text-ink tabular-nums">
      {words.left(hours, minutes, seconds)}{" "}
      <span className="font-normal text-ink-2">
        {words.closes(formatInstant(Math.floor(closesAtMs / 1000), locale, "minute"))}
      </span>
    </p>
  );
}

/** Whether the instant (unix seconds) falls on the present day in Korea. */
export function isTodayInKorea(unixSeconds: number, nowMs: number): boolean {
  return toKstDate(unixSeconds) === toKstDate(Math.floor(nowMs / 1000));
}
