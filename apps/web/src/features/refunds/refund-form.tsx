import {
  formatMoney,
  judgeRefund,
  type Money,
  money,
  nameOf,
  pgProviders,
  type RefundFinding,
  type RefundIntent,
  type RefundRequest,
} from "@maru/domain";
import { useForm, useStore } from "@tanstack/react-form";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { TestTag } from "../../components/test-tag.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { useRefundReasons } from "../../lib/refund-reasons.ts";
import { BalanceDiff } from "./balance-diff.tsx";
import type { DraftForm } from "./draft-form.ts";
import { useFormMessages } from "./form-messages.ts";
import { RefundAccountFields } from "./refund-account-fields.tsx";
import { RefundAmountFields } from "./refund-amount-fields.tsx";
import { RefundArrivalNote } from "./refund-arrival-note.tsx";
import { RefundExtraFields, RefundReasonFields, RepeatFields } from "./refund-detail-fields.tsx";
import { checkDraft, type DraftField, type DraftSubject, type RefundDraft } from "./refund-draft.ts";
import { RefundLedger, type RefundPreview } from "./refund-ledger.tsx";
import { RefundRules } from "./refund-rules.tsx";

interface RefundFormProps {
  readonly preview: RefundPreview;
  readonly initial: RefundDraft;
  /** Everything typed, as it is typed. */
  readonly onDraft: (draft: RefundDraft) => void;
  readonly onSend: (request: RefundRequest, draft: RefundDraft) => void;
  readonly isSending: boolean;
  /** What stands above the form: who else is here, what came back. */
  readonly notices: ReactNode;
  /** What the refund leaves to do. It comes when it comes, so it stands where it moves nothing that is being filled in. */
  readonly afterwards: ReactNode;
  /** What stands right above the button: a code to type. */
  readonly beforeSubmit: ReactNode;
  /** Draws the panel around the form and its foot. */
  readonly frame: (content: ReactNode, footer: ReactNode) => ReactNode;
  readonly onClose: () => void;
}

/** One refund of one payment: how much, why, where to, and what will happen. */
export function RefundForm(props: RefundFormProps) {
  const { preview, initial, onDraft, onSend, isSending, notices, afterwards, beforeSubmit, frame, onClose } = props;
  const words = useFormMessages();
  const locale = useLocale();
  const formId = useId();
  const element = useRef<HTMLFormElement>(null);
  const { payment, balance } = preview;
  const { active: reasons } = useRefundReasons();
  const subject: DraftSubject = {
    payment,
    refundable: balance,
    needs: preview.verdict.needs,
    reasonCodes: reasons.map(({ code }) => code),
    isSplitKept: preview.splitLeft !== null,
  };
  // Dates of arrival and deadlines are those of the moment the payment was read.
  const nowMs = preview.readAtMs;
  const recentOf = (draft: RefundDraft) => {
    const { amount } = checkDraft(draft, subject, false);
    return amount === null ? undefined : preview.recent.find((each) => each.amount === amount.amount);
  };
  const check = (draft: RefundDraft) => checkDraft(draft, subject, recentOf(draft) !== undefined);

  const form = useForm({
    defaultValues: initial,
    validators: {
      onSubmit: ({ value }) => (isSendable(value) ? undefined : "not yet"),
    },
    onSubmit: ({ value }) => {
      const { request } = check(value);
      if (request !== null) onSend(request, value);
    },
    onSubmitInvalid: () => focusFirstProblem(element.current),
  });
  const draft = useStore(form.store, (state) => state.values);
  const attempts = useStore(form.store, (state) => state.submissionAttempts);
  const meta = useStore(form.store, (state) => state.fieldMeta);

  const checked = check(draft);
  const findings = judged(preview, draft, checked.amount, checked.split);
  const blocking = findings.filter(({ verdict }) => verdict === "ask_pg" || verdict === "impossible");
  const hasMoved = draft.balanceSeen !== balance.amount;

  function isSendable(value: RefundDraft): boolean {
    const { request, amount, split } = check(value);
    const against = judged(preview, value, amount, split).some(
      ({ verdict }) => verdict === "ask_pg" || verdict === "impossible",
    );
    return request !== null && !against && value.balanceSeen === balance.amount;
  }

  const keep = useRef(onDraft);
  useEffect(() => {
    keep.current = onDraft;
  });
  useEffect(() => keep.current(draft), [draft]);

  const set = (change: Partial<RefundDraft>) => {
    for (const [field, value] of Object.entries(change)) {
      form.setFieldValue(field as keyof RefundDraft, value as never);
    }
  };
  const parts: DraftForm = {
    draft,
    subject,
    checked,
    set,
    shown: (field) =>
      attempts > 0 || meta[field]?.isBlurred === true || alwaysShown(field, checked.problems[field])
        ? checked.problems[field]
        : undefined,
    leave: (field) => form.setFieldMeta(field, (before) => ({ ...before, isBlurred: true })),
  };
  const earlier = recentOf(draft);
  const problemCount = attempts === 0 ? 0 : Object.keys(checked.problems).length + blocking.length;
  const isApproval = checked.amount !== null && needsApproval(preview, checked.amount);

  const content = (
    <Form
      id={formId}
      ref={element}
      noValidate
      aria-labelledby="refund-heading"
      className="grid content-start gap-5"
      onSubmit={() => {
        if (!isSending) void form.handleSubmit();
      }}
    >
      {notices}
      <RefundLedger preview={preview} />
      {hasMoved && (
        <BalanceMoved
          before={money(draft.balanceSeen, balance.currency)}
          now={balance}
          onAccept={() => set({ balanceSeen: balance.amount, mode: null })}
        />
      )}
      <RefundAmountFields form={parts} part={preview.verdict.part} />
      <RefundRules findings={findings} />
      {earlier !== undefined && <RepeatFields form={parts} earlier={earlier} nowMs={nowMs} />}
      <RefundReasonFields form={parts} reasons={reasons} />
      <RefundAccountFields form={parts} />
      <RefundExtraFields form={parts} />
      {checked.amount !== null && (
        <RefundArrivalNote payment={payment} amount={checked.amount} nowMs={nowMs} awaitsApproval={isApproval} />
      )}
      {afterwards}
    </Form>
  );

  const footer = (
    <div className="grid gap-2">
      {beforeSubmit}
      {isApproval && preview.caps.perRefund !== null && (
        <p className="text-small text-ink-2">
          {words.submit.aboveCap(formatMoney(money(preview.caps.perRefund, "KRW"), locale))}
        </p>
      )}
      <p role="status" className="text-small font-medium text-bad empty:hidden">
        {problemCount > 0 && words.submit.problems(problemCount)}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 text-small text-ink-2">
          {payment.isTestChannel && <TestTag />}
          <span className="min-w-0">
            {payment.pgProvider !== null && nameOf(pgProviders, payment.pgProvider, locale)}
            {payment.mid !== null && ` · ${payment.mid}`}
          </span>
        </p>
        <Button size="medium" onClick={onClose}>
          {words.close} <Kbd>Esc</Kbd>
        </Button>
        <Button
          type="submit"
          form={formId}
          size="medium"
          variant={isApproval ? "primary" : "danger"}
          isPending={isSending}
        >
          {isSending ? (
            words.submit.sending
          ) : (
            <SubmitWords amount={checked.amount} preview={preview} isApproval={isApproval} />
          )}
        </Button>
      </div>
    </div>
  );
  return frame(content, footer);
}

function SubmitWords(props: {
  readonly amount: Money | null;
  readonly preview: RefundPreview;
  readonly isApproval: boolean;
}): string {
  const { amount, preview, isApproval } = props;
  const words = useFormMessages().submit;
  const locale = useLocale();
  if (amount === null) return words.undecided;
  const text = formatMoney(amount, locale);
  if (isApproval) return words.approval(text);
  if (amount.amount < preview.balance.amount) return words.part(text);
  return preview.payment.cancelledAmount.amount > 0 ? words.rest(text) : words.all(text);
}

function BalanceMoved(props: { readonly before: Money; readonly now: Money; readonly onAccept: () => void }) {
  const words = useFormMessages();
  return (
    <Banner
      tone="wait"
      announce="alert"
      title={words.balanceMoved.title}
      action={<Button onClick={props.onAccept}>{words.readAgainAccept}</Button>}
    >
      <p>{words.balanceMoved.help}</p>
      <BalanceDiff before={props.before} now={props.now} />
    </Banner>
  );
}

/** Above a cap somebody else approves first. The server decides; this only says so beforehand. */
function needsApproval({ payment, caps }: RefundPreview, { amount, currency }: Money): boolean {
  if (payment.isTestChannel) return false;
  const isAbove = (total: number, cap: number | null) => cap !== null && (currency !== "KRW" || total > cap);
  return (
    isAbove(amount, caps.perRefund) ||
    isAbove(caps.refundedToday + amount, caps.perDay) ||
    isAbove(caps.refundedToCustomer + amount, caps.perCustomer)
  );
}

/** Said at their fields, where they can be put right. */
const saidAtFields: readonly string[] = [
  "account_missing",
  "account_bank",
  "account_number",
  "account_tel_missing",
  "account_unwanted",
  "amount_not_whole",
  "amount_too_large",
  "tax_parts_outside",
  "naver_requester",
  "escrow_part",
];

/** What the rules say of the payment, and of the amount once it is known. */
function judged(
  { payment, readAtMs, verdict }: RefundPreview,
  draft: RefundDraft,
  amount: Money | null,
  split: { readonly taxFree: number; readonly vat: number | null } | null,
): RefundFinding[] {
  const intent: RefundIntent | null =
    amount === null
      ? null
      : {
          amount: amount.amount,
          split: split === null ? null : { taxFreeAmount: split.taxFree, vatAmount: split.vat },
          refundAccount: null,
          extras: {
            requester: draft.requester,
            retainPromotion: draft.retainPromotion,
            purchaseConfirmed: draft.purchaseConfirmed,
          },
        };
  const said = intent === null ? verdict : judgeRefund(payment, intent, readAtMs);
  const partToo = draft.mode === "part" && intent === null ? verdict.part.findings : [];
  return [...said.findings, ...partToo].filter(
    ({ rule }, index, all) => !saidAtFields.includes(rule) && all.findIndex((each) => each.rule === rule) === index,
  );
}

/** An amount that is wrong by what stands there already is said at once; one that is only not there yet waits. */
function alwaysShown(field: DraftField, problem: unknown): boolean {
  return field === "amount" && problem === "over";
}
