import {
  type BulkRowState,
  banks,
  bulkProblemWords,
  bulkRowStateNames,
  formatMoney,
  nameOf,
  payMethods,
  paymentStatusNames,
} from "@maru/domain";
import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { RefundStateBadge } from "../../components/refund-state-badge.tsx";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { innerCellClass, innerHeaderClass } from "../../components/table-classes.ts";
import { TestTag } from "../../components/test-tag.tsx";
import { Button } from "../../components/ui/button.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { BatchRow } from "./batch-name.ts";

interface BatchRowsTableProps {
  readonly rows: readonly BatchRow[];
  /** Undefined where nothing can be chosen any more. */
  readonly onChoose: ((rowNumber: number, impUid: string) => void) | undefined;
}

const looks: Record<BulkRowState, { readonly tone: StateTone; readonly shape: StateShape }> = {
  unreadable: { tone: "bad", shape: "diamond" },
  ask_which: { tone: "wait", shape: "ring" },
  not_rehearsed: { tone: "gone", shape: "square" },
  will_go: { tone: "part", shape: "ring" },
  will_not_go: { tone: "gone", shape: "bar" },
  asking: { tone: "wait", shape: "dotted" },
  asked: { tone: "wait", shape: "dotted" },
  not_asked: { tone: "bad", shape: "square" },
};

const cellClass = `${innerCellClass} py-2 align-top`;

/** Rows of a list with what was written, what will be sent, where each stands and why. */
export function BatchRowsTable({ rows, onChoose }: BatchRowsTableProps) {
  const words = useAllMessages().bulkRefunds;
  const { rowColumns } = words;
  return (
    <table aria-labelledby="rows-title" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={classNames(innerHeaderClass, "w-0 text-right")}>
            {rowColumns.line}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {rowColumns.payment}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "text-right")}>
            {rowColumns.amount}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {rowColumns.state}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {rowColumns.why}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.rowNumber}>
            <td className={classNames(cellClass, "text-right text-ink-3 tabular-nums")}>{row.line}</td>
            <td className={classNames(cellClass, "min-w-0 wrap-anywhere")}>
              <PaymentCell row={row} />
              <div className="mt-1.5 grid gap-1 md:hidden">
                <RowState row={row} />
                <Why row={row} onChoose={onChoose} />
              </div>
            </td>
            <td className={classNames(cellClass, "text-right whitespace-nowrap")}>
              <AmountCell row={row} />
            </td>
            <td className={classNames(cellClass, "max-md:hidden")}>
              <RowState row={row} />
            </td>
            <td className={classNames(cellClass, "w-1/2 max-md:hidden")}>
              <Why row={row} onChoose={onChoose} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PaymentCell({ row }: { readonly row: BatchRow }) {
  const locale = useLocale();
  const id = row.merchantUid ?? row.impUid;
  return (
    <div className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-1.5">
        {row.impUid === null ? (
          <span className="font-id">{id}</span>
        ) : (
          <Link to={`/payments/${encodeURIComponent(row.impUid)}`} className="font-id text-accent hover:underline">
            {id}
          </Link>
        )}
        {row.isTest && <TestTag />}
      </span>
      <span className="text-small text-ink-3">
        {[row.method === null ? null : nameOf(payMethods, row.method, locale), row.written.reason]
          .filter((each) => each !== null && each !== "")
          .join(" · ")}
      </span>
      {row.written.account !== null && (
        <span className="text-small text-ink-3">
          {nameOf(banks, row.written.account.bank, locale)} {row.written.account.number} {row.written.account.holder}
        </span>
      )}
    </div>
  );
}

function AmountCell({ row }: { readonly row: BatchRow }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const { amount, currency, balanceSeen } = row;
  return (
    <div className="grid justify-items-end gap-0.5 tabular-nums">
      {amount !== null && currency !== null ? (
        <span className="font-semibold">{formatMoney({ amount, currency }, locale)}</span>
      ) : (
        <span className="text-ink-2">{row.written.amount === "" ? words.noAmount : row.written.amount}</span>
      )}
      {balanceSeen !== null && currency !== null && (
        <span className="text-small text-ink-3">
          {words.left(formatMoney({ amount: balanceSeen, currency }, locale))}
        </span>
      )}
    </div>
  );
}

function RowState({ row }: { readonly row: BatchRow }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  if (row.refund !== null) {
    return (
      <Link to={`/refunds/${row.refund.id}`} className="inline-block rounded-sm">
        <RefundStateBadge state={row.refund.state} />
      </Link>
    );
  }
  return (
    <span className="inline-flex flex-wrap gap-1">
      <StateBadge {...looks[row.state]}>{bulkRowStateNames[row.state][locale]}</StateBadge>
      {row.state === "will_go" && row.findings.some(isWorthALook) && (
        <StateBadge tone="wait" shape="ring">
          {words.worthALook}
        </StateBadge>
      )}
      {row.state === "will_go" && row.needsApproval && (
        <StateBadge tone="wait" shape="ring">
          {words.needsApproval}
        </StateBadge>
      )}
    </span>
  );
}

/** It goes, and somebody should read why it may not be what is meant. */
function isWorthALook(finding: BatchRow["findings"][number]): boolean {
  return finding.kind === "caution" || (finding.kind === "rule" && finding.verdict === "warned");
}

function Why({ row, onChoose }: { readonly row: BatchRow; readonly onChoose: BatchRowsTableProps["onChoose"] }) {
  const m = useAllMessages();
  const words = m.bulkRefunds;
  const locale = useLocale();
  const because = row.notAskedBecause === null ? undefined : m.errors.byCode[row.notAskedBecause.code];
  return (
    <div className="grid max-w-[60ch] gap-1 text-ink-2">
      {row.problems.map(({ code, field, line }) => (
        <p key={`${code} ${field}`}>
          {bulkProblemWords[code][locale]}
          {line !== undefined && <> ({words.line(line)})</>}
        </p>
      ))}
      {row.findings.map((finding) =>
        finding.kind !== "rule" ? (
          <p key={finding.code}>{bulkProblemWords[finding.code][locale]}</p>
        ) : (
          <p key={finding.rule}>
            {finding.sentence[locale]}{" "}
            <a
              href={finding.source.url}
              target="_blank"
              rel="noreferrer"
              className="text-small text-accent underline decoration-dotted underline-offset-4"
            >
              {words.source}
            </a>
          </p>
        ),
      )}
      {row.candidates.length > 0 && <Candidates row={row} onChoose={onChoose} />}
      {row.refund?.pgWords != null && <p lang="ko">{words.pgSaid(row.refund.pgWords)}</p>}
      {because !== undefined && (
        <p>
          {because.title}. {because.help}
        </p>
      )}
    </div>
  );
}

function Candidates({ row, onChoose }: { readonly row: BatchRow; readonly onChoose: BatchRowsTableProps["onChoose"] }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  return (
    <div className="grid gap-1">
      <p>
        <span className="font-semibold text-ink">{words.which}</span> {words.whichHelp}
      </p>
      <ul className="grid gap-1">
        {row.candidates.map((each) => (
          <li key={each.impUid} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-id">{each.impUid}</span>
            <span>{paymentStatusNames[each.status][locale]}</span>
            <span className="font-semibold tabular-nums">
              {formatMoney({ amount: each.amount, currency: each.currency }, locale)}
            </span>
            <DateTime at={each.requestedAt} />
            {onChoose !== undefined && (
              <Button aria-label={words.choose(each.impUid)} onClick={() => onChoose(row.rowNumber, each.impUid)}>
                {words.chooseThis}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
