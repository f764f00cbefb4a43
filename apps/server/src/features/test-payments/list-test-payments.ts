import {
  opensWindow,
  type RefundState,
  type WebhookVerdict,
  type WindowMethod,
  windowCurrencyOf,
  windowMethodsOf,
} from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { readTimePage } from "../../time-cursor.ts";
import { findPaymentsOfOrder } from "../payments/payments.repository.ts";
import { findRefundsOfPayment } from "../refunds/refunds.repository.ts";
import { findDeliveriesOfPayment } from "../webhooks/webhooks.repository.ts";
import type { oneTestPayment } from "./complete-test-payment.ts";
import { type WindowProblem, windowProblem } from "./payment-window.ts";
import { noSuchTestPayment } from "./start-test-payment.ts";
import { type TestPaymentView, toTestPaymentView } from "./test-payment-view.ts";
import { findTestPayment, findTestPayments } from "./test-payments.repository.ts";

export const testPaymentQuery = z.strictObject({
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(100)), 20),
});

/** A channel whose window can be tried. */
export interface WindowChannel {
  readonly channelKey: string;
  readonly pgProvider: string;
  readonly mid: string;
  readonly name: string | null;
  readonly isTestChannel: boolean;
  readonly methods: readonly WindowMethod[];
  readonly currency: "KRW" | "USD";
}

export interface WindowChannels {
  /** Why no window can be opened from here; null where nothing stands in the way. */
  readonly problem: WindowProblem | null;
  /** Test channels first. */
  readonly items: readonly WindowChannel[];
}

/** The channels as upstream lists them now, as far as an order alone opens their window. */
export async function listWindowChannels(ctx: SignedInContext): Promise<WindowChannels> {
  const channels = await ctx.upstream.listChannels();
  const items = channels.flatMap((channel): WindowChannel[] => {
    const { channelKey, pgProvider, mid, name, isTestChannel } = channel;
    if (channelKey === null || !opensWindow(channel)) return [];
    const methods = windowMethodsOf(pgProvider);
    return [{ channelKey, pgProvider, mid, name, isTestChannel, methods, currency: windowCurrencyOf(pgProvider) }];
  });
  return {
    problem: windowProblem(ctx),
    items: items.toSorted((a, b) => Number(b.isTestChannel) - Number(a.isTestChannel)),
  };
}

export interface TestPaymentPage {
  readonly items: readonly TestPaymentView[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** The newest test payments first. */
export async function listTestPayments(
  ctx: SignedInContext,
  query: z.output<typeof testPaymentQuery>,
): Promise<TestPaymentPage> {
  const { rows, nextCursor } = await readTimePage(
    query,
    (before, limit) => findTestPayments(ctx.store.read, before, limit),
    ({ started_at_ms: at, id }) => ({ at, id }),
  );
  return { items: rows.map(toTestPaymentView), nextCursor };
}

/** A test payment with what this console has seen of its order meanwhile. */
export interface TestPaymentDetail extends TestPaymentView {
  /** Why its window cannot be opened from here; null where nothing stands in the way. */
  readonly windowProblem: WindowProblem | null;
  /** Webhooks about payments of the order, the oldest first. */
  readonly webhooks: readonly {
    readonly deliveryId: string;
    readonly impUid: string | null;
    readonly receivedAtMs: number;
    readonly status: string | null;
    readonly verdict: WebhookVerdict;
  }[];
  /** Refunds of the payment that was judged, the newest first. */
  readonly refunds: readonly {
    readonly refundId: string;
    readonly state: RefundState;
    readonly amount: number;
    readonly currency: string;
  }[];
}

/** One test payment with its webhooks and refunds, as they are stored here. Rejects with NOT_FOUND where there is none. */
export async function getTestPayment(
  ctx: SignedInContext,
  { testPaymentId: id }: z.output<typeof oneTestPayment>,
): Promise<TestPaymentDetail> {
  const { read } = ctx.store;
  const row = await findTestPayment(read, { id });
  if (row === undefined) throw noSuchTestPayment();
  const attempts = await findPaymentsOfOrder(read, row.merchant_uid);
  const deliveries = await Promise.all(attempts.map(({ imp_uid: impUid }) => findDeliveriesOfPayment(read, impUid)));
  const refunds = row.imp_uid === null ? [] : await findRefundsOfPayment(read, row.imp_uid);
  return {
    ...toTestPaymentView(row),
    windowProblem: windowProblem(ctx),
    webhooks: deliveries
      .flat()
      .toSorted((a, b) => a.received_at_ms - b.received_at_ms)
      .map(({ id: deliveryId, imp_uid: impUid, received_at_ms: receivedAtMs, status, verdict }) => ({
        deliveryId,
        impUid,
        receivedAtMs,
        status,
        verdict,
      })),
    refunds: refunds.map(({ id: refundId, state, amount, currency }) => ({ refundId, state, amount, currency })),
  };
}
