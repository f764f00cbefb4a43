import { AppError, type Payment } from "@maru/domain";
import type { ReadPayment } from "@maru/import-client";
import type { InstructionDeps, Judgement } from "../instructions/instruction-kind.ts";

/** A rule of a follow-up says no, before anything is sent. */
export function impossible(rule: string, reason: string, details: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError("INSTRUCTION_IMPOSSIBLE", reason, { details: { rule, ...details } });
}

/** The payment as upstream has it now, and why a follow-up of this PG cannot be about it. */
export async function readForFollowUp(
  { upstream }: Pick<InstructionDeps, "upstream">,
  impUid: string,
  isOf: (payment: Payment) => boolean,
): Promise<{ readonly read: ReadPayment; readonly refusal: AppError | undefined }> {
  const read = await upstream.getPayment(impUid);
  const refusal = isOf(read.payment)
    ? undefined
    : impossible("other_pg", "This payment has no such follow-up.", { pgProvider: read.payment.pgProvider });
  return { read, refusal };
}

/** The usual look before sending: the payment is one of this PG, and was paid. */
export async function judgePaid(deps: InstructionDeps, impUid: string, pgProvider: string): Promise<Judgement> {
  const { read, refusal } = await readForFollowUp(deps, impUid, (payment) => payment.pgProvider === pgProvider);
  const unpaid =
    read.payment.paidAt === null ? impossible("not_paid", "Only a payment that was paid has follow-ups.") : undefined;
  return { refusal: refusal ?? unpaid, reads: [read] };
}
