import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { listDeliveries } from "./list-deliveries.ts";

const largestPage = 200;
const listInput = z.strictObject({
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(largestPage)), 50),
});

export const webhooksRouter = router({
  list: allowed("webhook:read")
    .input(listInput)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
});
