import type { IdentityErasure } from "@maru/domain";
import { isGone } from "../billing/billing-kinds.ts";
import type { InstructionKind } from "../instructions/instruction-kind.ts";

/** Erases the result of an identity check at i'mport, for good. */
export const eraseIdentity: InstructionKind<IdentityErasure> = {
  kind: "identity.erase",
  permission: "identity:erase",
  targetOf: ({ impUid }) => ({ kind: "customer", id: impUid }),
  keep: () => ({ shown: {} }),
  async judge({ upstream }, { impUid }) {
    await upstream.getCertification(impUid);
    return {};
  },
  async send(upstream, { impUid }) {
    const outcome = await upstream.deleteCertification(impUid);
    return outcome.kind === "accepted" ? { kind: "taken" } : outcome;
  },
  async readBack({ upstream }, { target }) {
    return (await isGone(() => upstream.getCertification(target.id))) ? { kind: "done" } : { kind: "unchanged" };
  },
};
