import { formatMoney, type ReceiptOrder, receiptRuleWords } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Money } from "../../components/money.tsx";
import { PageFact, PageFacts, PagePart } from "../../components/page-part.tsx";
import { PaymentPartPage } from "../../components/payment-part-page.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";
import { CancelReceipt } from "./cancel-receipt.tsx";
import { emptyReceipt, type ReceiptDraft, receiptFaults, receiptFieldsOf } from "./receipt-draft.ts";
import { ReceiptFields } from "./receipt-fields.tsx";
import { ReceiptHistory } from "./receipt-history.tsx";
import { ReceiptNote } from "./receipt-note.tsx";
import { type PaymentReceipt, ReceiptFacts, ReceiptTruthNote, ReceiptWorkNote } from "./receipt-state.tsx";

/** The cash receipt of one payment: what is known, and what can be done about it. */
export function Component() {
  const words = useAllMessages().cashReceipts;
  const { impUid = "" } = useParams();
  const mayRead = useMay("cash-receipt:read");
  const reading = useQuery(trpc.cashReceipts.get.queryOptions({ impUid }, { enabled: mayRead }));
  if (!mayRead) return <ForbiddenNote permission="cash-receipt:read" />;
  return (
    <PaymentPartPage
      impUid={impUid}
      reading={reading}
      titleOf={words.receiptOf}
      words={words}
      notFoundHelp={words.lookUpHint}
    >
      {(read) => <Desk key={impUid} receipt={read} />}
    </PaymentPartPage>
  );
}

function refresh(): void {
  void queryClient.invalidateQueries(trpc.cashReceipts.pathFilter());
  void queryClient.invalidateQueries(trpc.payments.pathFilter());
}

function Desk({ receipt }: { readonly receipt: PaymentReceipt }) {
  const words = useAllMessages().cashReceipts;
  const mayWrite = useMay("cash-receipt:write");
  const { impUid, receipt: known, left, currency } = receipt;
  return (
    <>
      <PagePart title={words.facts.knowledge}>
        <ReceiptTruthNote receipt={receipt} />
        <ReceiptWorkNote receipt={receipt} />
        <PageFacts>
          <PageFact
            label={words.facts.left}
            value={<Money value={{ amount: left, currency }} className="font-semibold" />}
          />
        </PageFacts>
        {known !== null && <ReceiptFacts receipt={known} />}
        {mayWrite && (
          <CancelReceipt
            receipt={receipt}
            send={(order) => trpcClient.cashReceipts.cancel.mutate({ ...order, impUid })}
            onEnded={refresh}
          />
        )}
      </PagePart>
      {mayWrite && <IssueForm receipt={receipt} />}
      <ReceiptHistory instructions={receipt.instructions} />
    </>
  );
}

function IssueForm({ receipt }: { readonly receipt: PaymentReceipt }) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  const [draft, setDraft] = useState<ReceiptDraft>(() => ({
    ...emptyReceipt,
    identifier: receipt.buyer?.tel?.replace(/\D/g, "") ?? "",
    buyerName: receipt.buyer?.name ?? "",
    buyerTel: receipt.buyer?.tel ?? "",
  }));
  const [isTried, setTried] = useState(false);
  const { impUid, left, extras, issueRefusal, cautions } = receipt;
  const giving = useGiving<ReceiptOrder>(`receipt ${impUid}`, trpcClient.cashReceipts.issue.mutate, refresh);
  const faults = receiptFaults(draft, left, extras);
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    if (faults !== undefined) {
      focusFirstProblem(form);
      return;
    }
    giving.give({
      ...receiptFieldsOf(draft, extras),
      impUid,
      amountSeen: left,
      companyName: extras.includes("companyName") ? draft.companyName.trim() : null,
      companyTel: extras.includes("companyTel") ? draft.companyTel.trim() : null,
    });
    // Once sent, the number is nowhere in this browser either.
    setDraft({ ...draft, identifier: "" });
    setTried(false);
  };
  if (giving.instruction !== undefined) {
    const { state } = giving.instruction;
    const mayRepeat = state === "refused" || state === "not_done" || state === "not_sent";
    return (
      <PagePart title={words.issueTitle}>
        <ReceiptNote
          instruction={giving.instruction}
          action={mayRepeat ? <Button onClick={giving.startOver}>{words.issueTitle}</Button> : undefined}
        />
      </PagePart>
    );
  }
  if (issueRefusal !== null) {
    if (issueRefusal.rule === "already_issued") return null;
    return (
      <PagePart title={words.issueTitle}>
        <Banner tone="wait" title={words.cannotIssue}>
          {receiptRuleWords[issueRefusal.rule][locale]}
        </Banner>
      </PagePart>
    );
  }
  return (
    <PagePart title={words.issueTitle}>
      <Form noValidate className="grid gap-4" onSubmit={submit}>
        {cautions.map((caution) => (
          <Banner key={caution.en} tone="wait">
            {caution[locale]}
          </Banner>
        ))}
        <div className="grid gap-0.5">
          <PageFacts>
            <PageFact
              label={words.amount}
              value={<Money value={{ amount: left, currency: receipt.currency }} className="font-semibold" />}
            />
          </PageFacts>
          <p className="text-small text-ink-3">{words.amountIsLeft}</p>
        </div>
        <ReceiptFields draft={draft} extras={extras} faults={isTried ? faults : undefined} onChange={setDraft} />
        {giving.error !== null && <FailedNote error={giving.error} />}
        <Button
          type="submit"
          variant="primary"
          size="medium"
          className="justify-self-start"
          isPending={giving.isPending}
        >
          {words.issue(formatMoney({ amount: left, currency: receipt.currency }, locale))}
        </Button>
      </Form>
    </PagePart>
  );
}
