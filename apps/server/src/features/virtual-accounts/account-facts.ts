import { type AccountObjection, AppError, accountRuleSentences, type Payment } from "@maru/domain";
import type { ReadPayment } from "@maru/import-client";

/** A rule's no, as the instruction keeps it and as the form shows it. */
export function accountRefusal(
  { rule, fields }: AccountObjection,
  more: Readonly<Record<string, unknown>> = {},
): AppError {
  return new AppError("INSTRUCTION_IMPOSSIBLE", accountRuleSentences[rule].en, {
    details: { rule, ...(fields === undefined ? {} : { fields }), ...more },
  });
}

/** What of an account tells whether somebody touched it. */
export function accountState({ status, amount, virtualAccount }: Payment) {
  return { status, amount: amount.amount, dueAt: virtualAccount?.dueAt ?? null };
}

/** What is kept of an account that was written: whose number it is stays in the payment. */
export function accountResult({ payment }: ReadPayment) {
  const { amount, dueAt } = accountState(payment);
  return { amount, dueAt };
}
