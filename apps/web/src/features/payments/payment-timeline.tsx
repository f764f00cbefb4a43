import { type Locale, paymentStatuses, paymentStatusNames } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { DateTime } from "../../components/date-time.tsx";
import { Money } from "../../components/money.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { Section } from "./section.tsx";

type Entry = RouterOutputs["payments"]["timeline"]["entries"][number];

/** What moved money, or failed to, stands out from what was only looked at. */
const marks: Record<Entry["kind"], string> = {
  requested: "rounded-full border-2 border-ink-3 bg-paper",
  account_issued: "rounded-full border-2 border-wait bg-paper",
  paid: "rounded-full bg-ok",
  deposited: "rounded-full bg-ok",
  failed: "rotate-45 rounded-[1px] bg-bad",
  cancelled: "h-[3px]! bg-gone",
  webhook: "size-[5px]! rounded-full bg-ink-3",
  read: "size-[5px]! rounded-full bg-line-strong",
  staff: "rounded-full border-2 border-accent bg-paper",
};

/** What happened to a payment, newest first: by whom, when, and how we came to know. */
export function PaymentTimeline({ impUid }: { readonly impUid: string }) {
  const messages = useMessages().payments;
  const words = useDetailMessages();
  const timeline = useQuery(trpc.payments.timeline.queryOptions({ impUid }));
  const entries = timeline.data?.entries.toSorted((left, right) => right.at - left.at);
  return (
    <Section title={words.timeline} aside={messages.zone}>
      {timeline.isPending && <Skeleton className="w-64" />}
      {timeline.isError && entries === undefined && (
        <p role="alert" className="flex items-center gap-3 text-ink-2">
          {words.panelFailed}
          <Button onClick={() => void timeline.refetch()}>{messages.faces.retry}</Button>
        </p>
      )}
      {entries?.length === 0 && <p className="text-ink-3">{words.timelineEmpty}</p>}
      {entries !== undefined && entries.length > 0 && (
        <ol>
          {entries.map((entry, index) => (
            <TimelineRow
              // biome-ignore lint/suspicious/noArrayIndexKey: entries carry no id, and one second may hold several alike
              key={`${entry.at} ${entry.kind} ${index}`}
              entry={entry}
              isLast={index === entries.length - 1}
            />
          ))}
        </ol>
      )}
    </Section>
  );
}

function TimelineRow({ entry, isLast }: { readonly entry: Entry; readonly isLast: boolean }) {
  const words = useDetailMessages();
  const locale = useLocale();
  const by = entry.actor ?? words.timelineSources[entry.source];
  const isLook = entry.kind === "read" || entry.kind === "webhook";
  const said = entry.text == null ? null : isLook ? statusWord(entry.text, locale) : entry.text;
  const text = said !== null && entry.claim != null ? words.timelineClaims[entry.claim](said) : said;
  return (
    <li className="grid grid-cols-[132px_11px_minmax(0,1fr)] gap-x-3 max-[720px]:grid-cols-[11px_minmax(0,1fr)]">
      <span className="py-1 text-ink-2 max-[720px]:order-2 max-[720px]:col-start-2 max-[720px]:pt-0 max-[720px]:text-small">
        <DateTime at={entry.at} format="second" />
      </span>
      <span
        aria-hidden
        className="relative flex justify-center max-[720px]:row-span-2 max-[720px]:row-start-1 max-[720px]:col-start-1"
      >
        {!isLast && <span className="absolute top-4 -bottom-2 w-px bg-line" />}
        <span className={classNames("relative mt-[9px] size-[9px]", marks[entry.kind])} />
      </span>
      <span className="min-w-0 py-1 max-[720px]:col-start-2 max-[720px]:row-start-1 max-[720px]:pb-0">
        <span className={isLook ? "text-ink-2" : "font-medium"}>{words.timelineKinds[entry.kind]}</span>
        {entry.amount !== undefined && !isLook && (
          <>
            {" "}
            <Money value={entry.amount} className="font-semibold" />
          </>
        )}
        {text !== null && <span className={entry.claim === "contradicted" ? "text-bad" : "text-ink-2"}> · {text}</span>}
        <span className="text-ink-3"> · {by}</span>
      </span>
    </li>
  );
}

/** A webhook and a read say which status they brought; upstream's word stays where we have none for it. */
function statusWord(text: string, locale: Locale): string {
  const status = paymentStatuses.find((each) => each === text);
  return status === undefined ? text : paymentStatusNames[status][locale];
}
