import { formatMoney, money, type RefundVerdict, subtractMoney } from "@maru/domain";
import { Choice } from "../../components/ui/choice.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import type { DraftForm } from "./draft-form.ts";
import { useFormMessages } from "./form-messages.ts";

interface RefundAmountFieldsProps {
  readonly form: DraftForm;
  /** What stands against a part, before any amount is known. */
  readonly part: RefundVerdict["part"];
}

/** All of it or a part, neither chosen beforehand, and how much. */
export function RefundAmountFields({ form, part }: RefundAmountFieldsProps) {
  const { draft, subject, checked, set, shown, leave } = form;
  const words = useFormMessages();
  const locale = useLocale();
  const { refundable } = subject;
  const problem = shown("amount");
  // A part of an escrow payment opens by what somebody has seen at the PG, so it is not ruled out here.
  const against = part.findings.find(
    ({ verdict, rule }) => verdict === "impossible" || (verdict === "ask_pg" && rule !== "escrow_part"),
  );
  const rest = checked.amount === null ? null : subtractMoney(refundable, checked.amount);
  const example = formatMoney(money(Math.max(1, Math.floor(refundable.amount / 2)), refundable.currency), locale);
  return (
    <>
      <Choice
        label={words.mode.label}
        isWide
        value={draft.mode}
        error={shown("mode") && words.mode.missing}
        options={[
          { value: "all", label: words.mode.all, hint: formatMoney(refundable, locale) },
          {
            value: "part",
            label: words.mode.part,
            hint: words.mode.partHelp,
            ...(against !== undefined && { disabledReason: against.sentence[locale] }),
          },
        ]}
        onChange={(mode) => set({ mode })}
      />
      {draft.mode === "part" && (
        <TextField
          label={words.amount.label}
          inputMode={refundable.currency === "KRW" || refundable.currency === "JPY" ? "numeric" : "decimal"}
          autoComplete="off"
          placeholder={words.amount.placeholder(example)}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
          onBlur={() => leave("amount")}
          className="h-11 text-amount font-[650] tracking-[-.01em]"
          error={
            problem === undefined
              ? undefined
              : problem === "over"
                ? words.amount.tooMuch(formatMoney(refundable, locale))
                : words.amount.problems[problem]
          }
          hint={
            rest === null
              ? undefined
              : rest.amount === 0
                ? words.amount.isAll
                : words.amount.remains(formatMoney(rest, locale))
          }
        />
      )}
      {draft.mode === "all" && <p className="-mt-3 text-small text-ink-3">{words.amount.remainsNothing}</p>}
      <TaxFields form={form} />
    </>
  );
}

function TaxFields({ form }: { readonly form: DraftForm }) {
  const { draft, subject, set, shown } = form;
  const words = useFormMessages().tax;
  const isStated = subject.needs.taxFree === "stated";
  if (draft.mode === null) return null;
  return (
    <>
      {isStated ? (
        <Choice
          label={words.label}
          hint={words.help}
          isWide
          value={draft.hasTaxParts === null ? null : draft.hasTaxParts ? "yes" : "no"}
          error={shown("hasTaxParts") && words.missing}
          options={[
            { value: "no", label: words.no },
            { value: "yes", label: words.yes },
          ]}
          onChange={(answer) => set({ hasTaxParts: answer === "yes" })}
        />
      ) : (
        <button
          type="button"
          aria-expanded={draft.hasTaxParts === true}
          className="-mt-3 w-fit rounded-sm text-small text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink"
          onClick={() => set({ hasTaxParts: draft.hasTaxParts !== true })}
        >
          {draft.hasTaxParts === true ? words.unsplit : words.split}
        </button>
      )}
      {draft.hasTaxParts === true && <SplitFields form={form} />}
    </>
  );
}

function SplitFields({ form }: { readonly form: DraftForm }) {
  const { draft, subject, checked, set, shown, leave } = form;
  const words = useFormMessages().tax;
  const locale = useLocale();
  const { refundable, needs } = subject;
  const { amount, split } = checked;
  const leftProblem = (problem: "unreadable" | "over" | undefined) =>
    problem && (problem === "over" ? words.problems.leftOverBalance : words.problems.unreadable);
  const inCurrency = (minor: number) => formatMoney(money(minor, refundable.currency), locale);
  const taxFreeProblem = shown("taxFree");
  const vatProblem = shown("vat");
  const isChanged = draft.taxFree !== null || draft.vat !== null;
  const plain = (minor: number) => inCurrency(minor).replace(/^[^\d]+/, "");
  return (
    <div className="grid gap-4 rounded-md border border-line px-3 py-3">
      <TextField
        label={words.taxFreeLeft}
        hint={subject.isSplitKept === true ? words.taxFreeLeftKept : words.taxFreeLeftHelp}
        inputMode="numeric"
        autoComplete="off"
        value={draft.taxFreeLeft}
        onChange={(taxFreeLeft) => set({ taxFreeLeft, taxFree: null })}
        onBlur={() => leave("taxFreeLeft")}
        error={leftProblem(shown("taxFreeLeft"))}
      />
      {needs.vat === "if_set" && (
        <TextField
          label={words.vatLeft}
          hint={words.vatLeftHelp}
          inputMode="numeric"
          autoComplete="off"
          value={draft.vatLeft}
          onChange={(vatLeft) => set({ vatLeft, vat: null })}
          onBlur={() => leave("vatLeft")}
          error={leftProblem(shown("vatLeft"))}
        />
      )}
      {(split !== null || draft.taxFree !== null) && (
        <>
          <TextField
            label={words.taxFree}
            inputMode="numeric"
            autoComplete="off"
            value={draft.taxFree ?? (split === null ? "" : plain(split.taxFree))}
            onChange={(taxFree) => set({ taxFree })}
            onBlur={() => leave("taxFree")}
            error={taxFreeProblem && words.problems[taxFreeProblem]}
            hint={
              <>
                {words.proposed}{" "}
                {isChanged && (
                  <button
                    type="button"
                    className="rounded-sm underline underline-offset-2 hover:text-ink"
                    onClick={() => set({ taxFree: null, vat: null })}
                  >
                    {words.propose}
                  </button>
                )}
              </>
            }
          />
          {needs.vat === "if_set" && draft.vatLeft.trim() !== "" && (
            <TextField
              label={words.vat}
              inputMode="numeric"
              autoComplete="off"
              value={draft.vat ?? (split?.vat == null ? "" : plain(split.vat))}
              onChange={(vat) => set({ vat })}
              onBlur={() => leave("vat")}
              error={vatProblem && words.problems[vatProblem]}
            />
          )}
          {split !== null && amount !== null && split.taxFree <= amount.amount && (
            <p className="text-small text-ink-2 tabular-nums">
              {words.sum(
                inCurrency(amount.amount - split.taxFree),
                inCurrency(split.taxFree),
                inCurrency(amount.amount),
              )}
            </p>
          )}
        </>
      )}
    </div>
  );
}
