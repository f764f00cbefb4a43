import { formatMoney, money, partnerReceiptOrder } from "@maru/domain";
import { useRef, useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { focusFirstProblem } from "../../lib/focus-first-problem.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { trpcClient } from "../../lib/trpc.ts";
import type { FollowUpProps } from "./follow-up-page.tsx";
import { Part } from "./part.tsx";
import { wrongFields } from "./wrong-fields.ts";

interface PartDraft {
  readonly key: number;
  readonly businessNumber: string;
  readonly companyName: string;
  readonly amount: string;
  readonly taxFree: string;
}

const empty = (key: number): PartDraft => ({ key, businessNumber: "", companyName: "", amount: "", taxFree: "" });
const digitsOf = (text: string) => text.replaceAll(/[\s,-]/g, "");

/** What is typed, as the order that is sent; sums that are no number become one that the schema refuses. */
function readParts(impUid: string, parts: readonly PartDraft[]) {
  return partnerReceiptOrder.safeParse({
    instructionId: "a-form-being-written",
    impUid,
    parts: parts.map(({ businessNumber, companyName, amount, taxFree }) => ({
      businessNumber: digitsOf(businessNumber),
      companyName,
      amount: Number(digitsOf(amount)),
      taxFreeAmount: taxFree.trim() === "" ? null : Number(digitsOf(taxFree)),
    })),
  });
}

/** Splits the sales slip of an Inicis payment over sub-sellers. */
export function PartnerReceipt({ facts: { impUid, left }, mayWrite }: FollowUpProps) {
  const words = useAllMessages().followUps.partner;
  const locale = useLocale();
  const form = useRef<HTMLFormElement>(null);
  const [parts, setParts] = useState<readonly PartDraft[]>([empty(1)]);
  const [isTried, setTried] = useState(false);
  const giving = useGiving(`partner-receipt ${impUid}`, trpcClient.followUps.splitReceipt.mutate);
  const change = (key: number, part: Partial<PartDraft>) =>
    setParts(parts.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const total = parts.reduce((sum, { amount }) => sum + (Number(digitsOf(amount)) || 0), 0);
  const isAbove = total > left.amount;
  const read = readParts(impUid, parts);
  const wrong = isTried && !read.success ? wrongFields(read.error) : null;
  const submit = () => {
    setTried(true);
    if (read.success && !isAbove) giving.give({ impUid, parts: read.data.parts });
    else focusFirstProblem(form.current);
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
      {mayWrite && giving.instruction === undefined && (
        <Form ref={form} noValidate className="grid gap-3" onSubmit={submit}>
          {parts.map((part, index) => (
            <fieldset
              key={part.key}
              className="grid gap-3 rounded-md border border-line px-3 pt-1.5 pb-3 min-[400px]:grid-cols-2"
            >
              <legend className="px-1 font-semibold">{words.part(index + 1)}</legend>
              <TextField
                label={words.businessNumber}
                inputMode="numeric"
                autoComplete="off"
                value={part.businessNumber}
                error={wrong?.has(`parts.${index}.businessNumber`) ? words.businessNumberWrong : undefined}
                onChange={(businessNumber) => change(part.key, { businessNumber })}
              />
              <TextField
                label={words.companyName}
                maxLength={50}
                autoComplete="off"
                value={part.companyName}
                error={wrong?.has(`parts.${index}.companyName`) ? words.companyNameWrong : undefined}
                onChange={(companyName) => change(part.key, { companyName })}
              />
              <TextField
                label={words.amount}
                inputMode="numeric"
                value={part.amount}
                error={wrong?.has(`parts.${index}.amount`) ? words.amountWrong : undefined}
                onChange={(amount) => change(part.key, { amount })}
              />
              <TextField
                label={words.taxFree}
                inputMode="numeric"
                value={part.taxFree}
                error={wrong?.has(`parts.${index}.taxFreeAmount`) ? words.taxFreeWrong : undefined}
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
          <div aria-live="polite" className="grid gap-0.5">
            <p className="tabular-nums">
              {words.total(formatMoney(money(total, "KRW"), locale), formatMoney(left, locale))}
            </p>
            {isAbove && <p className="font-medium text-bad text-small">{words.above}</p>}
          </div>
          <Button
            type="submit"
            variant="primary"
            size="medium"
            className="justify-self-start"
            isPending={giving.isPending}
          >
            {words.go}
          </Button>
        </Form>
      )}
    </Part>
  );
}
