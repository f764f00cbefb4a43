import { formatMoney, money, partnerReceiptOrder } from "@maru/domain";
import { useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";

interface PartDraft {
  readonly key: number;
  readonly businessNumber: string;
  readonly companyName: string;
  readonly amount: string;
  readonly taxFree: string;
}

const empty = (key: number): PartDraft => ({ key, businessNumber: "", companyName: "", amount: "", taxFree: "" });
const digitsOf = (text: string) => text.replaceAll(/[\s,-]/g, "");

/** Splits the sales slip of an Inicis payment over sub-sellers. */
export function PartnerReceipt({ facts: { impUid, left }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.partner;
  const locale = useLocale();
  const [parts, setParts] = useState<readonly PartDraft[]>([empty(1)]);
  const [isWrong, setWrong] = useState(false);
  const giving = useGiving(trpcClient.followUps.splitReceipt.mutate);
  const change = (key: number, part: Partial<PartDraft>) =>
    setParts(parts.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const total = parts.reduce((sum, { amount }) => sum + (Number(digitsOf(amount)) || 0), 0);
  const submit = () => {
    const read = partnerReceiptOrder.safeParse({
      instructionId: "a-form-being-written",
      impUid,
      parts: parts.map(({ businessNumber, companyName, amount, taxFree }) => ({
        businessNumber: digitsOf(businessNumber),
        companyName,
        amount: Number(digitsOf(amount)),
        taxFreeAmount: taxFree.trim() === "" ? null : Number(digitsOf(taxFree)),
      })),
    });
    setWrong(!read.success);
    if (read.success && mayWrite) giving.give({ impUid, parts: read.data.parts });
  };
  const receiptUrl = giving.instruction?.result?.receiptUrl;
  return (
    <Part title={words.title} help={words.help}>
      <GivenNote giving={giving}>
        {typeof receiptUrl === "string" && /^https:\/\//.test(receiptUrl) && (
          <a href={receiptUrl} target="_blank" rel="noreferrer" className="text-accent underline">
            {words.receipt}
          </a>
        )}
      </GivenNote>
      {giving.instruction === undefined && (
        <form
          noValidate
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {parts.map((part, index) => (
            <fieldset
              key={part.key}
              className="grid gap-3 rounded-md border border-line px-3 py-3 min-[400px]:grid-cols-2"
            >
              <legend className="px-1 font-semibold">{words.part(index + 1)}</legend>
              <TextField
                label={words.businessNumber}
                inputMode="numeric"
                autoComplete="off"
                value={part.businessNumber}
                onChange={(businessNumber) => change(part.key, { businessNumber })}
              />
              <TextField
                label={words.companyName}
                maxLength={50}
                autoComplete="off"
                value={part.companyName}
                onChange={(companyName) => change(part.key, { companyName })}
              />
              <TextField
                label={words.amount}
                inputMode="numeric"
                value={part.amount}
                onChange={(amount) => change(part.key, { amount })}
              />
              <TextField
                label={words.taxFree}
                inputMode="numeric"
                value={part.taxFree}
                onChange={(taxFree) => change(part.key, { taxFree })}
              />
              {parts.length > 1 && (
                <Button
                  variant="quiet"
                  className="justify-self-start"
                  onClick={() => setParts(parts.filter(({ key }) => key !== part.key))}
                >
                  {words.remove(index + 1)}
                </Button>
              )}
            </fieldset>
          ))}
          <Button
            className="justify-self-start"
            onClick={() => setParts([...parts, empty(Math.max(...parts.map(({ key }) => key)) + 1)])}
          >
            {words.add}
          </Button>
          <p className="tabular-nums">
            {words.total(formatMoney(money(total, "KRW"), locale), formatMoney(left, locale))}
          </p>
          <div aria-live="polite">{isWrong && <p className="font-medium text-bad text-small">{words.wrong}</p>}</div>
          <Button
            type="submit"
            variant="primary"
            size="medium"
            className="justify-self-start"
            aria-disabled={!mayWrite}
            isPending={giving.isPending}
          >
            {words.go}
          </Button>
        </form>
      )}
    </Part>
  );
}
