import { AppError, money } from "@maru/domain";
import type { InstructionKind, RegisteredKind } from "../instruction-kind.ts";
import type { InstructionForm } from "../open-instruction.ts";

/** What the kind of these tests tells upstream: the amount the payment window must ask for on an order. */
export interface PrepareForm extends InstructionForm {
  readonly merchantUid: string;
  readonly amount: number;
  /** Personal: kept sealed while it is open. */
  readonly tel: string;
  /** Never kept in any form, like a resident number. */
  readonly residentNumber: string;
}

/** Set by a test: what it asks to happen in the transaction in which an instruction becomes done. */
export interface PrepareOptions {
  readonly onDone?: (personal: unknown) => void;
}

/** A write of upstream that moves nothing and can be read back, given under the name of a kind there is. */
export function prepareOrder({ onDone }: PrepareOptions = {}): InstructionKind<PrepareForm> {
  return {
    kind: "virtual_account.change",
    permission: "virtual-account:write",
    targetOf: ({ merchantUid }) => ({ kind: "order", id: merchantUid }),
    keep: ({ merchantUid, amount, tel }) => ({ shown: { merchantUid, amount }, personal: { tel } }),
    hashed: ({ residentNumber: _, ...rest }) => rest,
    async judge({ upstream }, { merchantUid, amount }) {
      if (amount < 100) {
        const reason = "An order has an amount of at least 100 won.";
        return { refusal: new AppError("INSTRUCTION_IMPOSSIBLE", reason, { details: { rule: "amount_too_small" } }) };
      }
      return { known: { before: await preparedAmount(upstream, merchantUid) } };
    },
    async send(upstream, { merchantUid, amount }) {
      const outcome = await upstream.preparePayment({ merchantUid, amount: money(amount, "KRW") });
      return outcome.kind === "accepted" ? { kind: "done", result: { amount } } : outcome;
    },
    async readBack({ upstream }, { target, shown, known }) {
      const now = await preparedAmount(upstream, target.id);
      if (now === shown.amount) return { kind: "done", result: { amount: now } };
      return now === (known?.before ?? null) ? { kind: "unchanged" } : { kind: "unclear", facts: { amountNow: now } };
    },
    whenDone(_tx, { personal }) {
      onDone?.(personal);
      return Promise.resolve();
    },
  };
}

/** The same, of which upstream keeps no record. */
export function prepareUnseen(): InstructionKind<PrepareForm> {
  const { readBack: _, ...kind } = prepareOrder();
  return kind;
}

export const testKinds: readonly RegisteredKind[] = [prepareOrder()];

async function preparedAmount(
  upstream: Parameters<InstructionKind<PrepareForm>["send"]>[0],
  merchantUid: string,
): Promise<number | null> {
  try {
    return (await upstream.getPreparedPayment(merchantUid)).amount.amount;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
