import { largestPage, type PaymentFilter, paymentFilter, paymentQuery } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { allowed, router } from "../../trpc.ts";
import { notesRouter } from "../notes/notes.router.ts";
import { columnFacts } from "./column-facts.ts";
import { explainEmpty } from "./explain-empty.ts";
import { getPayment } from "./get-payment.ts";
import { searchedText } from "./guard-masked-search.ts";
import { listAttempts } from "./list-attempts.ts";
import { listFacets } from "./list-facets.ts";
import { lookupPayment } from "./lookup-payment.ts";
import { paymentTaxParts } from "./payment-tax-parts.ts";
import { paymentTimeline } from "./payment-timeline.ts";
import { rawPayment } from "./raw-payment.ts";
import { refreshPayment } from "./refresh-payment.ts";
import { relatedPayments } from "./related-payments.ts";
import { hideBuyer, revealBuyer, revealRequest } from "./reveal-buyer.ts";
import { listUnexplainedFailures } from "./unexplained-failures.ts";

/** Ids made through the vendor's V2 module are not shaped like V1's, so only their length is checked. */
const impUid = z.string().check(z.minLength(1), z.maxLength(80));
const onePayment = z.strictObject({ impUid });
const aPageOf = (id: z.ZodMiniType<string, string>) => z.array(id).check(z.minLength(1), z.maxLength(largestPage));
const identifier = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** Every procedure that takes a search goes through here. */
async function searching<Filter extends Partial<Pick<PaymentFilter, "text" | "where" | "failReason">>, Result>(
  ctx: SignedInContext,
  filter: Filter,
  answer: (ctx: SignedInContext, filter: Filter) => Promise<Result>,
): Promise<Result> {
  await ctx.searchGuard.admit(ctx, searchedText(filter));
  return answer(ctx, filter);
}

export const paymentsRouter = router({
  list: allowed("payment:read")
    .input(paymentQuery)
    .query(({ ctx, input }) => searching(ctx, input, ctx.pageCache.page)),
  attempts: allowed("payment:read")
    .input(
      z.strictObject({
        merchantUids: aPageOf(z.string().check(z.minLength(1), z.maxLength(300))),
        withSingles: z._default(z.boolean(), false),
      }),
    )
    .query(({ ctx, input }) => listAttempts(ctx, input)),
  columnFacts: allowed("payment:read")
    .input(z.strictObject({ impUids: aPageOf(impUid) }))
    .query(({ ctx, input }) => columnFacts(ctx, input)),
  counts: allowed("payment:read")
    .input(paymentFilter)
    .query(({ ctx, input, signal }) =>
      searching(ctx, input, (asking, filter) => asking.countQueue.count(asking, filter, signal)),
    ),
  explainEmpty: allowed("payment:read")
    .input(paymentFilter)
    .query(({ ctx, input }) => searching(ctx, input, explainEmpty)),
  facets: allowed("payment:read").query(({ ctx }) => listFacets(ctx)),
  get: allowed("payment:read")
    .input(onePayment)
    .query(({ ctx, input }) => getPayment(ctx, input)),
  refresh: allowed("payment:refresh")
    .input(onePayment)
    .mutation(({ ctx, input }) => refreshPayment(ctx, input)),
  lookup: allowed("payment:lookup")
    .input(z.strictObject({ identifier }))
    .mutation(({ ctx, input }) => lookupPayment(ctx, input)),
  related: allowed("payment:read")
    .input(z.strictObject({ impUid, isWhole: z._default(z.boolean(), false) }))
    .query(({ ctx, input }) => relatedPayments(ctx, input)),
  timeline: allowed("payment:read")
    .input(onePayment)
    .query(({ ctx, input }) => paymentTimeline(ctx, input)),
  raw: allowed("payment:raw")
    .input(onePayment)
    .query(({ ctx, input }) => rawPayment(ctx, input)),
  taxParts: allowed("payment:refresh")
    .input(onePayment)
    .query(({ ctx, input }) => paymentTaxParts(ctx, input)),
  reveal: allowed("buyer:reveal")
    .input(revealRequest)
    .mutation(({ ctx, input }) => revealBuyer(ctx, input)),
  hide: allowed("buyer:reveal")
    .input(onePayment)
    .mutation(({ ctx, input }) => hideBuyer(ctx, input)),
  unexplainedFailures: allowed("payment:raw").query(({ ctx }) => listUnexplainedFailures(ctx)),
  note: notesRouter,
});
