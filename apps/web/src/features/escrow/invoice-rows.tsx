import {
  couriers,
  escrowRuleWords,
  formatMoney,
  invoiceProblemWords,
  invoiceRowStateNames,
  invoiceRowStates,
  nameOf,
  paymentStatusNames,
} from "@maru/domain";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { innerCellClass, innerHeaderClass } from "../../components/table-classes.ts";
import { TestTag } from "../../components/test-tag.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { type InvoiceBatch, type InvoiceRow, RowState } from "./invoice-state.tsx";

const pageSize = 50;
const cellClass = `${innerCellClass} py-2 align-top`;

interface Acts {
  readonly onChoose: (rowNumber: number, impUid: string) => void;
  readonly onReplace: (rowNumber: number) => void;
}

/** The rows of a list, all of them or those in one state, as the address says. */
export function InvoiceRows({ batch }: { readonly batch: InvoiceBatch }) {
  const { bulk } = useAllMessages().escrow;
  const mayAct = useMay("escrow:write");
  const [parameters] = useSearchParams();
  const chosen = invoiceRowStates.find((state) => state === parameters.get("rows"));
  const rows = useInfiniteQuery(
    trpc.escrow.bulk.rows.infiniteQueryOptions(
      { batchId: batch.id, limit: pageSize, ...(chosen === undefined ? {} : { states: [chosen] }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const refresh = { onSettled: () => queryClient.invalidateQueries(trpc.escrow.bulk.pathFilter()) };
  const choose = useMutation(trpc.escrow.bulk.choose.mutationOptions(refresh));
  const replace = useMutation(trpc.escrow.bulk.replace.mutationOptions(refresh));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const mayChange = mayAct && (batch.state === "prepared" || batch.state === "rehearsed");
  const acts: Acts = {
    onChoose: (rowNumber, impUid) => choose.mutate({ batchId: batch.id, choices: [{ rowNumber, impUid }] }),
    onReplace: (rowNumber) => replace.mutate({ batchId: batch.id, rowNumbers: [rowNumber] }),
  };
  return (
    <section aria-labelledby="rows-title" className="grid min-w-0 gap-2">
      <h2 id="rows-title" className="sr-only">
        {bulk.rowsTitle}
      </h2>
      <RowTabs batch={batch} chosen={chosen} />
      {choose.isError && <FailedNote error={choose.error} />}
      {replace.isError && <FailedNote error={replace.error} />}
      {rows.isPending && <Skeleton className="w-80" />}
      {rows.isError && <FailedNote error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isSuccess && items.length === 0 && <p className="py-4 text-ink-3">{bulk.noRows}</p>}
      {items.length > 0 && <RowTable rows={items} acts={mayChange ? acts : undefined} />}
      {items.length > 0 && <ListEnd list={rows} more={bulk.moreRows} />}
    </section>
  );
}

function RowTabs({
  batch,
  chosen,
}: {
  readonly batch: InvoiceBatch;
  readonly chosen: InvoiceRow["state"] | undefined;
}) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const n = countFormatter(locale);
  const present = invoiceRowStates.filter((state) => batch.rows[state] > 0 || state === chosen);
  return (
    <nav aria-label={bulk.rowTabs} className="flex min-w-0 gap-0.5 overflow-x-auto overflow-y-hidden">
      {[undefined, ...present].map((state) => (
        <Link
          key={state ?? "all"}
          to={state === undefined ? "?" : `?rows=${state}`}
          preventScrollReset
          aria-current={state === chosen ? "true" : undefined}
          className={classNames(
            "flex shrink-0 items-baseline gap-[5px] border-b-2 px-2.5 pt-1.5 pb-2 whitespace-nowrap outline-offset-[-2px]",
            state === chosen ? "border-accent font-semibold text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {state === undefined ? bulk.allRows : invoiceRowStateNames[state][locale]}
          <span className="font-medium text-ink-3">{n(state === undefined ? batch.rowCount : batch.rows[state])}</span>
        </Link>
      ))}
    </nav>
  );
}

function RowTable({ rows, acts }: { readonly rows: readonly InvoiceRow[]; readonly acts: Acts | undefined }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const columns = bulk.rowColumns;
  return (
    <table aria-labelledby="rows-title" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={classNames(innerHeaderClass, "w-0 text-right")}>
            {columns.line}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {columns.order}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {columns.invoice}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.state}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.why}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.rowNumber}>
            <td className={classNames(cellClass, "text-right text-ink-3 tabular-nums")}>{row.line}</td>
            <td className={classNames(cellClass, "min-w-0 wrap-anywhere")}>
              <span className="flex flex-wrap items-center gap-1.5">
                {row.impUid === null ? (
                  <span className="font-id">{row.merchantUid}</span>
                ) : (
                  <Link
                    to={`/payments/${encodeURIComponent(row.impUid)}/delivery`}
                    className="font-id text-accent hover:underline"
                  >
                    {row.merchantUid ?? row.impUid}
                  </Link>
                )}
                {row.isTest && <TestTag />}
              </span>
              <div className="mt-1.5 grid gap-1 md:hidden">
                <RowState row={row} />
                <Why row={row} acts={acts} />
              </div>
            </td>
            <td className={classNames(cellClass, "min-w-0 wrap-anywhere")}>
              <span className="block">
                {row.written.courier === null
                  ? row.written.courierText || "–"
                  : nameOf(couriers, row.written.courier, locale)}
              </span>
              <span className="block font-id text-ink-2">{row.written.invoice || "–"}</span>
            </td>
            <td className={classNames(cellClass, "max-md:hidden")}>
              <RowState row={row} />
            </td>
            <td className={classNames(cellClass, "w-1/2 max-md:hidden")}>
              <Why row={row} acts={acts} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Why({ row, acts }: { readonly row: InvoiceRow; readonly acts: Acts | undefined }) {
  const m = useAllMessages();
  const { bulk, fields } = m.escrow;
  const locale = useLocale();
  const because = row.notAskedBecause === null ? undefined : m.errors.byCode[row.notAskedBecause.code];
  const rule = row.instruction?.rule ?? null;
  return (
    <div className="grid max-w-[60ch] gap-1 text-ink-2">
      {row.problems.map(({ code, field, line }) => (
        <p key={`${code} ${field}`}>
          {invoiceProblemWords[code][locale]}
          {line !== undefined && <> ({bulk.line(line)})</>}
        </p>
      ))}
      {row.findings.map(({ code, fields: missing }) => (
        <p key={code}>
          {invoiceProblemWords[code][locale]}
          {missing !== undefined && <> {bulk.missing(missing.map((field) => fields[field]).join(", "))}</>}
        </p>
      ))}
      {row.state === "registered" && row.registered !== null && (
        <div className="flex flex-wrap items-center gap-2">
          <span>{bulk.nowRegistered(nameOf(couriers, row.registered.courier, locale), row.registered.invoice)}</span>
          {acts !== undefined && (
            <Button
              aria-label={`${bulk.replaceOne}: ${row.merchantUid ?? row.impUid}`}
              onClick={() => acts.onReplace(row.rowNumber)}
            >
              {bulk.replaceOne}
            </Button>
          )}
        </div>
      )}
      {row.candidates.length > 0 && <Candidates row={row} acts={acts} />}
      {rule !== null && <p>{escrowRuleWords[rule][locale]}</p>}
      {row.instruction?.pgWords != null && <p lang="ko">{bulk.pgSaid(row.instruction.pgWords)}</p>}
      {because !== undefined && (
        <p>
          {because.title}. {because.help}
        </p>
      )}
    </div>
  );
}

function Candidates({ row, acts }: { readonly row: InvoiceRow; readonly acts: Acts | undefined }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  return (
    <div className="grid gap-1">
      <p className="font-semibold text-ink">{bulk.which}</p>
      <ul className="grid gap-1">
        {row.candidates.map((each) => (
          <li key={each.impUid} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-id">{each.impUid}</span>
            <span>{paymentStatusNames[each.status][locale]}</span>
            <span className="font-semibold tabular-nums">
              {formatMoney({ amount: each.amount, currency: each.currency }, locale)}
            </span>
            <DateTime at={each.requestedAt} />
            {!each.isEscrow && <span className="text-ink-3">{bulk.notEscrow}</span>}
            {acts !== undefined && (
              <Button aria-label={bulk.choose(each.impUid)} onClick={() => acts.onChoose(row.rowNumber, each.impUid)}>
                {bulk.chooseThis}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
