import { accountNumberDoubt, banks, banksOfPg, nameOf } from "@maru/domain";
import { lazy, Suspense } from "react";
import { Banner } from "../../components/ui/banner.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Select } from "../../components/ui/select.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import type { DraftForm } from "./draft-form.ts";
import { useFormMessages } from "./form-messages.ts";
import { accountText, digitsIn, inGroups } from "./refund-draft.ts";

const HolderCheck = lazy(() => import("./holder-check.tsx"));

/** Where the money goes when it cannot return the way it came: typed twice, read back, and compared anew after any edit. */
export function RefundAccountFields({ form }: { readonly form: DraftForm }) {
  const { draft, subject, set, shown, leave } = form;
  const words = useFormMessages().account;
  const locale = useLocale();
  const mayAskHolder = useMay("virtual-account:write");
  const { payment, needs } = subject;
  if (needs.refundAccount === "none") return null;
  const taken = banksOfPg(payment.pgProvider ?? "");
  const text = accountText(draft);
  const number = digitsIn(draft.accountNumber);
  const isWhole =
    draft.bank !== "" && number !== "" && draft.holder.trim() !== "" && digitsIn(draft.accountNumberAgain) === number;
  // Said once the number is whole, not while it is typed.
  const doubt = isWhole ? accountNumberDoubt(draft.bank, number) : undefined;
  const bankName = nameOf(banks, draft.bank, locale);
  const buyer = payment.buyer.name;
  const isOther =
    buyer !== null && !buyer.includes("*") && draft.holder.trim() !== "" && squeezed(draft.holder) !== squeezed(buyer);
  const problem = (field: keyof typeof words.problems) =>
    shown(field) === undefined ? undefined : words.problems[field];
  const bankProblem = problem("bank");
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-1 font-semibold">{words.label}</legend>
      <p className="-mt-1 text-small text-ink-3">{words.help}</p>
      <Select
        label={words.bank}
        value={draft.bank}
        options={[
          { value: "", label: words.chooseBank },
          ...taken.map(({ bank }) => ({ value: bank, label: nameOf(banks, bank, locale) })),
        ]}
        onChange={(bank) => set({ bank })}
        {...(taken.some(({ isDocumented }) => !isDocumented) && { hint: words.bankUndocumented })}
        {...(bankProblem !== undefined && { error: bankProblem })}
      />
      <TextField
        label={words.number}
        inputMode="numeric"
        autoComplete="off"
        value={draft.accountNumber}
        onChange={(accountNumber) => set({ accountNumber })}
        onBlur={() => leave("accountNumber")}
        error={problem("accountNumber")}
      />
      <TextField
        label={words.numberAgain}
        inputMode="numeric"
        autoComplete="off"
        value={draft.accountNumberAgain}
        onChange={(accountNumberAgain) => set({ accountNumberAgain })}
        onBlur={() => leave("accountNumberAgain")}
        error={problem("accountNumberAgain")}
      />
      <TextField
        label={words.holder}
        autoComplete="off"
        value={draft.holder}
        onChange={(holder) => set({ holder })}
        onBlur={() => leave("holder")}
        error={problem("holder")}
        hint={isOther ? <span className="text-wait">{words.holderDiffers(buyer)}</span> : undefined}
      />
      {needs.refundTel === "required" && (
        <TextField
          label={words.tel}
          type="tel"
          autoComplete="off"
          value={draft.tel}
          onChange={(tel) => set({ tel })}
          onBlur={() => leave("tel")}
          error={problem("tel")}
        />
      )}
      {isWhole && (
        <Banner tone="wait" title={words.readBack}>
          <p className="text-amount font-[650] text-ink tabular-nums">
            {bankName} {inGroups(draft.accountNumber)}
          </p>
          <p className="mb-2 text-ink">{draft.holder.trim()}</p>
          {mayAskHolder && (
            <Suspense fallback={<div className="mb-2 h-7 coarse:h-9" />}>
              <HolderCheck
                key={`${draft.bank} ${number}`}
                bank={draft.bank}
                number={number}
                holder={draft.holder.trim()}
              />
            </Suspense>
          )}
          <div role="status">
            {doubt !== undefined && (
              <p className="mb-2 font-medium text-wait">
                {doubt.isBeginning
                  ? words.beginsOddly(bankName, number.length)
                  : words.lengthOdd(bankName, doubt.lengths.join("·"), number.length)}
              </p>
            )}
          </div>
          <Checkbox
            label={words.checked}
            isSelected={draft.checkedAccount === text}
            onChange={(isChecked) => set({ checkedAccount: isChecked ? text : "" })}
            error={problem("checkedAccount")}
          />
        </Banner>
      )}
      <p className="text-small text-ink-3">{words.notStored}</p>
    </fieldset>
  );
}

function squeezed(name: string): string {
  return name.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}
