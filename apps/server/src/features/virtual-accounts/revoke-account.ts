import { type AccountRevokeForm, objectionToRevoke } from "@maru/domain";
import type { InstructionKind } from "../instructions/instruction-kind.ts";
import { accountRefusal, accountState } from "./account-facts.ts";

/** Ends an account that waits, so that no deposit comes in. Read before and after: only upstream's record proves it. */
export const revokeAccount: InstructionKind<AccountRevokeForm> = {
  kind: "virtual_account.revoke",
  permission: "virtual-account:write",
  targetOf: ({ impUid }) => ({ kind: "payment", id: impUid }),
  keep: () => ({ shown: {} }),
  hashed: ({ pgApiKey: _, ...rest }) => rest,

  async judge({ upstream }, form) {
    const read = await upstream.getPayment(form.impUid);
    const objection = objectionToRevoke(read.payment, form);
    const known = accountState(read.payment);
    return objection === undefined
      ? { known, reads: [read] }
      : { refusal: accountRefusal(objection, { status: known.status }), reads: [read] };
  },

  async send(upstream, { impUid, pgApiKey }) {
    const outcome = await upstream.revokeVirtualAccount({ impUid, pgApiKey });
    return outcome.kind === "accepted" ? { kind: "taken" } : outcome;
  },

  async readBack({ upstream }, { target }) {
    const read = await upstream.getPayment(target.id);
    const { status } = read.payment;
    if (status === "failed") return { kind: "done", result: { status }, reads: [read] };
    // A deposit that came in all the same was made to an account that still stood.
    if (status === "ready" || status === "paid") return { kind: "unchanged", reads: [read] };
    return { kind: "unclear", facts: { status }, reads: [read] };
  },
};
