import {
  formatMoney,
  longestReasonText,
  money,
  otherReasonCode,
  type RefundReason,
  shortestReason,
} from "@maru/domain";
import { Banner } from "../../components/ui/banner.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Choice } from "../../components/ui/choice.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import type { DraftForm } from "./draft-form.ts";
import { useFormMessages } from "./form-messages.ts";
import { isPartOfWhole } from "./refund-draft.ts";

/** Why, in a code for counting and in words for people. */
export function RefundReasonFields({
  form,
  reasons,
}: {
  readonly form: DraftForm;
  readonly reasons: readonly RefundReason[];
}) {
  const { draft, set, shown, leave } = form;
  const words = useFormMessages().reason;
  const locale = useLocale();
  const textProblem = shown("reasonText");
  return (
    <div className="grid gap-3">
      <Select
        label={words.label}
        // What was chosen before it was retired is chosen no more.
        value={reasons.some(({ code }) => code === draft.reasonCode) ? draft.reasonCode : ""}
        options={[
          { value: "", label: words.choose },
          ...reasons.map((reason) => ({ value: reason.code, label: reason[locale] })),
        ]}
        onChange={(reasonCode) => set({ reasonCode })}
        {...(shown("reasonCode") && { error: words.missing })}
      />
      <TextField
        label={draft.reasonCode === otherReasonCode ? words.text : words.textOptional}
        hint={words.help}
        autoComplete="off"
        maxLength={longestReasonText + 50}
        value={draft.reasonText}
        onChange={(reasonText) => set({ reasonText })}
        onBlur={() => leave("reasonText")}
        error={
          textProblem &&
          (textProblem === "long" ? words.textLong(longestReasonText) : words.textMissing(shortestReason))
        }
      />
    </div>
  );
}

/** What the payment's PG asks besides, and whether the shop hears of it. */
export function RefundExtraFields({ form }: { readonly form: DraftForm }) {
  const { draft, subject, checked, set, shown } = form;
  const words = useFormMessages();
  const { needs, payment, refundable } = subject;
  const isPart = checked.amount !== null && checked.amount.amount < refundable.amount;
  const asksPurchase = needs.purchaseConfirmation === "for_part" && isPartOfWhole(payment, isPart);
  return (
    <>
      {needs.requester === "required" && (
        <Choice
          label={words.requester.label}
          hint={words.requester.help}
          isWide
          value={draft.requester}
          error={shown("requester") && words.requester.missing}
          options={[
            { value: "customer", label: words.requester.customer },
            { value: "admin", label: words.requester.admin },
          ]}
          onChange={(requester) => set({ requester })}
        />
      )}
      {needs.promotion === "choose" && isPart && (
        <Choice
          label={words.promotion.label}
          hint={words.promotion.help}
          value={draft.retainPromotion === null ? null : draft.retainPromotion ? "keep" : "drop"}
          error={shown("retainPromotion") && words.promotion.missing}
          options={[
            { value: "keep", label: words.promotion.keep },
            { value: "drop", label: words.promotion.drop },
          ]}
          onChange={(answer) => set({ retainPromotion: answer === "keep" })}
        />
      )}
      {asksPurchase && (
        <div>
          <Checkbox
            label={words.purchase.label}
            isSelected={draft.purchaseConfirmed}
            onChange={(purchaseConfirmed) => set({ purchaseConfirmed })}
          />
          <div aria-live="polite">
            {shown("purchaseConfirmed") && <p className="text-small font-medium text-bad">{words.purchase.missing}</p>}
          </div>
        </div>
      )}
      <Checkbox
        label={words.notify.label}
        hint={words.notify.help}
        isSelected={draft.notifyShop}
        onChange={(notifyShop) => set({ notifyShop })}
      />
    </>
  );
}

interface RepeatFieldsProps {
  readonly form: DraftForm;
  /** The latest refund of the same amount. */
  readonly earlier: { readonly atMs: number; readonly amount: number };
  readonly nowMs: number;
}

/** The same amount went back a short while ago: maybe this very refund. It asks, and never stops anybody. */
export function RepeatFields({ form, earlier, nowMs }: RepeatFieldsProps) {
  const { draft, subject, set, shown, leave } = form;
  const words = useFormMessages().repeat;
  const locale = useLocale();
  const minutes = Math.max(1, Math.floor((nowMs - earlier.atMs) / 60_000));
  const ago = minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60));
  const amount = formatMoney(money(earlier.amount, subject.refundable.currency), locale);
  return (
    <Banner tone="wait" announce="status" title={words.title(ago, amount)}>
      <p className="mb-2">{words.help}</p>
      <TextField
        label={words.label}
        autoComplete="off"
        value={draft.repeatReason}
        onChange={(repeatReason) => set({ repeatReason })}
        onBlur={() => leave("repeatReason")}
        error={shown("repeatReason") && words.missing(shortestReason)}
      />
    </Banner>
  );
}
