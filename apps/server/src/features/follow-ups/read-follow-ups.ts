import { followUpsOf, isAllowed, maskFreeText, maskName, maskTel } from "@maru/domain";
import type { NaverCashAmount, NaverProductOrder, NaverReview } from "@maru/import-client";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { seesBuyer } from "../payments/reveal-buyer.ts";

export const followUpQuery = z.strictObject({ impUid: z.string().check(z.minLength(1), z.maxLength(80)) });
export const reviewQuery = z.strictObject({
  /** Unix seconds. */
  from: z.int().check(z.gte(0)),
  to: z.int().check(z.gte(0)),
  type: z.enum(["general", "premium"]),
});

/** Products of a Naver order, read from upstream now. Who ordered and where it goes is masked for whoever may not see buyers. */
export async function readNaverOrders(
  ctx: SignedInContext,
  { impUid }: z.output<typeof followUpQuery>,
): Promise<{ readonly orders: readonly NaverProductOrder[]; readonly isMasked: boolean }> {
  const orders = await ctx.upstream.listNaverProductOrders(impUid);
  const isMasked = !(await seesBuyer(ctx, impUid));
  return { orders: isMasked ? orders.map(masked) : orders, isMasked };
}

function masked(order: NaverProductOrder): NaverProductOrder {
  const hide = <Text>(text: string | null, mask: (text: string) => Text) => (text === null ? null : mask(text));
  return {
    ...order,
    ordererName: hide(order.ordererName, maskName),
    ordererTel: hide(order.ordererTel, maskTel),
    receiverName: hide(order.receiverName, maskName),
    receiverTel: hide(order.receiverTel, maskTel),
    address: hide(order.address, () => "***"),
    postcode: hide(order.postcode, () => "***"),
    shippingMemo: hide(order.shippingMemo, maskFreeText),
  };
}

/** How much of the payment a cash receipt may be issued for, as Naver Pay says now. */
export function readNaverCashAmount(
  ctx: SignedInContext,
  { impUid }: z.output<typeof followUpQuery>,
): Promise<NaverCashAmount> {
  return ctx.upstream.getNaverCashAmount(impUid);
}

/** Reviews of every live channel of the order type, newest first; who wrote them is masked by Naver already. */
export async function readNaverReviews(
  ctx: SignedInContext,
  query: z.output<typeof reviewQuery>,
): Promise<readonly NaverReview[]> {
  const channels = await ctx.upstream.listChannels();
  const reviews: NaverReview[] = [];
  for (const { pgProvider, channelKey, isTestChannel } of channels) {
    if (pgProvider !== "naverco" || channelKey === null || isTestChannel) continue;
    reviews.push(...(await ctx.upstream.listNaverReviews({ ...query, channelKey })));
  }
  reviews.sort((a, b) => b.createdAt - a.createdAt);
  if (isAllowed(ctx.actor.role, "buyer:read")) return reviews;
  return reviews.map((review) => ({
    ...review,
    title: maskFreeText(review.title),
    content: review.content === null ? null : maskFreeText(review.content),
  }));
}

/** What a payment's PG offers after it was paid, and what its forms need to know. */
export async function readFollowUps(ctx: SignedInContext, { impUid }: z.output<typeof followUpQuery>) {
  const { payment } = await ctx.upstream.getPayment(impUid);
  const offered = followUpsOf(payment);
  return {
    impUid,
    merchantUid: payment.merchantUid,
    status: payment.status,
    amount: payment.amount,
    left: { amount: payment.amount.amount - payment.cancelledAmount.amount, currency: payment.amount.currency },
    customerUid: payment.customerUid,
    followUps: offered,
    /** The channels of KCP Quick Pay, whose keys its forms send; nobody else is told of them. */
    quickChannels:
      offered.includes("kcp_quick") && isAllowed(ctx.actor.role, "follow-up:write") ? await readQuickChannels(ctx) : [],
  };
}

async function readQuickChannels({ upstream }: SignedInContext) {
  const channels = await upstream.listChannels();
  return channels.flatMap(({ pgProvider, channelKey, mid, name, isTestChannel }) =>
    pgProvider === "kcp_quick" && channelKey !== null ? [{ channelKey, mid, name, isTestChannel }] : [],
  );
}
