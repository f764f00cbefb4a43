import { nameOf, pgProviders } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { countFormatter } from "../../lib/count.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";

type Item = RouterOutputs["payments"]["unexplainedFailures"]["items"][number];

const tallClass = `${cellClass} py-1.5 align-top`;

const countLink =
  "underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-accent hover:text-accent";

/** The list of failed payments, or of those that failed with one message. */
function failedPath(message?: string): string {
  return `/payments?${new URLSearchParams({ status: "failed", ...(message === undefined ? {} : { fail: message }) })}`;
}

/** What PGs said of failures and nobody has explained yet, the most frequent first. */
export function Component() {
  const words = useAllMessages().failureMessages;
  const maySee = useMay("payment:raw");
  const failures = useQuery(trpc.payments.unexplainedFailures.queryOptions(undefined, { enabled: maySee }));
  const explained = useRef<HTMLHeadingElement>(null);
  const { hash, key } = useLocation();
  const isThere = failures.data !== undefined;
  // Nobody scrolls by the keyboard to what they have just asked for.
  useEffect(() => {
    if (isThere && key !== "" && hash === "#failure-messages-explained") {
      explained.current?.scrollIntoView();
      explained.current?.focus({ preventScroll: true });
    }
  }, [hash, key, isThere]);
  useDocumentTitle(words.title);
  if (!maySee) return <ForbiddenNote permission="payment:raw" />;
  const { data } = failures;
  return (
    <div className="grid gap-4 py-4">
      <PageTitle id="failure-messages-title" title={words.title} help={words.help} className="px-3 md:px-5" />
      {failures.isPending && <RowsSkeleton />}
      {failures.isError && data === undefined && (
        <div className="px-3 md:px-5">
          <FailedNote error={failures.error} onRetry={() => void failures.refetch()} />
        </div>
      )}
      {data !== undefined && data.failedPayments > 0 && (
        <div className="px-3 md:px-5">
          <p className="font-medium">
            {words.summary(data.failedPayments, data.explainedPayments)}{" "}
            <Link to={failedPath()} className={countLink}>
              {words.showFailed(data.failedPayments)}
            </Link>
            {data.explainedPayments > 0 && (
              <Link to="#failure-messages-explained" className={`${countLink} ml-3`}>
                {words.showExplained(data.explainedPayments)}
              </Link>
            )}
          </p>
          <p className="text-small text-ink-3">
            {words.basis} {data.items.length < data.messages && words.shown(data.items.length, data.messages)}
          </p>
        </div>
      )}
      {data?.items.length === 0 && (
        <Face title={words.emptyTitle}>
          <p>{words.emptyHelp}</p>
        </Face>
      )}
      {data !== undefined && data.items.length > 0 && (
        <FailureTable items={data.items} titleId="failure-messages-title" />
      )}
      {data !== undefined && data.explained.length > 0 && (
        <>
          <div className="grid gap-0.5 px-3 pt-4 md:px-5">
            <h2
              id="failure-messages-explained"
              ref={explained}
              tabIndex={-1}
              className="scroll-mt-4 text-lead font-semibold"
            >
              {words.explainedTitle}
            </h2>
            <p className="text-small text-ink-3">
              {data.explained.length < data.explainedMessages
                ? words.shown(data.explained.length, data.explainedMessages)
                : words.explainedHelp}
            </p>
          </div>
          <FailureTable items={data.explained} titleId="failure-messages-explained" />
        </>
      )}
    </div>
  );
}

interface FailureTableProps {
  readonly items: readonly Item[];
  readonly titleId: string;
}

function FailureTable({ items, titleId }: FailureTableProps) {
  const words = useAllMessages().failureMessages;
  const locale = useLocale();
  const number = countFormatter(locale);
  return (
    <table aria-labelledby={titleId} className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={headerClass}>
            {words.message}
          </th>
          <th scope="col" className={`${headerClass} text-right`}>
            {words.count}
          </th>
          <th scope="col" className={`${headerClass} max-md:hidden`}>
            {words.pg}
          </th>
          <th scope="col" className={`${headerClass} max-md:hidden`}>
            {words.latest}
          </th>
          <th scope="col" className={headerClass}>
            {words.payment}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ message, count, latest, isSearchable }) => (
          <tr key={message} className="hover:bg-sunk">
            <td className={tallClass}>
              <span className="flex items-start gap-1">
                <span className="min-w-0 wrap-anywhere">{message}</span>
                <CopyButton text={message} what={words.copy} className="-my-0.5" />
              </span>
            </td>
            <td className={`${tallClass} text-right font-semibold tabular-nums`}>
              {isSearchable ? (
                <Link to={failedPath(message)} aria-label={words.showRows(count, message)} className={countLink}>
                  {number(count)}
                </Link>
              ) : (
                <span title={words.hidden}>{number(count)}</span>
              )}
            </td>
            <td className={`${tallClass} whitespace-nowrap text-ink-2 max-md:hidden`}>
              {latest?.pgProvider == null ? <NoValue /> : nameOf(pgProviders, latest.pgProvider, locale)}
            </td>
            <td className={`${tallClass} whitespace-nowrap text-ink-2 max-md:hidden`}>
              <DateTime at={latest?.at ?? null} />
            </td>
            <td className={`${tallClass} whitespace-nowrap`}>
              {latest === null ? (
                <NoValue />
              ) : (
                <Link
                  to={`/payments/${encodeURIComponent(latest.impUid)}`}
                  className="font-id text-accent underline-offset-2 hover:underline"
                >
                  {latest.impUid}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
