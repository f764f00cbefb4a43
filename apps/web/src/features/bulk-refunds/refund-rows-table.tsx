import {
  type BulkRowState,
  banks,
  bulkProblemWords,
  bulkRowStateNames,
  formatMoney,
  nameOf,
  payMethods,
} from "@maru/domain";
import { Link } from "react-router";
import { RowCandidates } from "../../components/batches/row-candidates.tsx";
import { RowTable } from "../../components/batches/row-table.tsx";
import { RefundStateBadge } from "../../components/refund-state-badge.tsx";
import { SourceLink } from "../../components/source-link.tsx";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { BatchRow } from "./batch-name.ts";

interface RefundRowsTableProps {
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

/** Rows of a list with what was written, what will be sent, where each stands and why. */
export function RefundRowsTable({ rows, onChoose }: RefundRowsTableProps) {
  const { line, payment, amount, state, why } = useAllMessages().bulkRefunds.rowColumns;
  return (
    <RowTable
      rows={rows}
      columns={{ line, about: payment, asked: amount, state, why }}
      about={(row) => <PaymentCell row={row} />}
      asked={(row) => <AmountCell row={row} />}
      askedClassName="text-right whitespace-nowrap"
      state={(row) => <RowState row={row} />}
      why={(row) => <Why row={row} onChoose={onChoose} />}
    />
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

function Why({ row, onChoose }: { readonly row: BatchRow; readonly onChoose: RefundRowsTableProps["onChoose"] }) {
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
            {finding.sentence[locale]} <SourceLink url={finding.source.url}>{words.source}</SourceLink>
          </p>
        ),
      )}
      <RowCandidates
        words={words}
        question={
          <>
            <span className="font-semibold text-ink">{words.which}</span> {words.whichHelp}
          </>
        }
        candidates={row.candidates}
        onChoose={onChoose && ((impUid) => onChoose(row.rowNumber, impUid))}
      />
      {row.refund?.pgWords != null && <p lang="ko">{words.pgSaid(row.refund.pgWords)}</p>}
      {because !== undefined && (
        <p>
          {because.title}. {because.help}
        </p>
      )}
    </div>
  );
}
