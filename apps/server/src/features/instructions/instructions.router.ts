import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { confirmation, confirmInstruction } from "./confirm-instruction.ts";
import {
  countInstructions,
  getInstruction,
  instructionId,
  instructionQuery,
  listInstructions,
} from "./list-instructions.ts";

/** What was told to upstream, refunds aside. Giving one is each family's own router. */
export const instructionsRouter = router({
  get: allowed("payment:read")
    .input(z.strictObject({ instructionId }))
    .query(({ ctx, input }) => getInstruction(ctx, input)),
  list: allowed("payment:read")
    .input(z.prefault(instructionQuery, {}))
    .query(({ ctx, input }) => listInstructions(ctx, input)),
  counts: allowed("payment:read").query(({ ctx }) => countInstructions(ctx)),
  /** Asks for the right to give the kind as well. */
  confirm: allowed("payment:read")
    .input(confirmation)
    .mutation(({ ctx, input }) => confirmInstruction(ctx, input)),
});
