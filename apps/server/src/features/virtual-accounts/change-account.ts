import { type AccountChangeForm, money, objectionToChange } from "@maru/domain";
import type { InstructionKind } from "../instructions/instruction-kind.ts";
import { accountRefusal, accountResult, accountState } from "./account-facts.ts";

/** Moves the deadline and the amount of an account that waits, where the PG can. */
export const changeAccount: InstructionKind<AccountChangeForm> = {
  kind: "virtual_account.change",
  permission: "virtual-account:write",
  targetOf: ({ impUid }) => ({ kind: "payment", id: impUid }),
  keep: ({ amount, dueAt, seen }) => ({ shown: { amount, dueAt, seen } }),

  async judge({ upstream, clock }, form) {
    const read = await upstream.getPayment(form.impUid);
    const objection = objectionToChange(read.payment, form, Math.floor(clock.now() / 1000));
    const known = accountState(read.payment);
    if (objection === undefined) return { known, reads: [read] };
    const { status, amount: amountNow, dueAt: dueNow } = known;
    return { refusal: accountRefusal(objection, { status, amountNow, dueNow }), reads: [read] };
  },

  async send(upstream, { impUid, amount, dueAt }) {
    const outcome = await upstream.changeVirtualAccount({ impUid, amount: money(amount, "KRW"), dueAt });
    return outcome.kind === "accepted" ? { kind: "taken" } : outcome;
  },

  async readBack({ upstream }, { target, shown, known }) {
    const read = await upstream.getPayment(target.id);
    const { amount, dueAt } = accountState(read.payment);
    const reads = [read];
    if (amount === shown.amount && dueAt === shown.dueAt) return { kind: "done", result: accountResult(read), reads };
    if (amount === known?.amount && dueAt === known.dueAt) return { kind: "unchanged", reads };
    return { kind: "unclear", facts: { amountNow: amount, dueNow: dueAt }, reads };
  },
};
