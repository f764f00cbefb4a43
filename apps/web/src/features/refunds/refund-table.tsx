import { formatInstant, formatMoney } from "@maru/domain";
import { Link } from "react-router";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { RefundStateBadge } from "../../components/refund-state-badge.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { TestTag } from "../../components/test-tag.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useRefundReasons } from "../../lib/refund-reasons.ts";
import { useAge } from "./age.tsx";
import { type Refund, refundPath } from "./refund-view.ts";

const rowCellClass = `${cellClass} py-1`;

/** Refunds with their age, whom they wait for, and what was looked at. */
export function RefundTable({ refunds }: { readonly refunds: readonly Refund[] }) {
  const words = useAllMessages().refunds;
  const locale = useLocale();
  const age = useAge();
  const { columns } = words;
  return (
    <table aria-labelledby="refunds-title" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={headerClass}>
            {columns.requested}
          </th>
          <th scope="col" className={classNames(headerClass, "text-right")}>
            {columns.amount}
          </th>
          <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
            {columns.payment}
          </th>
          <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
            {columns.by}
          </th>
          <th scope="col" className={headerClass}>
            {columns.state}
          </th>
          <th scope="col" className={classNames(headerClass, "max-xl:hidden")}>
            {columns.details}
          </th>
        </tr>
      </thead>
      <tbody>
        {refunds.map((refund) => {
          const at = formatInstant(Math.floor(refund.requestedAtMs / 1000), locale, "second");
          return (
            <tr key={refund.refundId} className="hover:bg-sunk">
              <th scope="row" className={classNames(rowCellClass, "text-left font-normal")}>
                <Link
                  to={refundPath(refund.refundId)}
                  aria-label={words.open(refund.tag, formatMoney(refund.amount, locale))}
                  className="group grid"
                >
                  <span className="font-id whitespace-nowrap text-accent group-hover:underline">
                    {refund.tag.replace(/[[\]]/g, "")}
                  </span>
                  <time
                    dateTime={new Date(refund.requestedAtMs).toISOString()}
                    title={`${at} KST`}
                    className="text-small whitespace-nowrap text-ink-3"
                  >
                    {age(refund.requestedAtMs)}
                  </time>
                </Link>
              </th>
              <td className={classNames(rowCellClass, "text-right font-semibold")}>
                <Money value={refund.amount} />
              </td>
              <td className={classNames(rowCellClass, "max-md:hidden")}>
                <span className="flex min-w-36 items-center gap-1.5">
                  <Link
                    to={`/payments/${encodeURIComponent(refund.impUid)}`}
                    className="font-id min-w-0 wrap-anywhere hover:text-accent hover:underline"
                  >
                    {refund.merchantUid ?? refund.impUid}
                  </Link>
                  {refund.isTest === true && <TestTag />}
                </span>
              </td>
              <td className={classNames(rowCellClass, "whitespace-nowrap text-ink-2 max-md:hidden")}>
                {refund.requestedBy.name}
              </td>
              <td className={rowCellClass}>
                <span className="grid justify-items-start gap-0.5">
                  <RefundStateBadge state={refund.state} />
                  <span className="text-small text-ink-3 xl:hidden">
                    <Details refund={refund} isShort />
                  </span>
                </span>
              </td>
              <td className={classNames(rowCellClass, "text-ink-2 max-xl:hidden")}>
                <Details refund={refund} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What there is to know about where it stands: which cap, until when, what was looked at, what the PG said. */
function Details({ refund, isShort = false }: { readonly refund: Refund; readonly isShort?: boolean }) {
  const m = useAllMessages();
  const words = m.refunds;
  const locale = useLocale();
  const reasons = useRefundReasons();
  const time = (ms: number, style: "time" | "minute" = "time") => formatInstant(Math.floor(ms / 1000), locale, style);
  switch (refund.state) {
    case "waiting_approval":
      if (refund.approval === null) return <NoValue />;
      return (
        <>
          {refund.approval.above.map((cap) => words.above[cap]).join(" · ")}
          {!isShort && <> · {words.expires(time(refund.approval.expiresAtMs, "minute"))}</>}
        </>
      );
    case "checking":
    case "requested":
      if (refund.lastCheckedAtMs === null) return <>{words.notLookedAt}</>;
      return (
        <>
          {words.lookedAt(refund.checks, time(refund.lastCheckedAtMs))}
          {!isShort && refund.nextCheckAtMs !== null && <> · {words.nextLook(time(refund.nextCheckAtMs))}</>}
        </>
      );
    case "needs_person":
      return refund.proposal === null ? <NoValue /> : words.proposed(refund.proposal.by.name);
    case "refused_pg":
      return <span lang="ko">{refund.refusal?.message}</span>;
    default:
      if (isShort) return null;
      // A refund that is done says why it was wanted, whatever went wrong on its way.
      return refund.problem === null || refund.state === "done" ? (
        <span className="line-clamp-1">
          {[reasons.nameOf(refund.reasonCode), refund.reasonText].filter((part) => part !== "").join(" · ")}
        </span>
      ) : (
        m.errors.byCode[refund.problem.code].title
      );
  }
}
