import {
  couriers,
  escrowRuleWords,
  invoiceProblemWords,
  invoiceRowStateNames,
  invoiceRowStates,
  nameOf,
} from "@maru/domain";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { BatchRows, useChosenState } from "../../components/batches/batch-rows.tsx";
import { RowCandidates } from "../../components/batches/row-candidates.tsx";
import { RowTable } from "../../components/batches/row-table.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { type InvoiceBatch, type InvoiceRow, RowState } from "./invoice-state.tsx";

const pageSize = 50;

interface Acts {
  readonly onChoose: (rowNumber: number, impUid: string) => void;
  readonly onReplace: (rowNumber: number) => void;
}

/** The rows of a list, all of them or those in one state, as the address says. */
export function InvoiceRows({ batch }: { readonly batch: InvoiceBatch }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const mayAct = useMay("escrow:write");
  const chosen = useChosenState(invoiceRowStates);
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
    <BatchRows
      words={bulk}
      batch={batch}
      states={invoiceRowStates.map((state) => ({ state, name: invoiceRowStateNames[state][locale] }))}
      chosen={chosen}
      rows={rows}
      isEmpty={rows.isSuccess && items.length === 0}
      above={
        <>
          {choose.isError && <FailedNote error={choose.error} />}
          {replace.isError && <FailedNote error={replace.error} />}
        </>
      }
    >
      {items.length > 0 && (
        <>
          <InvoiceTable rows={items} acts={mayChange ? acts : undefined} />
          <ListEnd list={rows} more={bulk.moreRows} />
        </>
      )}
    </BatchRows>
  );
}

function InvoiceTable({ rows, acts }: { readonly rows: readonly InvoiceRow[]; readonly acts: Acts | undefined }) {
  const { line, order, invoice, state, why } = useAllMessages().escrow.bulk.rowColumns;
  return (
    <RowTable
      rows={rows}
      columns={{ line, about: order, asked: invoice, state, why }}
      about={(row) => <OrderCell row={row} />}
      asked={(row) => <InvoiceCell row={row} />}
      askedClassName="min-w-0 wrap-anywhere"
      state={(row) => <RowState row={row} />}
      why={(row) => <Why row={row} acts={acts} />}
    />
  );
}

function OrderCell({ row }: { readonly row: InvoiceRow }) {
  return (
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
  );
}

function InvoiceCell({ row: { written } }: { readonly row: InvoiceRow }) {
  const locale = useLocale();
  return (
    <>
      <span className="block">
        {written.courier === null ? written.courierText || "–" : nameOf(couriers, written.courier, locale)}
      </span>
      <span className="block font-id text-ink-2">{written.invoice || "–"}</span>
    </>
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
              aria-label={bulk.replaceOneOf(row.merchantUid ?? row.impUid ?? "")}
              onClick={() => acts.onReplace(row.rowNumber)}
            >
              {bulk.replaceOne}
            </Button>
          )}
        </div>
      )}
      <RowCandidates
        words={bulk}
        question={<span className="font-semibold text-ink">{bulk.which}</span>}
        candidates={row.candidates}
        note={({ isEscrow }) => !isEscrow && <span className="text-ink-3">{bulk.notEscrow}</span>}
        onChoose={acts && ((impUid) => acts.onChoose(row.rowNumber, impUid))}
      />
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
