import { type EscrowRule, escrowRuleWords } from "@maru/domain";
import type { ReactNode } from "react";
import { InstructionNote } from "../../components/instructions/instruction-note.tsx";
import type { InstructionView } from "../../components/instructions/use-giving.ts";
import { useLocale } from "../../lib/i18n.tsx";

/** Where something asked about a delivery stands, with the rule that stood in its way in words. */
export function DeliveryNote({
  instruction,
  action,
}: {
  readonly instruction: InstructionView;
  readonly action?: ReactNode;
}) {
  const locale = useLocale();
  const rule = ruleOf(instruction);
  return (
    <InstructionNote instruction={instruction} action={action}>
      {rule !== undefined && <p>{escrowRuleWords[rule][locale]}</p>}
    </InstructionNote>
  );
}

function ruleOf({ problem }: InstructionView): EscrowRule | undefined {
  const rule = problem?.details.rule;
  return typeof rule === "string" && Object.hasOwn(escrowRuleWords, rule) ? (rule as EscrowRule) : undefined;
}

/** Whether it ended because another delivery is registered: that one can be changed. */
export function isAlreadyRegistered(instruction: InstructionView): boolean {
  return ruleOf(instruction) === "already_registered";
}
