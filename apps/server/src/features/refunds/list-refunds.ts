import { type RefundState, refundStates, refundStatesForPeople } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { readTimePage } from "../../time-cursor.ts";
import { type ErrandStep, toErrandStep } from "../errands/errand-view.ts";
import { requireRefund } from "./approve-refund.ts";
import { type RefundView, toRefundView } from "./refund-view.ts";
import { countRefundsByState, findEvents, findRefunds } from "./refunds.repository.ts";

const text = z.string().check(z.minLength(1), z.maxLength(100));

export const refundQuery = z.strictObject({
  states: z.optional(z.array(z.enum(refundStates)).check(z.minLength(1), z.maxLength(refundStates.length))),
  impUid: z.optional(text),
  reasonCode: z.optional(text),
  requestedByUserId: z.optional(text),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
});

export const refundCountQuery = z.strictObject({ reasonCode: z.optional(text) });

export interface RefundPage {
  readonly items: readonly RefundView[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** The newest refunds first. */
export async function listRefunds(ctx: SignedInContext, query: z.output<typeof refundQuery>): Promise<RefundPage> {
  const { rows, nextCursor } = await readTimePage(
    query,
    (before, limit) =>
      findRefunds(ctx.store.read, {
        states: query.states ?? null,
        impUid: query.impUid ?? null,
        reasonCode: query.reasonCode ?? null,
        requestedByUserId: query.requestedByUserId ?? null,
        before,
        limit,
      }),
    ({ requested_at_ms: at, id }) => ({ at, id }),
  );
  return { items: rows.map((row) => toRefundView(row, ctx.actor)), nextCursor };
}

export interface RefundCounts {
  readonly states: readonly { readonly state: RefundState; readonly count: number; readonly oldestAtMs: number }[];
  /** Refunds that wait for somebody of the merchant. */
  readonly forPeople: number;
}

/** How many refunds stand in each state, of one reason or of all, and how many wait for somebody. */
export async function countRefunds(
  ctx: SignedInContext,
  { reasonCode }: z.output<typeof refundCountQuery>,
): Promise<RefundCounts> {
  const states = await countRefundsByState(ctx.store.read, reasonCode ?? null);
  const waiting: readonly RefundState[] = refundStatesForPeople;
  const forPeople = states.reduce((sum, { state, count }) => sum + (waiting.includes(state) ? count : 0), 0);
  return { states, forPeople };
}

export interface RefundDetail {
  readonly refund: RefundView;
  /** Every step, the oldest first. */
  readonly steps: readonly ErrandStep<RefundState>[];
}

/** One refund with its timeline, as this reader may see it. Rejects with NOT_FOUND where there is none. */
export async function getRefund(
  ctx: SignedInContext,
  { refundId }: { readonly refundId: string },
): Promise<RefundDetail> {
  const refund = await requireRefund(ctx, refundId);
  const events = await findEvents(ctx.store.read, refundId);
  return { refund: toRefundView(refund, ctx.actor), steps: events.map(toErrandStep) };
}
