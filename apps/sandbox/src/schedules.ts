import { type BillingKey, billingKeyOf } from "./billing-keys.ts";
import { messages, Refusal, refusedAs200 } from "./envelope.ts";
import type { LedgerKind } from "./ledger.ts";
import type { NewPayment } from "./new-payment.ts";
import type { WirePayment } from "./payment-record.ts";
import type { Subscription } from "./payments-world.ts";
import type { Deed, Shop } from "./shop.ts";
import type { Store } from "./store.ts";

/** What a schedule orders (V1 OpenAPI, `ScheduleAnnotation`). */
export interface SchedulePlan {
  customer_uid: string;
  merchant_uid: string;
  pg_provider: string;
  pg_id: string;
  customer_id: string | null;
  schedule_at: number;
  amount: number;
  currency: string;
  name: string;
  buyer_name: string | null;
  buyer_email: string | null;
  buyer_tel: string | null;
  buyer_addr: string | null;
  buyer_postcode: string | null;
  custom_data: string | null;
  promotion_id: string | null;
}

export type ScheduleStatus = "scheduled" | "executed" | "revoked";
export const scheduleStatuses: readonly ScheduleStatus[] = ["scheduled", "executed", "revoked"];

/** A schedule somebody made or changed. */
export interface StoredSchedule {
  plan: SchedulePlan;
  status: ScheduleStatus;
  executed_at: number;
  revoked_at: number;
  /** The payment of the last execution. */
  imp_uid: string | null;
  /** Why the last execution came to nothing before there was a payment. */
  fail_reason: string | null;
  tax_free: number;
  /** The order of the subscription shop whose payments it keeps from beginning by themselves. */
  withholds: number | null;
}

/** A schedule exactly as V1 answers it (V1 OpenAPI, `ScheduleResultAnnotation`). */
export interface WireSchedule extends SchedulePlan {
  imp_uid: string | null;
  executed_at: number;
  revoked_at: number;
  schedule_status: ScheduleStatus;
  payment_status: string | null;
  fail_reason: string | null;
}

const KEY_IS_GONE = "등록된 빌링키가 존재하지 않습니다.";
const noSuchSchedule = () => new Refusal(404, "존재하지 않는 결제예약입니다.");

/**
 * Schedules of billing keys and what becomes of them as the clock goes on. Those of the subscription shop are computed
 * like its payments; only what somebody made or changed is kept.
 */
export class Schedules {
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** Whether the subscription's own payments are kept from beginning. */
  isWithheld({ shelves }: Pick<Store, "shelves">, subscription: Subscription): boolean {
    for (const { withholds } of shelves.all("schedule").values()) if (withholds === subscription.order) return true;
    const key = shelves.all("billing_key").get(subscription.customerUid);
    return key !== undefined && key.deletedAt > 0 && key.deletedAt <= subscription.beginsAt;
  }

  find(store: Store, merchantUid: string): WireSchedule | null {
    const kept = store.shelves.get("schedule", merchantUid);
    if (kept !== undefined) return this.#showKept(store, kept);
    const subscription = store.world.subscriptionOf(merchantUid);
    return subscription === null || this.isWithheld(store, subscription) ? null : showComputed(store, subscription);
  }

  /** Schedules planned in [from, to), earliest first; equal times by order number. */
  between(store: Store, window: { from: number; to: number; status: string | null; customerUid: string | null }) {
    const { from, to, status, customerUid } = window;
    const found: WireSchedule[] = [];
    for (const kept of store.shelves.all("schedule").values()) {
      if (kept.plan.schedule_at >= from && kept.plan.schedule_at < to) found.push(this.#showKept(store, kept));
    }
    const isKept = store.shelves.all("schedule");
    for (const subscription of store.world.subscriptionsBetween(from, to)) {
      if (customerUid !== null && subscription.customerUid !== customerUid) continue;
      if (isKept.has(store.world.merchantUidOfOrder(subscription.order))) continue;
      if (!this.isWithheld(store, subscription)) found.push(showComputed(store, subscription));
    }
    return found
      .filter((one) => status === null || one.schedule_status === status)
      .filter((one) => customerUid === null || one.customer_uid === customerUid)
      .sort((a, b) => a.schedule_at - b.schedule_at || (a.merchant_uid < b.merchant_uid ? -1 : 1));
  }

  /** Takes all of the schedules, or none. */
  make(store: Store, plans: readonly (SchedulePlan & { tax_free: number })[]): WireSchedule[] {
    const kept = plans.map(
      ({ tax_free, ...plan }): StoredSchedule => ({
        plan,
        status: "scheduled",
        executed_at: 0,
        revoked_at: 0,
        imp_uid: null,
        fail_reason: null,
        tax_free,
        withholds: null,
      }),
    );
    this.#shop.commit(
      store,
      kept.map((one) => deedOf("scheduled", one)),
    );
    return kept.map((one) => this.#showKept(store, one));
  }

  /** Another time for a schedule that waits. */
  move(store: Store, merchantUid: string, at: number): WireSchedule {
    const kept = this.#adopt(store, merchantUid);
    if (kept === null) throw noSuchSchedule();
    if (kept.status !== "scheduled") throw new Refusal(400, "이미 실행되었거나 취소된 결제예약입니다.");
    kept.plan.schedule_at = at;
    return this.#keep(store, kept, "schedule_moved");
  }

  /** Another time for a schedule that failed or was revoked. */
  reschedule(store: Store, merchantUid: string, at: number): WireSchedule {
    const kept = this.#adoptEnded(store, merchantUid);
    if (billingKeyOf(store, kept.plan.customer_uid, this.#shop.seed) === null) throw new Refusal(404, KEY_IS_GONE);
    Object.assign(kept, { status: "scheduled", executed_at: 0, revoked_at: 0, imp_uid: null, fail_reason: null });
    kept.plan.schedule_at = at;
    return this.#keep(store, kept, "scheduled");
  }

  /** Charges a schedule that failed or was revoked, now. */
  retry(store: Store, merchantUid: string): WirePayment {
    const kept = this.#adoptEnded(store, merchantUid);
    const key = billingKeyOf(store, kept.plan.customer_uid, this.#shop.seed);
    if (key === null) throw new Refusal(404, KEY_IS_GONE);
    return this.#charge(store, kept, key, store.world.now, "schedule_retried");
  }

  /** Revokes what is named, or everything of the key when nothing is. */
  revoke(store: Store, customerUid: string | null, merchantUids: readonly string[]): WireSchedule[] {
    const named = merchantUids.map((merchantUid) => this.find(store, merchantUid));
    const meant =
      merchantUids.length === 0
        ? this.between(store, { from: store.world.now, to: Number.MAX_SAFE_INTEGER, status: "scheduled", customerUid })
        : named.filter((one) => one !== null && (customerUid === null || one.customer_uid === customerUid));
    const kept = meant.flatMap((one) => {
      const adopted = one?.schedule_status === "scheduled" ? this.#adopt(store, one.merchant_uid) : null;
      return adopted === null ? [] : [adopted];
    });
    if (kept.length === 0) throw refusedAs200("취소할 예약결제 기록이 존재하지 않습니다.");
    for (const one of kept) Object.assign(one, { status: "revoked", revoked_at: store.world.now });
    this.#shop.commit(
      store,
      kept.map((one) => deedOf("schedule_revoked", one)),
    );
    return kept.map((one) => this.#showKept(store, one));
  }

  /** The schedules of a key that is about to go: computed ones are kept from now on, and will fail in their time. */
  adoptAllOf(store: Store, customerUid: string): Deed[] {
    return this.between(store, {
      from: store.world.now,
      to: Number.MAX_SAFE_INTEGER,
      status: "scheduled",
      customerUid,
    }).flatMap(({ merchant_uid }) => {
      const isKept = store.shelves.get("schedule", merchant_uid) !== undefined;
      const adopted = isKept ? null : this.#adopt(store, merchant_uid);
      return adopted === null ? [] : [deedOf("scheduled", adopted)];
    });
  }

  /** When the next kept schedule is due, if that is by `now`. */
  nextDue({ shelves }: Store, now: number): StoredSchedule | null {
    let next: StoredSchedule | null = null;
    for (const kept of shelves.all("schedule").values()) {
      const at = kept.plan.schedule_at;
      if (kept.status === "scheduled" && at <= now && (next === null || at < next.plan.schedule_at)) next = kept;
    }
    return next;
  }

  /** The moment of a schedule has come. */
  execute(store: Store, due: StoredSchedule): void {
    const kept = structuredClone(due);
    const at = kept.plan.schedule_at;
    const key = billingKeyOf(store, kept.plan.customer_uid, this.#shop.seed);
    const isPaid = store.world.idsOfMerchantUid(kept.plan.merchant_uid).some((id) => store.world.paidAt(id) > 0);
    if (key !== null && !isPaid) {
      this.#charge(store, kept, key, at, "schedule_executed");
      return;
    }
    Object.assign(kept, {
      status: "executed",
      executed_at: at,
      fail_reason: key === null ? KEY_IS_GONE : "이미 결제가 완료된 주문번호입니다.",
    });
    this.#keep(store, kept, "schedule_executed");
  }

  #charge(store: Store, kept: StoredSchedule, key: BillingKey, at: number, kind: LedgerKind): WirePayment {
    const { plan } = kept;
    const order: NewPayment = {
      ...orderOf(plan, key),
      taxFree: kept.tax_free,
      startedAt: at,
      customerUidUsage: "payment.scheduled",
      ...(key.declines === null ? { status: "paid", paidAt: at } : { status: "failed", failReason: key.declines }),
    };
    const built = this.#shop.build(store, order);
    Object.assign(kept, { status: "executed", executed_at: at, imp_uid: built.record.wire.imp_uid, fail_reason: null });
    this.#shop.commit(store, [
      { kind, merchantUid: plan.merchant_uid, amount: plan.amount, currency: plan.currency, payment: built },
      deedOf("schedule_executed", kept),
    ]);
    this.#shop.notify(store, built.record, built.record.hidden.usesWebhook);
    return built.record.wire;
  }

  #keep(store: Store, kept: StoredSchedule, kind: LedgerKind): WireSchedule {
    this.#shop.commit(store, [deedOf(kind, kept)]);
    return this.#showKept(store, kept);
  }

  /** A copy of the schedule to change; a computed one is kept from now on, instead of happening by itself. */
  #adopt(store: Store, merchantUid: string): StoredSchedule | null {
    const kept = store.shelves.get("schedule", merchantUid);
    if (kept !== undefined) return kept;
    const shown = this.find(store, merchantUid);
    const subscription = store.world.subscriptionOf(merchantUid);
    if (shown === null || subscription === null) return null;
    const { imp_uid, executed_at, revoked_at, schedule_status, payment_status: _, fail_reason: __, ...plan } = shown;
    return {
      plan,
      status: schedule_status,
      executed_at,
      revoked_at,
      imp_uid,
      fail_reason: null,
      tax_free: 0,
      withholds: schedule_status === "scheduled" ? subscription.order : null,
    };
  }

  #adoptEnded(store: Store, merchantUid: string): StoredSchedule {
    const shown = this.find(store, merchantUid);
    const kept = this.#adopt(store, merchantUid);
    if (shown === null || kept === null) throw noSuchSchedule();
    const hasFailed = shown.schedule_status === "executed" && (shown.payment_status ?? "failed") === "failed";
    if (!hasFailed && shown.schedule_status !== "revoked") {
      throw new Refusal(400, "아직 실행되지 않았거나 이미 승인된 결제예약입니다.");
    }
    return kept;
  }

  #showKept(store: Store, kept: StoredSchedule): WireSchedule {
    const id = kept.imp_uid === null ? null : store.world.idOfImpUid(kept.imp_uid);
    const wire = id === null ? null : store.world.peek(id).wire;
    return {
      ...kept.plan,
      imp_uid: kept.imp_uid,
      executed_at: kept.executed_at,
      revoked_at: kept.revoked_at,
      schedule_status: kept.status,
      payment_status: kept.status === "executed" ? (wire?.status ?? "failed") : null,
      fail_reason: kept.status === "executed" ? (wire?.fail_reason ?? kept.fail_reason) : null,
    };
  }
}

/** What a schedule orders of the payment that will be made of it. */
export function orderOf(plan: SchedulePlan, key: BillingKey): NewPayment {
  const order: NewPayment = {
    merchantUid: plan.merchant_uid,
    amount: plan.amount,
    currency: plan.currency,
    name: plan.name,
    pgProvider: plan.pg_provider,
    pgId: plan.pg_id,
    payMethod: "card",
    customerUid: plan.customer_uid,
  };
  const { customer_name, customer_tel, customer_email, customer_addr, customer_postcode, card_code, card_type } =
    key.wire;
  const texts = {
    buyerName: plan.buyer_name ?? customer_name?.slice(0, 16),
    buyerTel: plan.buyer_tel ?? customer_tel?.slice(0, 16),
    buyerEmail: plan.buyer_email ?? customer_email?.slice(0, 64),
    buyerAddr: plan.buyer_addr ?? customer_addr?.slice(0, 128),
    buyerPostcode: plan.buyer_postcode ?? customer_postcode,
    customData: plan.custom_data,
    cardCode: card_code,
  };
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text === "string" && text !== "") Object.assign(order, { [name]: text });
  }
  if (card_type !== null) order.cardType = card_type;
  return order;
}

function deedOf(kind: LedgerKind, kept: StoredSchedule): Deed {
  const { plan } = kept;
  return {
    kind,
    impUid: kept.imp_uid,
    merchantUid: plan.merchant_uid,
    amount: plan.amount,
    currency: plan.currency,
    shelf: { shelf: "schedule", key: plan.merchant_uid, value: kept },
  };
}

function showComputed({ world }: Store, subscription: Subscription): WireSchedule {
  const latest = subscription.beginsAt <= world.now ? world.latestOfOrder(subscription.order) : null;
  const wire = latest === null ? world.foresee(subscription) : world.peek(latest).wire;
  const isExecuted = latest !== null && wire.status !== "ready";
  return {
    customer_uid: subscription.customerUid,
    merchant_uid: wire.merchant_uid,
    imp_uid: isExecuted ? wire.imp_uid : null,
    pg_provider: wire.pg_provider ?? "",
    pg_id: wire.pg_id ?? "",
    customer_id: `M${subscription.customerUid.replace(/\D/g, "")}`,
    schedule_at: subscription.beginsAt,
    executed_at: isExecuted ? wire.started_at : 0,
    revoked_at: 0,
    amount: wire.amount,
    currency: wire.currency,
    name: wire.name ?? "",
    buyer_name: wire.buyer_name,
    buyer_email: wire.buyer_email,
    buyer_tel: wire.buyer_tel,
    buyer_addr: wire.buyer_addr,
    buyer_postcode: wire.buyer_postcode,
    custom_data: wire.custom_data,
    schedule_status: isExecuted ? "executed" : "scheduled",
    payment_status: isExecuted ? wire.status : null,
    fail_reason: isExecuted ? wire.fail_reason : null,
    promotion_id: null,
  };
}

export const requireFuture = (at: number | null | undefined, now: number): number => {
  if (at === null) throw new Refusal(400, messages.missing("schedule_at"));
  if (at === undefined || !Number.isInteger(at) || at < 0) throw new Refusal(400, messages.wrong("schedule_at"));
  if (at <= now) throw new Refusal(400, "예약시각은 현재 시각보다 미래여야 합니다.");
  return at;
};
