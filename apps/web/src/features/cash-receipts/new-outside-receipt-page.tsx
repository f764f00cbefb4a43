import { formatMoney, nameOf, type OutsideReceiptOrder, parseTypedAmount, pgProviders } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import * as z from "zod/mini";
import { BackLink } from "../../components/back-link.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Choice } from "../../components/ui/choice.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { useTabDraft } from "../../lib/tab-draft.ts";
import { queryClient, type RouterOutputs, trpc, trpcClient } from "../../lib/trpc.ts";
import { emptyReceipt, receiptFaults, receiptFieldsOf } from "./receipt-draft.ts";
import { ReceiptFields } from "./receipt-fields.tsx";
import { ReceiptNote } from "./receipt-note.tsx";

type Channel = RouterOutputs["cashReceipts"]["external"]["channels"][number];

/** Issues the receipt of a sale that i'mport knows nothing of. */
export function Component() {
  const words = useAllMessages().cashReceipts;
  const mayWrite = useMay("cash-receipt:write");
  const channels = useQuery(trpc.cashReceipts.external.channels.queryOptions(undefined, { enabled: mayWrite }));
  useDocumentTitle(words.outsideTitle);
  if (!mayWrite) return <ForbiddenNote permission="cash-receipt:write" />;
  return (
    <div className="grid max-w-[760px] gap-5 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-1">
        <BackLink to="/cash-receipts?tab=outside">{words.back}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {words.outsideTitle}
        </h1>
        <p className="text-ink-3">{words.outsideHelp}</p>
      </div>
      {channels.isPending && <PartsSkeleton parts={1} />}
      {channels.isError && <FailedNote error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.data?.length === 0 && <Banner tone="wait">{words.noChannels}</Banner>}
      {channels.data !== undefined && channels.data.length > 0 && <IssueForm channels={channels.data} />}
    </div>
  );
}

/** The sale a receipt is for, as it was typed. Whose receipt it is stands nowhere but in the form. */
const outsideSale = z.object({
  channelKey: z.string(),
  merchantUid: z.string(),
  orderName: z.string(),
  amountText: z.string(),
  payMethod: z.enum(["trans", "vbank"]),
});
type OutsideSale = Readonly<z.output<typeof outsideSale>>;

function IssueForm({ channels }: { readonly channels: readonly Channel[] }) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  const [draft, setDraft] = useState(emptyReceipt);
  const {
    draft: sale,
    change,
    forget,
  } = useTabDraft<OutsideSale>({
    what: "outside-receipt",
    shape: outsideSale,
    start: () => ({ channelKey: "", merchantUid: "", orderName: "", amountText: "", payMethod: "trans" }),
  });
  const { merchantUid, orderName, amountText, payMethod } = sale;
  const [isTried, setTried] = useState(false);
  const giving = useGiving<OutsideReceiptOrder>(
    "outside-receipt",
    trpcClient.cashReceipts.external.issue.mutate,
    () => void queryClient.invalidateQueries(trpc.cashReceipts.pathFilter()),
  );
  // What was chosen before it was taken off the list is chosen no more.
  const chosen = channels.find((each) => each.channelKey === sale.channelKey);
  const channel = chosen ?? channels.find(({ isTest }) => !isTest) ?? channels[0];
  const channelKey = channel?.channelKey ?? "";
  const extras = channel?.extras ?? [];
  const typed = parseTypedAmount(amountText, "KRW");
  const amount = typed.ok ? typed.money.amount : undefined;
  const faults = receiptFaults(draft, amount, extras);
  const isDone = giving.instruction?.state === "done";
  useEffect(() => {
    if (isDone) forget();
  }, [isDone, forget]);
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (faults !== undefined || amount === undefined || merchantUid.trim() === "" || orderName.trim() === "") {
      focusFirstProblem(form);
      return;
    }
    giving.give({
      ...receiptFieldsOf(draft, extras),
      merchantUid: merchantUid.trim(),
      channelKey,
      orderName: orderName.trim(),
      amount,
      payMethod,
    });
    setDraft({ ...draft, identifier: "" });
    setTried(false);
  };
  if (giving.instruction !== undefined) {
    const { state, target } = giving.instruction;
    const mayRepeat = state === "refused" || state === "not_done" || state === "not_sent";
    return (
      <ReceiptNote
        instruction={giving.instruction}
        action={
          state === "done" ? (
            <Link
              to={`/cash-receipts/outside/${encodeURIComponent(target.id)}`}
              className={buttonClass({ variant: "primary" })}
            >
              {words.open}
            </Link>
          ) : mayRepeat ? (
            <Button onClick={giving.startOver}>{words.issueTitle}</Button>
          ) : undefined
        }
      />
    );
  }
  return (
    <Form noValidate className="grid gap-4" onSubmit={submit}>
      <Select
        label={words.channel}
        hint={words.channelHint}
        value={channelKey}
        options={channels.map((each) => ({ value: each.channelKey, label: channelName(each, words.test, locale) }))}
        onChange={(text) => change({ channelKey: text })}
      />
      <TextField
        label={words.merchantUid}
        hint={words.merchantUidHint}
        error={isTried && merchantUid.trim() === "" ? words.merchantUidBad : undefined}
        value={merchantUid}
        maxLength={40}
        autoComplete="off"
        onChange={(text) => change({ merchantUid: text })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={words.orderName}
          error={isTried && orderName.trim() === "" ? words.orderNameBad : undefined}
          value={orderName}
          maxLength={100}
          autoComplete="off"
          onChange={(text) => change({ orderName: text })}
        />
        <TextField
          label={words.amount}
          error={isTried && amount === undefined ? words.amountBad : undefined}
          value={amountText}
          inputMode="numeric"
          autoComplete="off"
          onChange={(text) => change({ amountText: text })}
        />
      </div>
      <Choice
        label={words.payMethod}
        isWide
        value={payMethod}
        options={(["trans", "vbank"] as const).map((value) => ({ value, label: words.payMethods[value] }))}
        onChange={(value) => change({ payMethod: value })}
      />
      <ReceiptFields draft={draft} extras={extras} faults={isTried ? faults : undefined} onChange={setDraft} />
      {giving.error !== null && <FailedNote error={giving.error} />}
      <Button type="submit" variant="primary" size="medium" className="justify-self-start" isPending={giving.isPending}>
        {amount === undefined ? words.issueEmpty : words.issue(formatMoney({ amount, currency: "KRW" }, locale))}
      </Button>
    </Form>
  );
}

function channelName({ name, pgProvider, mid, isTest }: Channel, test: string, locale: "ko" | "en"): string {
  const parts = [name ?? nameOf(pgProviders, pgProvider, locale), mid, ...(isTest ? [test] : [])];
  return parts.join(" · ");
}
