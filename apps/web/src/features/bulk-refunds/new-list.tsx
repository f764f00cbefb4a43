import {
  type BulkColumns,
  type BulkList,
  bulkFields,
  guessBulkColumns,
  mostBulkRows,
  otherReasonCode,
  type ReadBulkRow,
  readBulkRows,
} from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useMemo, useState } from "react";
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
import { useRefundReasons } from "../../lib/refund-reasons.ts";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { keepDraft, type ListDraft, loadDraft } from "./list-draft.ts";
import { RowProblems } from "./row-problems.tsx";

/** Payments chosen elsewhere are written out as a list, where each amount can be seen and changed. */
interface NewListProps {
  readonly chosen: readonly string[];
}

const reading: ListReading = {
  mostRows: mostBulkRows,
  hasHeader: (lines) => guessBulkColumns(lines).hasHeader,
};
const shortestReason = 5;
const settleMs = 200;

type Requester = "unset" | "customer" | "admin";
type Promotion = "unset" | "keep" | "drop";

/** Brings a list of refunds: pasted, from a file or from payments chosen elsewhere. Nothing is sent by it. */
export function NewList({ chosen }: NewListProps) {
  const m = useAllMessages();
  const words = m.bulkRefunds;
  const locale = useLocale();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<ListDraft>(() => startingDraft(chosen, locale));
  const { active: reasons } = useRefundReasons();
  // What was chosen before it was retired is chosen no more.
  const reasonCode = (reasons.find(({ code }) => code === draft.reasonCode) ?? reasons[0])?.code ?? draft.reasonCode;
  const [problem, setProblem] = useState<ListProblem | null>(null);
  const [list, setList] = useState<{ readonly lines: ListLines; readonly hasHeader: boolean } | null>(null);
  const [columns, setColumns] = useState<BulkColumns>([]);
  const [requester, setRequester] = useState<Requester>("unset");
  const [promotion, setPromotion] = useState<Promotion>("unset");
  const [isAllTaxable, setAllTaxable] = useState(false);
  const [notifyShop, setNotifyShop] = useState(true);
  const [repeatReason, setRepeatReason] = useState("");
  const [isTried, setTried] = useState(false);
  const resultId = useId();

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
        if (read.ok) setColumns(guessBulkColumns(read.lines).columns);
      });
    }, settleMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [text]);

  const rows = useMemo(() => (list === null ? [] : readRows(list, columns)), [list, columns]);
  const prepare = useMutation(
    trpc.refunds.bulk.prepare.mutationOptions({
      onSuccess: async ({ batchId, isKnown }) => {
        await queryClient.invalidateQueries(trpc.refunds.bulk.pathFilter());
        if (isKnown) return;
        keepDraft({ ...draft, text: "" });
        await navigate(`/refunds/bulk/${batchId}`);
      },
    }),
  );

  const change = (next: Partial<ListDraft>) => {
    setDraft({ ...draft, ...next });
    setProblem(null);
    prepare.reset();
  };
  const lacksIdentifier = !columns.includes("impUid") && !columns.includes("merchantUid");
  const lacksAmount = !columns.includes("amount");
  const isReasonMissing = reasonCode === otherReasonCode && draft.reasonText.trim().length < shortestReason;
  const submit = (again: string | null) => {
    setTried(true);
    if (list === null || lacksIdentifier || lacksAmount || isReasonMissing) return;
    const order: BulkList = {
      source: draft.name !== null ? "file" : chosen.length > 0 ? "selection" : "paste",
      name: draft.name,
      columns: [...columns],
      hasHeader: list.hasHeader,
      lines: list.lines.map((cells) => [...cells]),
      reasonCode,
      reasonText: draft.reasonText.trim(),
      requester: requester === "unset" ? null : requester,
      retainPromotion: promotion === "unset" ? null : promotion === "keep",
      isAllTaxable,
      notifyShop,
      repeatReason: again,
    };
    prepare.mutate(order);
  };

  return (
    <form
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
        onChange={(text, name) => change({ text, name })}
        onProblem={setProblem}
      />

      <div id={resultId} role="status" className="empty:hidden">
        {list !== null && <p className="font-semibold">{words.readCount(rows.length)}</p>}
      </div>
      {list !== null && (
        <>
          <ColumnChoice
            words={words}
            fields={bulkFields}
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
          {isTried && (lacksIdentifier || lacksAmount) && (
            <Banner tone="bad" announce="alert">
              {lacksIdentifier && <p>{words.missingIdentifier}</p>}
              {lacksAmount && <p>{words.missingAmount}</p>}
            </Banner>
          )}
          {!lacksIdentifier && !lacksAmount && <RowProblems rows={rows} />}
        </>
      )}

      <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <Select
          label={words.reasonCode}
          value={reasonCode}
          options={reasons.map((reason) => ({ value: reason.code, label: reason[locale] }))}
          onChange={(code) => change({ reasonCode: code })}
        />
        <TextField
          label={words.reasonText}
          hint={words.reasonHint}
          error={isTried && isReasonMissing ? words.reasonNeeded : undefined}
          value={draft.reasonText}
          maxLength={200}
          onChange={(reasonText) => change({ reasonText })}
        />
      </div>
      <Checkbox label={words.notifyShop} hint={words.notifyShopHint} isSelected={notifyShop} onChange={setNotifyShop} />
      <details className="group">
        <summary className="cursor-pointer py-1 font-semibold">{words.more}</summary>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <Select
            label={words.requester}
            value={requester}
            options={(["unset", "customer", "admin"] as const).map((value) => ({
              value,
              label: words.requesters[value],
            }))}
            onChange={setRequester}
          />
          <Select
            label={words.retainPromotion}
            value={promotion}
            options={(["unset", "keep", "drop"] as const).map((value) => ({
              value,
              label: words.retainPromotions[value],
            }))}
            onChange={setPromotion}
          />
          <Checkbox
            label={words.isAllTaxable}
            hint={words.isAllTaxableHint}
            isSelected={isAllTaxable}
            onChange={setAllTaxable}
          />
        </div>
      </details>

      {prepare.isError && <FailedNote error={prepare.error} />}
      {prepare.data?.isKnown === true && (
        <Banner
          tone="wait"
          announce="alert"
          title={words.known}
          action={
            <Link to={`/refunds/bulk/${prepare.data.batchId}`} className={buttonClass({ variant: "primary" })}>
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

function startingDraft(chosen: readonly string[], locale: "ko" | "en"): ListDraft {
  const kept = loadDraft();
  if (chosen.length === 0) return kept;
  const all = locale === "ko" ? "전액" : "full";
  return { ...kept, name: null, text: chosen.map((impUid) => `${impUid}\t${all}`).join("\n") };
}

function readRows(
  { lines, hasHeader }: { readonly lines: ListLines; readonly hasHeader: boolean },
  columns: BulkColumns,
): readonly ReadBulkRow[] {
  const numbered = lines.map((cells, at) => ({ line: at + 1, cells }));
  return readBulkRows(hasHeader ? numbered.slice(1) : numbered, columns);
}
