import { subMerchantDeclaration, subMerchantMove } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { declareSubMerchant, moveSubMerchant, removeSubMerchant } from "./declare-sub-merchant.ts";
import { listSubMerchants } from "./list-sub-merchants.ts";

export const subMerchantsRouter = router({
  list: allowed("sub-merchant:read").query(({ ctx }) => listSubMerchants(ctx)),
  declare: allowed("sub-merchant:write")
    .input(subMerchantDeclaration)
    .mutation(({ ctx, input }) => declareSubMerchant(ctx, input)),
  move: allowed("sub-merchant:write")
    .input(subMerchantMove)
    .mutation(({ ctx, input }) => moveSubMerchant(ctx, input)),
  remove: allowed("sub-merchant:write")
    .input(z.strictObject({ id: z.string().check(z.maxLength(64)) }))
    .mutation(({ ctx, input }) => removeSubMerchant(ctx, input)),
});
