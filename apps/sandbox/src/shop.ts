import { type CancelRequest, type CancelVerdict, judgeCancel } from "./cancel-rules.ts";
import { followCancel } from "./cash-receipt-rules.ts";
import { type Channel, channels, tierChannels } from "./channels.ts";
import { pgTidOf, receiptUrlOf, recordCancellation, round2, takeBackCancellation } from "./computed-payment.ts";
import { refusedAs200 } from "./envelope.ts";
import { Faults } from "./faults.ts";
import { Journal, type JournalLine } from "./journal.ts";
import { Ledger, type LedgerEntry, type LedgerKind } from "./ledger.ts";
import { Listings } from "./listing.ts";
import { NaverOrders } from "./naver-orders.ts";
import { buildPayment, type NewPayment } from "./new-payment.ts";
import type { CashReceipt, PaymentRecord } from "./payment-record.ts";
import { PaymentsWorld, type WorldEvent } from "./payments-world.ts";
import { Draws, hashText } from "./random.ts";
import type { Fields } from "./request-fields.ts";
import { Schedules } from "./schedules.ts";
import { changeSettings, type SandboxSettings } from "./settings.ts";
import { type ShelfChange, Shelves } from "./shelves.ts";
import { RECEIPT_HOST } from "./slips.ts";
import { type PreparedPayment, type Store, tiers } from "./store.ts";
import { Tokens } from "./tokens.ts";
import { changeWebhookSettings, type WebhookBody, Webhooks } from "./webhooks.ts";
import { WorldClock } from "./world-clock.ts";

const STREAM_CANCEL_TID = 9700;
const STREAM_DEPOSIT_TID = 9760;
const PARENT_NAME = "마루상점";
const CONSOLE_REASON = "관리자페이지취소";

export interface ShopOptions {
  seed: number;
  payments: number;
  clock: { now(): number };
  anchor: number | undefined;
  stateFile: string | undefined;
  webhookUrl: string | undefined;
  webhookTier: string | undefined;
  fetch: typeof fetch;
  settings: SandboxSettings;
  keepsArriving: boolean;
}

/** What a payment that waited in its window learns when it is approved. */
const factsOfApproval = [
  "amount", "pg_tid", "apply_num", "bank_code", "bank_name", "card_code", "card_name", "card_issuer_code",
  "card_issuer_name", "card_publisher_code", "card_publisher_name", "card_number", "card_type", "vbank_code",
  "vbank_name", "vbank_num", "vbank_holder", "vbank_date", "status", "paid_at", "receipt_url",
] as const satisfies readonly (keyof PaymentRecord["wire"])[]; // biome-ignore format: rows of names

/** What `Shop.alter` did to a payment, for the ledger and the webhook. */
export interface Alteration {
  kind: LedgerKind;
  amount: number;
  reason?: string | null;
  isTold?: boolean;
}

/** A deposit into an account that takes any amount. */
interface DepositFacts {
  amount?: number;
  depositorName?: string;
}

/** One thing that was done, and what it changed. */
export interface Deed {
  kind: LedgerKind;
  impUid?: string | null;
  merchantUid: string;
  amount: number;
  currency?: string | null;
  reason?: string | null;
  cancellationId?: string | null;
  payment?: { id: number; record: PaymentRecord };
  shelf?: ShelfChange;
}

/** Raised when a control asks for something the payment cannot do. */
export class ImpossibleControl extends Error {}

/**
 * The merchant's whole account: its stores, what was done to their payments, and everything that tells about it. Every
 * change is on disk before it is answered.
 */
export class Shop {
  readonly clock: WorldClock;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly ledger = new Ledger();
  readonly naverOrders = new NaverOrders(this);
  readonly schedules = new Schedules(this);
  readonly webhooks: Webhooks;
  readonly seed: number;
  readonly anchor: number;
  readonly parent: Store;
  readonly #journal: Journal;
  readonly #stores = new Map<string, Store>();
  readonly #options: ShopOptions;
  #settings: SandboxSettings;

  constructor(options: ShopOptions) {
    this.#options = options;
    this.seed = options.seed;
    this.#settings = options.settings;
    this.clock = new WorldClock(options.clock);
    this.tokens = new Tokens(options.seed);
    this.faults = new Faults(options.seed);
    this.#journal = new Journal(options.stateFile);
    const lines = this.#journal.lines;
    this.anchor = this.#agreeOnWorld(lines);
    this.#restoreClock(lines);
    this.webhooks = new Webhooks(
      {
        url: options.webhookUrl ?? null,
        contentType: "application/json",
        resends: 0,
        resendIntervalSeconds: 60,
      },
      this.faults,
      () => this.clock.now(),
      options.fetch,
    );
    for (const line of lines) {
      if (line.type === "settings") this.changeSettings(line.settings, false);
      if (line.type === "webhooks") this.changeWebhooks(line.settings, false);
    }
    this.parent = this.#openStore(null, PARENT_NAME, options.payments, lines);
    for (const tier of tiers) {
      this.#stores.set(
        tier.tier_code,
        this.#openStore(tier.tier_code, tier.tier_name, Math.ceil(options.payments / 50), lines),
      );
    }
    for (const line of lines) this.#restore(line);
  }

  get settings(): SandboxSettings {
    return this.#settings;
  }

  /** The store a `Tier` header means. A tier nobody registered sees nothing. */
  storeOf(tier: string | null): Store {
    if (tier === null || tier === "") return this.parent;
    return this.#stores.get(tier) ?? this.#openStore(tier, "", 0);
  }

  get stores(): Store[] {
    return [this.parent, ...this.#stores.values()];
  }

  /** Where a payment is, by its id; throws when there is none. */
  locate(impUid: string, tier: string | null = null): { store: Store; id: number } {
    const store = this.registeredStore(tier);
    this.#arrive(store);
    const id = store.world.idOfImpUid(impUid);
    if (id === null) throw new ImpossibleControl(`there is no payment ${impUid}`);
    return { store, id };
  }

  /** The parent store, or a sub-merchant that exists; throws when it does not. */
  registeredStore(tier: string | null): Store {
    const store = tier === null || tier === "" ? this.parent : this.#stores.get(tier);
    if (store === undefined) throw new ImpossibleControl(`there is no sub-merchant ${tier}`);
    return store;
  }

  /** Lets everything happen that is due, and sends what is to be sent. */
  catchUp(): void {
    for (const store of this.stores) this.#arrive(store);
    this.webhooks.pump();
  }

  /** Carries out `POST /payments/cancel` or refuses it with the words of i'mport or the PG. Nothing is done by halves. */
  cancel(store: Store, id: number, request: CancelRequest, wantsWebhook: boolean): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    const now = store.world.now;
    const verdict = judgeCancel(record, request, now, this.#settings);
    if (verdict.kind === "refused") throw refusedAs200(verdict.message, verdict.code);
    return this.#carryOutCancel(store, id, record, verdict, wantsWebhook && record.hidden.usesWebhook);
  }

  /** Cancels as the vendor's own console does: by the same rules, with its own reason, and always with a webhook. */
  cancelFromConsole(store: Store, id: number, request: CancelRequest): PaymentRecord {
    return this.cancel(store, id, { ...request, reason: request.reason ?? CONSOLE_REASON }, true);
  }

  /** Writes down what was done, all of it at once, before anybody is told. */
  commit(store: Store, deeds: readonly Deed[]): void {
    let number = this.ledger.nextNumber;
    const lines = deeds.map(({ kind, payment, shelf, ...facts }) => {
      const impUid = facts.impUid ?? payment?.record.wire.imp_uid ?? null;
      const entry = { ...this.#entry(store, kind, { currency: null, ...facts, impUid }), number: number++ };
      return { type: "deed" as const, tier: store.tier, payment: payment ?? null, shelf: shelf ?? null, entry };
    });
    this.#journal.append(...lines);
    for (const { payment, shelf, entry } of lines) {
      if (payment !== null) store.world.store(payment.id, structuredClone(payment.record));
      if (shelf !== null) store.shelves.put(shelf);
      this.ledger.add(entry);
    }
  }

  /** Builds a payment that `commit` then makes. */
  build(store: Store, order: NewPayment): { id: number; record: PaymentRecord } {
    const { world } = store;
    const id = world.nextCreatedId();
    const record = buildPayment(order, {
      id,
      impUid: world.impUidOf(id),
      now: world.now,
      seed: this.seed,
      channels: store.channels,
      receiptHost: RECEIPT_HOST,
    });
    return { id, record };
  }

  /** The payment with a cancel in it that another operation brought about at the PG; `commit` then keeps it. */
  writeCancelByPg(store: Store, id: number, amount: number, reason: string): PaymentRecord {
    const record = store.world.read(id);
    this.#writeCancel(store, record, amount, 0, reason);
    return record;
  }

  /** The webhook of a payment's present status. */
  notify(store: Store, record: PaymentRecord, isSent: boolean, cancellationId?: string): void {
    this.#notify(store, record, isSent, cancellationId);
  }

  #arrive(store: Store): void {
    const now = this.clock.seconds();
    for (;;) {
      const due = this.schedules.nextDue(store, now);
      if (due === null) break;
      store.world.catchUp(due.plan.schedule_at);
      this.schedules.execute(store, due);
    }
    store.world.catchUp(now);
  }

  #carryOutCancel(
    store: Store,
    id: number,
    record: PaymentRecord,
    verdict: CancelVerdict & { kind: "accepted" },
    sendsWebhook: boolean,
  ): PaymentRecord {
    const { wire, hidden } = record;
    const now = store.world.now;
    if (verdict.losesVat) hidden.isVatLost = true;
    hidden.retainsPromotion ??= verdict.retainsPromotion;
    if (verdict.isLater) {
      const wait = this.#settings.asynchronousCancelSeconds;
      hidden.pending = {
        requestedAt: now,
        settlesAt: wait === null ? 0 : now + Math.max(1, wait),
        amount: verdict.amount,
        reason: verdict.reason,
        taxFree: verdict.taxFree,
      };
      this.#keep(store, id, record, "cancel_requested", { amount: verdict.amount, reason: verdict.reason });
      return record;
    }
    this.#writeCancel(store, record, verdict.amount, verdict.taxFree, verdict.reason);
    this.#keep(store, id, record, "cancelled", this.#lastCancel(record));
    this.#notify(store, record, sendsWebhook, wire.cancel_history.at(-1)?.cancellation_id);
    return record;
  }

  #writeCancel(store: Store, record: PaymentRecord, amount: number, taxFree: number, reason: string): void {
    const { wire, hidden } = record;
    const at = store.world.now;
    const draws = new Draws(this.seed ^ hashText(wire.imp_uid), wire.cancel_history.length, STREAM_CANCEL_TID);
    const pgTid = pgTidOf(wire.pg_provider ?? "", wire.pay_method ?? "", wire.pg_id ?? "", at, draws);
    recordCancellation(
      wire,
      hidden,
      { amount, at, reason, pgTid, taxFree },
      this.#settings.partialCancelStatus,
      RECEIPT_HOST,
    );
    followCancel(record, at);
  }

  #lastCancel({ wire }: PaymentRecord) {
    const last = wire.cancel_history.at(-1);
    return { amount: last?.amount ?? 0, reason: last?.reason ?? null, cancellationId: last?.cancellation_id ?? null };
  }

  /** Ends an asynchronous cancel: the PG did it, or refused after all. The result comes by webhook. */
  settlePendingCancel(store: Store, id: number, isDone: boolean): PaymentRecord {
    this.#arrive(store);
    return this.#endPendingCancel(store, id, isDone);
  }

  #endPendingCancel(store: Store, id: number, isDone: boolean): PaymentRecord {
    const record = store.world.read(id);
    const { hidden } = record;
    const pending = hidden.pending;
    if (pending === null) throw new ImpossibleControl("this payment has no cancel under way");
    hidden.pending = null;
    if (!isDone) {
      hidden.updatedAt = store.world.now;
      this.#keep(store, id, record, "cancel_refused_later", { amount: pending.amount, reason: pending.reason });
      return record;
    }
    this.#writeCancel(store, record, pending.amount, pending.taxFree, pending.reason);
    this.#keep(store, id, record, "cancel_settled", this.#lastCancel(record));
    this.#notify(store, record, record.hidden.usesWebhook, record.wire.cancel_history.at(-1)?.cancellation_id);
    return record;
  }

  /**
   * Changes one payment. `alter` edits the record and says what was done; when it throws, nothing was. The shop hears of
   * it by webhook only where `isTold` says so.
   */
  alter(store: Store, id: number, alter: (record: PaymentRecord, now: number) => Alteration): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    const { kind, amount, reason = null, isTold = false } = alter(record, store.world.now);
    record.hidden.updatedAt = store.world.now;
    this.#keep(store, id, record, kind, { amount, reason });
    if (isTold) this.#notify(store, record, record.hidden.usesWebhook);
    return record;
  }

  /** Issues a virtual account for an order, as `POST /vbanks` asks. The order must not be paid. */
  issueAccount(store: Store, order: NewPayment, finish: (record: PaymentRecord) => void): PaymentRecord {
    return this.createPayment(store, { ...order, status: "ready", payMethod: "vbank" }, "account_issued", finish);
  }

  /** Makes a payment now. An order that was paid takes no other payment. */
  createPayment(
    store: Store,
    order: NewPayment,
    kind: LedgerKind = "created",
    finish?: (record: PaymentRecord) => void,
  ): PaymentRecord {
    this.#arrive(store);
    const { world } = store;
    const { id, record } = this.build(store, order);
    finish?.(record);
    const { wire } = record;
    const isTaken = world.idsOfMerchantUid(wire.merchant_uid).some((other) => world.paidAt(other) > 0);
    if (isTaken && order.force !== true)
      throw new ImpossibleControl(`merchant_uid ${wire.merchant_uid} is already paid`);
    const prepared = store.prepared.get(wire.merchant_uid);
    if (prepared !== undefined && prepared.amount !== wire.amount && order.force !== true) {
      throw new ImpossibleControl(`the amount registered for ${wire.merchant_uid} is ${prepared.amount}`);
    }
    this.#keep(store, id, record, kind, { amount: wire.amount });
    if (wire.status === "paid" || (wire.status === "ready" && wire.vbank_num !== null)) {
      this.#notify(store, record, record.hidden.usesWebhook);
    }
    return record;
  }

  /**
   * The buyer pays in the payment window: what the PG tells of an approval comes with it, and for a virtual account the
   * account to pay into. Another amount than the window opened with is one that somebody forged.
   */
  approve(store: Store, id: number, amount?: number): PaymentRecord {
    return this.alter(store, id, ({ wire, hidden }, now) => {
      if (wire.status !== "ready" || wire.vbank_num !== null)
        throw new ImpossibleControl(`this payment is ${wire.status}`);
      const isVbank = wire.pay_method === "vbank";
      const order: NewPayment = {
        status: isVbank ? "ready" : "paid",
        merchantUid: wire.merchant_uid,
        amount: amount ?? wire.amount,
        currency: wire.currency,
        isTest: wire.sandbox,
        startedAt: wire.started_at,
        ...(wire.pg_provider === null ? {} : { pgProvider: wire.pg_provider }),
        ...(wire.pg_id === null ? {} : { pgId: wire.pg_id }),
        ...(wire.pay_method === null ? {} : { payMethod: wire.pay_method }),
      };
      const approved = buildPayment(order, {
        id,
        impUid: wire.imp_uid,
        now,
        seed: this.seed,
        channels: store.channels,
        receiptHost: RECEIPT_HOST,
      });
      for (const fact of factsOfApproval) Object.assign(wire, { [fact]: approved.wire[fact] });
      if (isVbank) wire.vbank_issued_at = now;
      hidden.taxFreeLeft = Math.min(hidden.taxFreeLeft, wire.amount);
      return { kind: isVbank ? "account_issued" : "paid", amount: wire.amount, isTold: true };
    });
  }

  /** A waiting payment is paid: the window's approval, or the deposit into a virtual account. */
  pay(store: Store, id: number, deposit: DepositFacts = {}): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    const { wire, hidden } = record;
    const isDeposit = wire.pay_method === "vbank";
    const mayRepeat = isDeposit && hidden.isUnlimitedAccount === true;
    if (wire.status !== "ready" && wire.status !== "failed" && !mayRepeat)
      throw new ImpossibleControl(`this payment is ${wire.status}`);
    if (isDeposit && wire.vbank_num === null)
      throw new ImpossibleControl("no virtual account was issued for this payment");
    if (hidden.isAccountRevoked === true) throw new ImpossibleControl("this virtual account was revoked");
    const now = store.world.now;
    if (mayRepeat) this.#addDeposit(record, deposit, now);
    // A deposit into an unlimited account that comes after a cancel leaves the payment cancelled.
    if (wire.status !== "cancelled") wire.status = "paid";
    wire.paid_at ||= now;
    wire.failed_at = 0;
    wire.fail_reason = null;
    const draws = new Draws(this.seed ^ hashText(wire.imp_uid), 1, STREAM_CANCEL_TID + 40);
    wire.pg_tid ??= pgTidOf(wire.pg_provider ?? "", wire.pay_method ?? "", wire.pg_id ?? "", now, draws);
    wire.receipt_url = receiptUrlOf(RECEIPT_HOST, wire);
    hidden.updatedAt = now;
    this.#keep(store, id, record, isDeposit ? "deposited" : "paid", { amount: wire.amount });
    this.#notify(store, record, hidden.usesWebhook);
    return record;
  }

  /** Every deposit into an unlimited account is listed, and what was paid is their sum. */
  #addDeposit({ wire }: PaymentRecord, { amount = 0, depositorName }: DepositFacts, now: number): void {
    if (amount <= 0) throw new ImpossibleControl("a deposit into an unlimited account has an amount");
    const draws = new Draws(this.seed ^ hashText(wire.imp_uid), wire.deposit_history.length, STREAM_DEPOSIT_TID);
    wire.deposit_history.push({
      pg_tid: pgTidOf(wire.pg_provider ?? "", "vbank", wire.pg_id ?? "", now, draws),
      amount,
      reason: null,
      depositor_name: depositorName ?? wire.buyer_name ?? "",
      deposited_at: now,
    });
    wire.amount = wire.deposit_history.reduce((sum, one) => sum + one.amount, 0);
  }

  /** A waiting payment fails. Ordinary failures send no webhook. */
  fail(store: Store, id: number, reason: string): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    const { wire, hidden } = record;
    if (wire.status !== "ready") throw new ImpossibleControl(`this payment is ${wire.status}`);
    wire.status = "failed";
    wire.failed_at = store.world.now;
    wire.fail_reason = reason;
    hidden.updatedAt = store.world.now;
    this.#keep(store, id, record, "failed", { amount: wire.amount, reason });
    this.#notify(store, record, wire.customer_uid_usage === "payment.scheduled" && hidden.usesWebhook);
    return record;
  }

  /** The deposit deadline of a virtual account passes. V1 documents no change of status, so only the deadline moves. */
  expireVirtualAccount(store: Store, id: number): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    const { wire } = record;
    if (wire.status !== "ready" || wire.vbank_num === null)
      throw new ImpossibleControl("this payment waits for no deposit");
    wire.vbank_date = Math.min(wire.vbank_date, store.world.now - 1);
    this.#keep(store, id, record, "account_expired", { amount: wire.amount });
    return record;
  }

  /** The PG cancels on its own and tells i'mport nothing (help centre, cancel guide). */
  cancelAtPg(store: Store, id: number): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    if (record.wire.paid_at === 0) throw new ImpossibleControl("this payment was never paid");
    record.hidden.isCancelledAtPg = true;
    this.#keep(store, id, record, "cancelled_at_pg", {
      amount: round2(record.wire.amount - record.wire.cancel_amount),
    });
    return record;
  }

  /** The PG undoes the last cancel at the merchant's request, and the record is corrected (help centre, cancel reversal). */
  takeBackCancel(store: Store, id: number): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    const { wire, hidden } = record;
    const taken = takeBackCancellation(wire, hidden, store.world.now, this.#settings.partialCancelStatus);
    if (taken === undefined) throw new ImpossibleControl("this payment has no cancel to undo");
    this.#keep(store, id, record, "cancel_taken_back", {
      amount: taken.amount,
      reason: taken.reason,
      cancellationId: taken.cancellation_id,
    });
    return record;
  }

  /** The buyer of an escrow payment confirms the purchase. */
  confirmPurchase(store: Store, id: number): PaymentRecord {
    this.#arrive(store);
    const record = store.world.read(id);
    if (!record.wire.escrow) throw new ImpossibleControl("this is not an escrow payment");
    record.hidden.isPurchaseConfirmed = true;
    this.#keep(store, id, record, "purchase_confirmed", { amount: record.wire.amount });
    return record;
  }

  /** KG Inicis tells that an escrow has moved, which i'mport passes on where the shop arranged for it. */
  tellEscrow(store: Store, id: number, status: string, deniedReason: string | null): PaymentRecord {
    this.#arrive(store);
    const record = store.world.peek(id);
    const { wire } = record;
    if (!wire.escrow || wire.pg_provider !== "html5_inicis") {
      throw new ImpossibleControl("this is not an escrow payment of KG Inicis");
    }
    const extra = {
      escrow_status: status,
      changed_at: this.clock.seconds(),
      ...(deniedReason !== null && { denied_reason: deniedReason }),
    };
    const { imp_uid, merchant_uid } = wire;
    this.webhooks.notify({ imp_uid, merchant_uid, status: wire.status, event: "Inicis.Escrow.Changed", extra }, true);
    return record;
  }

  prepare(store: Store, prepared: PreparedPayment, kind: "prepared" | "prepare_changed"): void {
    this.#arrive(store);
    store.prepared.set(prepared.merchant_uid, prepared);
    const entry = this.#entry(store, kind, {
      impUid: null,
      merchantUid: prepared.merchant_uid,
      amount: prepared.amount,
      currency: prepared.currency,
    });
    this.#journal.append({ type: "prepared", tier: store.tier, prepared, entry });
    this.ledger.add(entry);
  }

  /** Keeps the receipt of a cash sale that i'mport knows nothing else about. */
  keepExternalReceipt(store: Store, merchantUid: string, receipt: CashReceipt, kind: LedgerKind): void {
    this.#arrive(store);
    const entry = this.#entry(store, kind, { impUid: null, merchantUid, amount: receipt.amount, currency: "KRW" });
    this.#journal.append({ type: "external_receipt", tier: store.tier, merchantUid, receipt, entry });
    store.externalReceipts.set(merchantUid, receipt);
    this.ledger.add(entry);
  }

  /** Sends the webhook of a payment's present status once more, as the console's resend button does. */
  resendWebhook(store: Store, id: number): void {
    this.#arrive(store);
    const record = store.world.read(id);
    this.#notify(store, record, true, record.wire.cancel_history.at(-1)?.cancellation_id);
  }

  moveClock(move: (clock: WorldClock) => void): void {
    move(this.clock);
    this.#journal.append({ type: "clock", ...this.clock.state });
    this.catchUp();
  }

  /** Changes the settings that `fields` names; throws with a sentence when one of them is wrong. */
  changeSettings(fields: Fields, isKept = true): SandboxSettings {
    const changed = changeSettings(this.#settings, fields);
    if (typeof changed === "string") throw new ImpossibleControl(changed);
    const isOtherStatus = changed.partialCancelStatus !== this.#settings.partialCancelStatus;
    this.#settings = changed;
    if (isKept) {
      if (isOtherStatus) for (const store of this.stores) store.world.rebuild();
      this.#journal.append({ type: "settings", settings: { ...changed } });
    }
    return changed;
  }

  /** Replaces the channels a store has, as people do in the console; what was paid before keeps the channel it had. */
  changeChannels(store: Store, channels: readonly Channel[]): void {
    store.channels = channels;
    this.#journal.append({ type: "channels", tier: store.tier, channels });
  }

  changeWebhooks(fields: Fields, isKept = true): void {
    const changed = changeWebhookSettings(this.webhooks.settings, fields);
    if (typeof changed === "string") throw new ImpossibleControl(changed);
    this.webhooks.settings = changed;
    if (isKept) this.#journal.append({ type: "webhooks", settings: { ...changed } });
  }

  close(): void {
    this.webhooks.close();
    this.#journal.close();
  }

  #openStore(tier: string | null, name: string, payments: number, lines: readonly JournalLine[] = []): Store {
    const shelves = new Shelves();
    for (const line of lines)
      if (line.type === "deed" && line.tier === tier && line.shelf !== null) shelves.put(line.shelf);
    const world = new PaymentsWorld({
      seed: tier === null ? this.seed : (this.seed ^ hashText(tier)) >>> 0,
      payments,
      anchor: this.anchor,
      now: Math.max(this.anchor, this.clock.seconds()),
      isTier: tier !== null,
      keepsArriving: this.#options.keepsArriving,
      partialCancelStatus: () => this.#settings.partialCancelStatus,
      receiptHost: () => RECEIPT_HOST,
      onEvent: (event) => this.#whenTimePassed(store, event),
      isWithheld: (subscription) => this.schedules.isWithheld({ shelves }, subscription),
    });
    const store: Store = {
      tier,
      name,
      world,
      listings: new Listings(world),
      channels: tier === null ? channels : name === "" ? [] : tierChannels,
      prepared: new Map(),
      externalReceipts: new Map(),
      shelves,
    };
    return store;
  }

  #whenTimePassed(store: Store, { kind, id }: WorldEvent): void {
    if (kind === "cancel_due") {
      this.#endPendingCancel(store, id, true);
      return;
    }
    const record = store.world.peek(id);
    const { wire, hidden } = record;
    const isSent = kind !== "failed" || wire.customer_uid_usage === "payment.scheduled";
    if (kind === "failed" && !isSent) return;
    const cancellationId = kind === "cancelled" ? wire.cancel_history.at(-1)?.cancellation_id : undefined;
    this.#notify(store, record, isSent && hidden.usesWebhook, cancellationId);
  }

  #notify({ tier }: Store, { wire }: PaymentRecord, isSent: boolean, cancellationId?: string): void {
    const { webhookTier } = this.#options;
    if (webhookTier !== undefined && tier !== webhookTier) return;
    const body: WebhookBody = { imp_uid: wire.imp_uid, merchant_uid: wire.merchant_uid, status: wire.status };
    if (cancellationId !== undefined) {
      body.status = "cancelled";
      body.cancellation_id = cancellationId;
    }
    this.webhooks.notify(body, isSent);
  }

  #keep(
    store: Store,
    id: number,
    record: PaymentRecord,
    kind: LedgerKind,
    facts: { amount: number; reason?: string | null; cancellationId?: string | null },
  ): void {
    const { wire } = record;
    const entry = this.#entry(store, kind, {
      impUid: wire.imp_uid,
      merchantUid: wire.merchant_uid,
      currency: wire.currency,
      ...facts,
    });
    this.#journal.append({ type: "payment", tier: store.tier, id, record, entry });
    store.world.store(id, structuredClone(record));
    this.ledger.add(entry);
  }

  #entry(
    store: Store,
    kind: LedgerKind,
    facts: {
      impUid: string | null;
      merchantUid: string;
      amount: number;
      currency: string | null;
      reason?: string | null;
      cancellationId?: string | null;
    },
  ): LedgerEntry {
    return {
      number: this.ledger.nextNumber,
      at: store.world.now,
      kind,
      tier: store.tier,
      imp_uid: facts.impUid,
      merchant_uid: facts.merchantUid,
      amount: facts.amount,
      currency: facts.currency,
      cancellation_id: facts.cancellationId ?? null,
      reason: facts.reason ?? null,
    };
  }

  /** The anchor, from the state file if it has one. A file of another world is refused rather than mixed up. */
  #agreeOnWorld(lines: readonly JournalLine[]): number {
    const { seed, payments } = this.#options;
    const known = lines.find((line) => line.type === "world");
    if (known === undefined) {
      const anchor = this.#options.anchor ?? this.clock.seconds();
      this.#journal.append({ type: "world", seed, payments, anchor });
      return anchor;
    }
    if (known.seed !== seed || known.payments !== payments) {
      throw new Error(
        `the state file belongs to a sandbox of ${known.payments} payments with seed ${known.seed}, not of ${payments} with seed ${seed}; remove the file or ask for that sandbox`,
      );
    }
    return known.anchor;
  }

  #restoreClock(lines: readonly JournalLine[]): void {
    let floor = this.anchor;
    let state = this.clock.state;
    for (const line of lines) {
      if (line.type === "clock") state = line;
      if ("entry" in line) floor = Math.max(floor, line.entry.at);
    }
    this.clock.restore(state, floor * 1000);
  }

  #restore(line: JournalLine): void {
    if (line.type === "channels") this.storeOf(line.tier).channels = line.channels;
    if (line.type === "payment") {
      this.storeOf(line.tier).world.store(line.id, line.record);
      this.ledger.add(line.entry);
    }
    if (line.type === "external_receipt") {
      this.storeOf(line.tier).externalReceipts.set(line.merchantUid, line.receipt);
      this.ledger.add(line.entry);
    }
    if (line.type === "deed") {
      const { payment, entry } = line;
      if (payment !== null) this.storeOf(line.tier).world.store(payment.id, payment.record);
      this.ledger.add(entry);
    }
    if (line.type === "prepared") {
      this.storeOf(line.tier).prepared.set(line.prepared.merchant_uid, line.prepared);
      this.ledger.add(line.entry);
    }
  }
}
