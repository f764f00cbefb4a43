import { type ReceiptRule, receiptRuleWords } from "@maru/domain";
import { InstructionNote } from "../../components/instructions/instruction-note.tsx";
import type { InstructionView } from "../../components/instructions/use-giving.ts";
import { useLocale } from "../../lib/i18n.tsx";

interface ReceiptNoteProps {
  readonly instruction: InstructionView;
  readonly action?: React.ReactNode;
}

/** Where something asked about a receipt stands, with the rule that stood in its way in words. */
export function ReceiptNote({ instruction, action }: ReceiptNoteProps) {
  const locale = useLocale();
  const rule = ruleOf(instruction);
  return (
    <InstructionNote instruction={instruction} action={action}>
      {rule !== undefined && <p>{receiptRuleWords[rule][locale]}</p>}
    </InstructionNote>
  );
}

function ruleOf({ problem }: InstructionView): ReceiptRule | undefined {
  const rule = problem?.details.rule;
  return typeof rule === "string" && Object.hasOwn(receiptRuleWords, rule) ? (rule as ReceiptRule) : undefined;
}
