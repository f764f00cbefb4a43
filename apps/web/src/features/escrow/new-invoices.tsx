import {
  couriers,
  type EscrowParty,
  formatInstant,
  guessInvoiceColumns,
  type InvoiceList,
  invoiceFields,
  invoiceProblemWords,
  isKstDate,
  mostInvoiceRows,
  parseKstText,
  readInvoiceRows,
} from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { PrepareList } from "../../components/batches/prepare-list.tsx";
import { ReadList } from "../../components/batches/read-list.tsx";
import { listAsRead, numberedLines, useListReading } from "../../components/batches/use-list-reading.ts";
import { ListInput } from "../../components/list-input.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useSession } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { keepDraft, loadDraft } from "./invoice-draft.ts";

const reading = { mostRows: mostInvoiceRows, guess: guessInvoiceColumns };
const senderParts = ["name", "tel", "postcode", "address", "addressLine1", "addressLine2", "relationship"] as const;

/** Brings a list of invoices, pasted or from a file. Nothing is sent by it. */
export function NewInvoices() {
  const m = useAllMessages();
  const words = m.escrow.bulk;
  const locale = useLocale();
  const navigate = useNavigate();
  const userId = useSession().user.id;
  const [draft, setDraft] = useState(() => loadDraft(userId));
  const [courier, setCourier] = useState("");
  const [sentAtText, setSentAtText] = useState(() => formatInstant(Math.floor(Date.now() / 1000), locale, "minute"));
  const [receivingOn, setReceivingOn] = useState("");
  const [sendEmail, setSendEmail] = useState(true);
  const [isTried, setTried] = useState(false);

  useEffect(() => keepDraft(userId, draft), [userId, draft]);
  const { problem, setProblem, list, setList, columns, setColumns } = useListReading(draft.text, reading);

  const rows = useMemo(() => {
    const told = { courier: courier === "" ? null : courier, now: Math.floor(Date.now() / 1000) };
    return list === null ? [] : readInvoiceRows(numberedLines(list), columns, told);
  }, [list, columns, courier]);
  const prepare = useMutation(
    trpc.escrow.bulk.prepare.mutationOptions({
      onSuccess: async ({ batchId, isKnown }) => {
        await queryClient.invalidateQueries(trpc.escrow.bulk.pathFilter());
        if (isKnown) return;
        keepDraft(userId, { ...draft, text: "", name: null });
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
      ...listAsRead(list, columns),
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
    <Form
      noValidate
      className="grid max-w-[880px] gap-4"
      onSubmit={(form) => {
        submit(null);
        focusFirstProblem(form);
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
      <ReadList
        words={words}
        fields={invoiceFields}
        list={list}
        columns={columns}
        rows={rows.map(({ row, problems }) => ({
          line: row.line,
          problems: problems.map(({ code }) => invoiceProblemWords[code][locale]),
        }))}
        missing={[
          ...(lacksIdentifier ? [words.missingIdentifier] : []),
          ...(lacksInvoice ? [words.missingInvoice] : []),
        ]}
        isTried={isTried}
        onColumns={setColumns}
        onList={setList}
      />
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
      <PrepareList words={words} path="/escrow/invoices" prepare={prepare} hasList={list !== null} onRepeat={submit} />
    </Form>
  );
}

function trimmed(party: EscrowParty): EscrowParty {
  const entries = Object.entries(party).map(([field, text]) => [field, text?.trim() || null] as const);
  return { ...party, ...Object.fromEntries(entries) };
}
