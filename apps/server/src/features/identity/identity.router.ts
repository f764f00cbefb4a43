import { identityErasure } from "@maru/domain";
import { allowed, router } from "../../trpc.ts";
import { giveInstruction } from "../instructions/give-instruction.ts";
import { eraseIdentity } from "./identity-kinds.ts";
import { identityRequest, showIdentity } from "./show-identity.ts";

/** Results of identity checks, shown on demand and kept nowhere. */
export const identityRouter = router({
  show: allowed("identity:read")
    .input(identityRequest)
    .mutation(({ ctx, input }) => showIdentity(ctx, input)),
  erase: allowed(eraseIdentity.permission)
    .input(identityErasure)
    .mutation(({ ctx, input }) => giveInstruction(ctx, eraseIdentity, input)),
});
