import { Arrivals } from "./arrivals.ts";
import {
  type ComputedWorld,
  computePayment,
  customerOfUid,
  customerUidOf,
  merchantUidOf,
  type PartialCancelStatus,
} from "./computed-payment.ts";
import { DueQueue } from "./due-queue.ts";
import { DAY } from "./kst.ts";
import { PaymentIds } from "./payment-ids.ts";
import { type PaymentRecord, statusTimeOf, type WirePayment, type WireStatus, wireStatuses } from "./payment-record.ts";
import { type PaymentScript, Scripts } from "./payment-script.ts";
import { TimeIndex } from "./time-index.ts";

/** Payments made through the controls are numbered from here; computed ones stay below. */
export const FIRST_CREATED = 0x4000_0000;
/** The most payments a world can be asked for. */
export const MOST_PAYMENTS = 2_000_000;
const NOT_BEGUN = 255;
/** How long ahead of its time the shop schedules a subscription's next payment. */
const SCHEDULED_AHEAD = 40 * DAY;

export type WorldEventKind = "issued" | "paid" | "failed" | "cancelled" | "cancel_due";

/** Something that happened to a payment because time passed. */
export interface WorldEvent {
  kind: WorldEventKind;
  id: number;
  at: number;
}

export interface WorldOptions {
  seed: number;
  payments: number;
  anchor: number;
  now: number;
  isTier: boolean;
  keepsArriving: boolean;
  partialCancelStatus: () => PartialCancelStatus;
  receiptHost: () => string;
  onEvent: (event: WorldEvent) => void;
  /** Whether somebody has moved or revoked the schedule that would have made these payments, so that they never begin. */
  isWithheld: (subscription: Subscription) => boolean;
}

/** An order of the subscription shop, which begins when its schedule says so. */
export interface Subscription {
  /** The number of its first payment. */
  order: number;
  customerUid: string;
  beginsAt: number;
}

/**
 * All payments of one store at one moment. What a payment says is computed from its number; only the times and the
 * status of each are kept (flat arrays), and full records only of payments somebody changed.
 */
export class PaymentsWorld {
  readonly #arrivals: Arrivals;
  readonly #scripts: Scripts;
  readonly #ids: PaymentIds;
  readonly #computed: ComputedWorld;
  readonly #options: WorldOptions;
  readonly #changed = new Map<number, PaymentRecord>();
  readonly #createdByOrder = new Map<string, number[]>();
  readonly #index: TimeIndex;
  #due = new DueQueue();
  #started: Uint32Array<ArrayBuffer>;
  #paid: Uint32Array<ArrayBuffer>;
  #updated: Uint32Array<ArrayBuffer>;
  #final: Uint32Array<ArrayBuffer>;
  #status: Uint8Array<ArrayBuffer>;
  #known = 0;
  #created = 0;
  #now: number;
  #version = 0;

  constructor(options: WorldOptions) {
    const { seed, payments, anchor, now } = options;
    this.#options = options;
    this.#arrivals = new Arrivals(seed, payments, anchor);
    this.#scripts = new Scripts(seed, this.#arrivals, options.isTier);
    this.#ids = new PaymentIds(seed);
    this.#computed = {
      seed,
      scripts: this.#scripts,
      ids: this.#ids,
      partialCancelStatus: options.partialCancelStatus,
      receiptHost: options.receiptHost,
    };
    this.#now = now;
    const capacity = payments + (payments >> 4) + 256;
    this.#started = new Uint32Array(capacity);
    this.#paid = new Uint32Array(capacity);
    this.#updated = new Uint32Array(capacity);
    this.#final = new Uint32Array(capacity);
    this.#status = new Uint8Array(capacity);
    this.#index = new TimeIndex(capacity);
    this.#learnArrivals();
    this.#fillIndex();
  }

  get anchor(): number {
    return this.#options.anchor;
  }

  /** The second this world stands at. */
  get now(): number {
    return this.#now;
  }

  /** Grows whenever anything changed. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#index.size;
  }

  /** Lets everything happen that is due by `now`, in the order of its time. Time never goes back. */
  catchUp(now: number): void {
    if (now <= this.#now) return;
    this.#learnArrivals(now);
    for (;;) {
      const due = this.#due.takeDue(now);
      if (due === undefined) break;
      this.#now = Math.max(this.#now, due.at);
      this.#happen(due.id, due.at);
    }
    this.#now = now;
  }

  /** The payment as it stands now. A changed one is a copy: alter it, then `store` it. */
  read(id: number): PaymentRecord {
    const changed = this.#changed.get(id);
    return changed === undefined ? computePayment(this.#computed, id, this.#now) : structuredClone(changed);
  }

  /** The payment for answering only: never alter it. */
  peek(id: number): PaymentRecord {
    return this.#changed.get(id) ?? computePayment(this.#computed, id, this.#now);
  }

  /** Keeps a changed payment. From here on its script is over. */
  store(id: number, record: PaymentRecord): void {
    if (!this.has(id) && id < FIRST_CREATED) throw new Error(`payment ${id} has not begun`);
    const isNew = id >= FIRST_CREATED && !this.#changed.has(id);
    if (isNew) {
      this.#created = Math.max(this.#created, id - FIRST_CREATED + 1);
      const others = this.#createdByOrder.get(record.wire.merchant_uid) ?? [];
      this.#createdByOrder.set(record.wire.merchant_uid, [...others, id]);
    } else {
      this.#index.remove(id, this.finalAt(id));
    }
    this.#changed.set(id, record);
    if (id < FIRST_CREATED) this.#note(id, record.wire, record.hidden.updatedAt);
    this.#index.add(id, statusTimeOf(record.wire));
    const settlesAt = record.hidden.pending?.settlesAt ?? 0;
    if (settlesAt > 0) this.#due.push(Math.max(settlesAt, this.#now + 1), id);
    this.#version += 1;
  }

  /** The number the next payment made through the controls gets. */
  nextCreatedId(): number {
    return FIRST_CREATED + this.#created;
  }

  impUidOf(id: number): string {
    return this.#ids.impUid(id);
  }

  has(id: number): boolean {
    if (id >= FIRST_CREATED) return this.#changed.has(id);
    return id >= 0 && id < this.#known && this.#status[id] !== NOT_BEGUN;
  }

  idOfImpUid(impUid: string): number | null {
    const id = this.#ids.numberOfImpUid(impUid);
    return id !== null && this.has(id) ? id : null;
  }

  /** Every payment of an order that exists now, oldest number first. */
  idsOfMerchantUid(merchantUid: string): number[] {
    const found: number[] = [];
    const order = this.#ids.orderOfMerchantUid(merchantUid);
    if (order !== null && order < this.#known && this.#scripts.attemptOf(order) === 0) {
      if (merchantUidOf(this.#computed, order) === merchantUid) {
        for (let id = order; id === order || this.#scripts.attemptOf(id) > 0; id++) if (this.has(id)) found.push(id);
      }
    }
    return [...found, ...(this.#createdByOrder.get(merchantUid) ?? [])];
  }

  /** The members who have a card registered for subscriptions. */
  hasMember(customerUid: string): boolean {
    const customer = customerOfUid(customerUid);
    return customer !== null && this.#options.payments > 0 && customer < this.#scripts.customers;
  }

  /** The subscription that is, or will be, paid under an order number; null when none is scheduled yet. */
  subscriptionOf(merchantUid: string): Subscription | null {
    const order = this.#ids.orderOfMerchantUid(merchantUid);
    if (order === null || (order >= this.#known && !this.#isScheduledBy(order, this.#now))) return null;
    if (this.#scripts.attemptOf(order) > 0) return null;
    const subscription = this.#subscriptionAt(order);
    return subscription !== null && this.merchantUidOfOrder(order) === merchantUid ? subscription : null;
  }

  /** Subscriptions whose time lies in [from, to), those to come included, in the order of their numbers. */
  subscriptionsBetween(from: number, to: number): Subscription[] {
    const found: Subscription[] = [];
    const take = (order: number) => {
      const subscription = this.#subscriptionAt(order);
      if (subscription !== null && subscription.beginsAt >= from && subscription.beginsAt < to)
        found.push(subscription);
    };
    for (let id = 0; id < this.#known; id++) {
      const begins = this.#started[id] ?? 0;
      if (begins >= from && begins < to && this.#scripts.attemptOf(id) === 0) take(id);
    }
    const last = Math.min(to - 1, this.#now + SCHEDULED_AHEAD);
    for (let id = this.#known; this.#isScheduledBy(id, last - SCHEDULED_AHEAD); id++) {
      if (this.#scripts.attemptOf(id) === 0) take(id);
    }
    return found.filter(({ beginsAt }) => beginsAt <= this.#now + SCHEDULED_AHEAD);
  }

  /** The number of the last payment of a subscription that has begun; null before the first. */
  latestOfOrder(order: number): number | null {
    let latest: number | null = null;
    for (let id = order; id === order || this.#scripts.attemptOf(id) > 0; id++) if (this.has(id)) latest = id;
    return latest;
  }

  merchantUidOfOrder(order: number): string {
    return merchantUidOf(this.#computed, order);
  }

  /** The first payment of an order as it will stand when it begins. */
  foresee({ order, beginsAt }: Subscription): WirePayment {
    return computePayment(this.#computed, order, beginsAt).wire;
  }

  /** Every payment charged to a registered card, in the order of their numbers. */
  idsOfCustomerUid(customerUid: string): Uint32Array<ArrayBuffer> {
    const customer = customerOfUid(customerUid);
    const ids: number[] = [];
    if (customer !== null) {
      for (let id = 0; id < this.#known; id++) {
        const order = id - this.#scripts.attemptOf(id);
        if (this.#scripts.customerOf(order) !== customer || !this.has(id)) continue;
        if (this.#scripts.write(id).route.isSubscription) ids.push(id);
      }
    }
    for (const [id, { wire }] of this.#changed) {
      if (id >= FIRST_CREATED && wire.customer_uid === customerUid) ids.push(id);
    }
    return Uint32Array.from(ids);
  }

  #isScheduledBy(order: number, now: number): boolean {
    const { payments, keepsArriving } = this.#options;
    const isNear = order < this.#known + (payments >> 3) + 256;
    return keepsArriving && payments > 0 && isNear && this.#arrivals.earliestFrom(order) <= now + SCHEDULED_AHEAD;
  }

  #subscriptionAt(order: number): Subscription | null {
    const script = this.#scripts.write(order);
    if (!script.route.isSubscription) return null;
    const customerUid = customerUidOf(this.#scripts.customerOf(order));
    return { order, customerUid, beginsAt: script.startedAt };
  }

  #isWithheld(id: number): boolean {
    const subscription = this.#subscriptionAt(id - this.#scripts.attemptOf(id));
    return subscription !== null && this.#options.isWithheld(subscription);
  }

  startedAt(id: number): number {
    return id < FIRST_CREATED ? (this.#started[id] ?? 0) : (this.#changed.get(id)?.wire.started_at ?? 0);
  }

  /** 0 when never paid. */
  paidAt(id: number): number {
    return id < FIRST_CREATED ? (this.#paid[id] ?? 0) : (this.#changed.get(id)?.wire.paid_at ?? 0);
  }

  updatedAt(id: number): number {
    return id < FIRST_CREATED ? (this.#updated[id] ?? 0) : (this.#changed.get(id)?.hidden.updatedAt ?? 0);
  }

  /** The time of the present status, by which lists are filtered. */
  finalAt(id: number): number {
    if (id < FIRST_CREATED) return this.#final[id] ?? 0;
    const record = this.#changed.get(id);
    return record === undefined ? 0 : statusTimeOf(record.wire);
  }

  statusOf(id: number): WireStatus {
    if (id >= FIRST_CREATED) return this.#changed.get(id)?.wire.status ?? "ready";
    return wireStatuses[this.#status[id] ?? 0] ?? "ready";
  }

  /** Payments whose present status began in [from, to], both included. A view: read it before the next change. */
  idsBetween(from: number, to: number): Uint32Array {
    return this.#index.between(from, to);
  }

  /** Stands every payment up again, after the way partial cancels are reported has changed. */
  rebuild(): void {
    this.#due = new DueQueue();
    const partial = this.#options.partialCancelStatus();
    for (let id = 0; id < this.#known; id++) {
      if (!this.#changed.has(id)) this.#stand(id, this.#scripts.write(id), this.#now);
    }
    for (const [id, { wire, hidden }] of this.#changed) {
      if (wire.cancel_amount > 0 && wire.cancel_amount < wire.amount) wire.status = partial;
      if (id < FIRST_CREATED) this.#note(id, wire, hidden.updatedAt);
      const settlesAt = hidden.pending?.settlesAt ?? 0;
      if (settlesAt > 0) this.#due.push(Math.max(settlesAt, this.#now + 1), id);
    }
    this.#fillIndex();
    this.#version += 1;
  }

  #learnArrivals(now = this.#now): void {
    const { payments, keepsArriving } = this.#options;
    const isLater = (id: number) =>
      id >= payments && (!keepsArriving || payments === 0 || this.#arrivals.earliestFrom(id) > now);
    const from = this.#known;
    let id = from;
    while (
      !isLater(id) ||
      (id > 0 && id >= payments && keepsArriving && payments > 0 && this.#scripts.attemptOf(id) > 0)
    ) {
      if (id >= this.#started.length) this.#growArrays();
      this.#stand(id, this.#scripts.write(id), this.#now);
      id += 1;
    }
    this.#known = id;
  }

  #growArrays(): void {
    const length = this.#started.length + (this.#started.length >> 2) + 256;
    const larger = (from: Uint32Array) => {
      const to = new Uint32Array(length);
      to.set(from);
      return to;
    };
    this.#started = larger(this.#started);
    this.#paid = larger(this.#paid);
    this.#updated = larger(this.#updated);
    this.#final = larger(this.#final);
    const status = new Uint8Array(length);
    status.set(this.#status);
    this.#status = status;
  }

  #note(id: number, wire: WirePayment, updatedAt: number): void {
    this.#paid[id] = wire.paid_at;
    this.#updated[id] = updatedAt;
    this.#final[id] = statusTimeOf(wire);
    this.#status[id] = wireStatuses.indexOf(wire.status);
  }

  #fillIndex(): void {
    let begun = 0;
    const ids = new Uint32Array(this.#known + this.#created);
    for (let id = 0; id < this.#known; id++) if (this.#status[id] !== NOT_BEGUN) ids[begun++] = id;
    for (const id of this.#changed.keys()) if (id >= FIRST_CREATED) ids[begun++] = id;
    this.#index.fill(ids.subarray(0, begun), (id) => this.finalAt(id));
  }

  /** Writes down how payment `id` stands at `now` by its script, and when it moves next. */
  #stand(id: number, script: PaymentScript, now: number): void {
    const { startedAt, issuedAt, settledAt, firstCancelAt, secondCancelAt, cancelPlan } = script;
    this.#started[id] = startedAt;
    if (startedAt > now) {
      this.#status[id] = NOT_BEGUN;
      this.#due.push(startedAt, id);
      return;
    }
    if (script.route.isSubscription && this.#isWithheld(id)) {
      this.#status[id] = NOT_BEGUN;
      return;
    }
    let status: WireStatus = "ready";
    let final = startedAt;
    let updated = startedAt;
    let paid = 0;
    if (issuedAt > 0 && issuedAt <= now) updated = issuedAt;
    if (settledAt > 0 && settledAt <= now) {
      status = script.ending === "paid" ? "paid" : "failed";
      final = settledAt;
      updated = settledAt;
      if (status === "paid") paid = settledAt;
    }
    if (firstCancelAt > 0 && firstCancelAt <= now) {
      const isSecondDone = secondCancelAt > 0 && secondCancelAt <= now;
      const lastAt = isSecondDone ? secondCancelAt : firstCancelAt;
      const isWhole = cancelPlan === "full" || (cancelPlan === "partial_then_rest" && isSecondDone);
      updated = lastAt;
      if (isWhole || this.#options.partialCancelStatus() === "cancelled") {
        status = "cancelled";
        final = lastAt;
      }
    }
    this.#paid[id] = paid;
    this.#updated[id] = updated;
    this.#final[id] = final;
    this.#status[id] = wireStatuses.indexOf(status);
    const next = nextMoment(script, now);
    if (next > 0) this.#due.push(next, id);
  }

  #happen(id: number, at: number): void {
    const changed = this.#changed.get(id);
    if (changed !== undefined) {
      const settlesAt = changed.hidden.pending?.settlesAt ?? 0;
      if (settlesAt > 0 && settlesAt <= at) this.#options.onEvent({ kind: "cancel_due", id, at });
      return;
    }
    const script = this.#scripts.write(id);
    if (this.#status[id] !== NOT_BEGUN) this.#index.remove(id, this.#final[id] ?? 0);
    this.#stand(id, script, at);
    if (this.#status[id] === NOT_BEGUN) return;
    this.#index.add(id, this.#final[id] ?? 0);
    this.#version += 1;
    const kind = kindOfMoment(script, at);
    if (kind !== null) this.#options.onEvent({ kind, id, at });
  }
}

function nextMoment(script: PaymentScript, now: number): number {
  for (const at of [script.issuedAt, script.settledAt, script.firstCancelAt, script.secondCancelAt]) {
    if (at > now) return at;
  }
  return 0;
}

function kindOfMoment(script: PaymentScript, at: number): WorldEventKind | null {
  if (at === script.firstCancelAt || at === script.secondCancelAt) return "cancelled";
  if (at === script.settledAt) return script.ending === "paid" ? "paid" : "failed";
  if (at === script.issuedAt) return "issued";
  return null;
}
