import {
  type BulkList,
  bulkFields,
  bulkProblemWords,
  guessBulkColumns,
  mostBulkRows,
  otherReasonCode,
  readBulkRows,
  shortestReason,
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
import { useRefundReasons } from "../../lib/refund-reasons.ts";
import { useSession } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { keepDraft, type ListDraft, loadDraft } from "./list-draft.ts";

/** Payments chosen elsewhere are written out as a list, where each amount can be seen and changed. */
interface NewListProps {
  readonly chosen: readonly string[];
}

const reading = { mostRows: mostBulkRows, guess: guessBulkColumns };

type Requester = "unset" | "customer" | "admin";
type Promotion = "unset" | "keep" | "drop";

/** Brings a list of refunds: pasted, from a file or from payments chosen elsewhere. Nothing is sent by it. */
export function NewList({ chosen }: NewListProps) {
  const m = useAllMessages();
  const words = m.bulkRefunds;
  const locale = useLocale();
  const navigate = useNavigate();
  const userId = useSession().user.id;
  const [draft, setDraft] = useState<ListDraft>(() => startingDraft(userId, chosen, locale));
  const { active: reasons } = useRefundReasons();
  // What was chosen before it was retired is chosen no more.
  const reasonCode = (reasons.find(({ code }) => code === draft.reasonCode) ?? reasons[0])?.code ?? draft.reasonCode;
  const [requester, setRequester] = useState<Requester>("unset");
  const [promotion, setPromotion] = useState<Promotion>("unset");
  const [isAllTaxable, setAllTaxable] = useState(false);
  const [notifyShop, setNotifyShop] = useState(true);
  const [isTried, setTried] = useState(false);

  useEffect(() => keepDraft(userId, draft), [userId, draft]);
  const { problem, setProblem, list, setList, columns, setColumns } = useListReading(draft.text, reading);

  const rows = useMemo(() => (list === null ? [] : readBulkRows(numberedLines(list), columns)), [list, columns]);
  const prepare = useMutation(
    trpc.refunds.bulk.prepare.mutationOptions({
      onSuccess: async ({ batchId, isKnown }) => {
        await queryClient.invalidateQueries(trpc.refunds.bulk.pathFilter());
        if (isKnown) return;
        keepDraft(userId, { ...draft, text: "" });
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
      ...listAsRead(list, columns),
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
    <Form
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
        onChange={(text, name) => change({ text, name })}
        onProblem={setProblem}
      />

      <ReadList
        words={words}
        fields={bulkFields}
        list={list}
        columns={columns}
        rows={rows.map(({ row, problems }) => ({
          line: row.line,
          problems: problems.map(({ code }) => bulkProblemWords[code][locale]),
        }))}
        missing={[...(lacksIdentifier ? [words.missingIdentifier] : []), ...(lacksAmount ? [words.missingAmount] : [])]}
        isTried={isTried}
        onColumns={setColumns}
        onList={setList}
      />

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

      <PrepareList words={words} path="/refunds/bulk" prepare={prepare} hasList={list !== null} onRepeat={submit} />
    </Form>
  );
}

function startingDraft(userId: string, chosen: readonly string[], locale: "ko" | "en"): ListDraft {
  const kept = loadDraft(userId);
  if (chosen.length === 0) return kept;
  const all = locale === "ko" ? "전액" : "full";
  return { ...kept, name: null, text: chosen.map((impUid) => `${impUid}\t${all}`).join("\n") };
}
