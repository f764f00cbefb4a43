import {
  couriers,
  type EscrowParty,
  formatInstant,
  guessInvoiceColumns,
  type InvoiceColumns,
  type InvoiceList,
  invoiceFields,
  invoiceProblemWords,
  isKstDate,
  mostInvoiceRows,
  parseKstText,
  type ReadInvoiceRow,
  readInvoiceRows,
} from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Link, useNavigate } from "react-router";
import { ColumnChoice } from "../../components/column-choice.tsx";
import { ListInput } from "../../components/list-input.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { type ListLines, type ListProblem, type ListReading, readListText } from "../../lib/read-list.ts";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { keepDraft, loadDraft } from "./invoice-draft.ts";

const reading: ListReading = {
  mostRows: mostInvoiceRows,
  hasHeader: (lines) => guessInvoiceColumns(lines).hasHeader,
};
const shortestReason = 5;
const settleMs = 200;
const shownProblems = 10;
const senderParts = ["name", "tel", "postcode", "address", "addressLine1", "addressLine2", "relationship"] as const;

/** Brings a list of invoices, pasted or from a file. Nothing is sent by it. */
export function NewInvoices() {
  const m = useAllMessages();
  const words = m.escrow.bulk;
  const locale = useLocale();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(loadDraft);
  const [problem, setProblem] = useState<ListProblem | null>(null);
  const [list, setList] = useState<{ readonly lines: ListLines; readonly hasHeader: boolean } | null>(null);
  const [columns, setColumns] = useState<InvoiceColumns>([]);
  const [courier, setCourier] = useState("");
  const [sentAtText, setSentAtText] = useState(() => formatInstant(Math.floor(Date.now() / 1000), locale, "minute"));
  const [receivingOn, setReceivingOn] = useState("");
  const [sendEmail, setSendEmail] = useState(true);
  const [repeatReason, setRepeatReason] = useState("");
  const [isTried, setTried] = useState(false);

  useEffect(() => keepDraft(draft), [draft]);
  const { text } = draft;
  useEffect(() => {
    if (text.trim() === "") {
      setList(null);
      return;
    }
    let isGone = false;
    // Reading a long list takes a moment; typing goes on meanwhile.
    const timer = setTimeout(() => {
      void readListText(text, reading).then((read) => {
        if (isGone) return;
        setProblem(read.ok ? null : read.problem);
        setList(read.ok ? { lines: read.lines, hasHeader: read.hasHeader } : null);
        if (read.ok) setColumns(guessInvoiceColumns(read.lines).columns);
      });
    }, settleMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [text]);

  const rows = useMemo(
    () => (list === null ? [] : readRows(list, columns, courier === "" ? null : courier)),
    [list, columns, courier],
  );
  const prepare = useMutation(
    trpc.escrow.bulk.prepare.mutationOptions({
      onSuccess: async ({ batchId, isKnown }) => {
        await queryClient.invalidateQueries(trpc.escrow.bulk.pathFilter());
        if (isKnown) return;
        keepDraft({ ...draft, text: "", name: null });
        await navigate(`/escrow/invoices/${batchId}`);
      },
    }),
  );

  const lacksIdentifier = !columns.includes("impUid") && !columns.includes("merchantUid");
  const lacksInvoice = !columns.includes("invoice");
  const sentAt = parseKstText(sentAtText, Math.floor(Date.now() / 1000));
  const isDayBad = receivingOn.trim() !== "" && !isKstDate(receivingOn.trim());
  const submit = (again: string | null) => {
    setTried(true);
    if (list === null || lacksIdentifier || lacksInvoice || sentAt === undefined || isDayBad) return;
    const order: InvoiceList = {
      source: draft.name === null ? "paste" : "file",
      name: draft.name,
      columns: [...columns],
      hasHeader: list.hasHeader,
      lines: list.lines.map((cells) => [...cells]),
      courier: courier === "" ? null : courier,
      sentAt,
      sender: trimmed(draft.sender),
      receivingOn: receivingOn.trim() === "" ? null : receivingOn.trim(),
      sendEmail,
      repeatReason: again,
    };
    prepare.mutate(order);
  };

  return (
    <form
      noValidate
      className="grid max-w-[880px] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit(null);
      }}
    >
      <ListInput
        words={words}
        text={draft.text}
        name={draft.name}
        problem={problem}
        onChange={(next, name) => {
          setDraft({ ...draft, text: next, name });
          setProblem(null);
          prepare.reset();
        }}
        onProblem={setProblem}
      />
      <div role="status" className="empty:hidden">
        {list !== null && <p className="font-semibold">{words.readCount(rows.length)}</p>}
      </div>
      {list !== null && (
        <>
          <ColumnChoice
            words={words}
            fields={invoiceFields}
            lines={list.lines}
            columns={columns}
            hasHeader={list.hasHeader}
            onChange={setColumns}
          />
          <Checkbox
            label={words.hasHeader}
            isSelected={list.hasHeader}
            onChange={(hasHeader) => setList({ ...list, hasHeader })}
          />
          {isTried && (lacksIdentifier || lacksInvoice) && (
            <Banner tone="bad" announce="alert">
              {lacksIdentifier && <p>{words.missingIdentifier}</p>}
              {lacksInvoice && <p>{words.missingInvoice}</p>}
            </Banner>
          )}
          {!lacksIdentifier && !lacksInvoice && <Problems rows={rows} />}
        </>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={words.courier}
          hint={words.courierHint}
          value={courier}
          options={[
            { value: "", label: words.noCourier },
            ...Object.entries(couriers).map(([value, name]) => ({ value, label: name[locale] })),
          ]}
          onChange={setCourier}
        />
        <TextField
          label={words.sentAt}
          hint={words.sentAtHint}
          error={isTried && sentAt === undefined ? words.sentAtBad : undefined}
          value={sentAtText}
          autoComplete="off"
          onChange={setSentAtText}
        />
      </div>
      <details>
        <summary className="cursor-pointer py-1 font-semibold">{words.senderTitle}</summary>
        <div className="grid gap-4 pt-2">
          <p className="text-small text-ink-3">{words.senderHelp}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            {senderParts.map((part) => (
              <TextField
                key={part}
                label={m.escrow.fields[`sender.${part}`]}
                value={draft.sender[part] ?? ""}
                autoComplete="off"
                maxLength={200}
                onChange={(value) =>
                  setDraft({ ...draft, sender: { ...draft.sender, [part]: value === "" ? null : value } })
                }
              />
            ))}
            <TextField
              label={words.receivingOn}
              hint={words.receivingOnHint}
              error={isTried && isDayBad ? m.escrow.receivingOnBad : undefined}
              value={receivingOn}
              autoComplete="off"
              onChange={setReceivingOn}
            />
          </div>
          <Checkbox label={words.sendEmail} isSelected={sendEmail} onChange={setSendEmail} />
        </div>
      </details>
      {prepare.isError && <FailedNote error={prepare.error} />}
      {prepare.data?.isKnown === true && (
        <Banner
          tone="wait"
          announce="alert"
          title={words.known}
          action={
            <Link to={`/escrow/invoices/${prepare.data.batchId}`} className={buttonClass({ variant: "primary" })}>
              {words.openKnown}
            </Link>
          }
        >
          <p>{words.knownHelp}</p>
          <div className="mt-2 flex flex-wrap items-start gap-2">
            <TextField
              label={words.repeatReason}
              value={repeatReason}
              maxLength={200}
              onChange={setRepeatReason}
              fieldClassName="min-w-0 flex-1 basis-60"
            />
            <Button
              size="field"
              disabled={repeatReason.trim().length < shortestReason}
              isPending={prepare.isPending}
              onClick={() => submit(repeatReason.trim())}
            >
              {words.repeatAnyway}
            </Button>
          </div>
        </Banner>
      )}
      <div>
        <Button type="submit" variant="primary" size="medium" isPending={prepare.isPending} disabled={list === null}>
          {words.prepare}
        </Button>
      </div>
    </form>
  );
}

/** Which rows cannot go as they are written, and what to do about each. */
function Problems({ rows }: { readonly rows: readonly ReadInvoiceRow[] }) {
  const words = useAllMessages().escrow.bulk;
  const locale = useLocale();
  const wrong = rows.filter(({ problems }) => problems.length > 0);
  if (rows.length === 0) return null;
  if (wrong.length === 0) return <Banner tone="ok">{words.allReadable}</Banner>;
  return (
    <Banner tone="wait" title={words.problemCount(wrong.length)}>
      <ul className="mt-1 grid gap-1">
        {wrong.slice(0, shownProblems).map(({ row, problems }) => (
          <li key={row.line} className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <span className="font-medium tabular-nums">{words.line(row.line)}</span>
            <span>{problems.map(({ code }) => invoiceProblemWords[code][locale]).join(" ")}</span>
          </li>
        ))}
      </ul>
      {wrong.length > shownProblems && <p className="mt-1">{words.moreProblems(wrong.length - shownProblems)}</p>}
    </Banner>
  );
}

function readRows(
  { lines, hasHeader }: { readonly lines: ListLines; readonly hasHeader: boolean },
  columns: InvoiceColumns,
  courier: string | null,
): readonly ReadInvoiceRow[] {
  const numbered = lines.map((cells, at) => ({ line: at + 1, cells }));
  const now = Math.floor(Date.now() / 1000);
  return readInvoiceRows(hasHeader ? numbered.slice(1) : numbered, columns, { courier, now });
}

function trimmed(party: EscrowParty): EscrowParty {
  const entries = Object.entries(party).map(([field, text]) => [field, text?.trim() || null] as const);
  return { ...party, ...Object.fromEntries(entries) };
}
