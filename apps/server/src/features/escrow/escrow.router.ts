import { escrowOrder } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { giveInstruction } from "../instructions/give-instruction.ts";
import { invoiceBatchRouter } from "./bulk/invoice-batch.router.ts";
import { countEscrowBoard, getEscrow, listEscrow } from "./describe-escrow.ts";
import { escrowGroups } from "./escrow.repository.ts";
import { changeDelivery, registerDelivery } from "./escrow-kinds.ts";

const mode = z._default(z.enum(["live", "test"]), "live");

export const escrowRouter = router({
  counts: allowed("escrow:read")
    .input(z.prefault(z.strictObject({ mode }), {}))
    .query(({ ctx, input }) => countEscrowBoard(ctx, input)),
  list: allowed("escrow:read")
    .input(
      z.strictObject({
        group: z.enum(escrowGroups),
        mode,
        cursor: z.optional(z.int().check(z.gte(0))),
        limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
      }),
    )
    .query(({ ctx, input }) => listEscrow(ctx, input)),
  get: allowed("escrow:read")
    .input(z.strictObject({ impUid: z.string().check(z.minLength(1), z.maxLength(100)) }))
    .query(({ ctx, input }) => getEscrow(ctx, input)),
  register: allowed("escrow:write")
    .input(escrowOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, registerDelivery, input)),
  change: allowed("escrow:write")
    .input(escrowOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, changeDelivery, input)),
  bulk: invoiceBatchRouter,
});
