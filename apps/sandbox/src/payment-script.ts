import type { Arrivals } from "./arrivals.ts";
import { asNaverOrder, liveRoutes, NAVER_ORDER_SHARE, type PayRoute, testRoutes, tierRoutes } from "./channels.ts";
import { isSameKstMonth, kstDayNumber, kstDayStart } from "./kst.ts";
import { drawUnit, type Weighted } from "./random.ts";

const STREAM_ATTEMPT = 10;
const STREAM_ATTEMPT_GAP = 11;
const STREAM_ROUTE = 12;
const STREAM_TEST = 13;
const STREAM_ESCROW = 14;
const STREAM_OUTCOME = 15;
const STREAM_SETTLE = 16;
const STREAM_CANCEL = 17;
const STREAM_CANCEL_DELAY = 18;
const STREAM_CANCEL_HOUR = 19;
const STREAM_CANCEL_AGAIN = 20;
const STREAM_DUE = 21;
const STREAM_CUSTOMER = 22;
const STREAM_NAVER_ORDER = 23;

const MOST_ATTEMPTS = 4;
const RETRY_SHARE = 0.055;
const TEST_SHARE = 0.012;

export type Ending = "paid" | "failed" | "abandoned" | "waiting";
export type CancelPlan = "none" | "full" | "partial" | "twice" | "partial_then_rest";

/** What happens to one payment and when, in unix seconds; 0 means never. It says nothing about who, what or how much. */
export interface PaymentScript {
  startedAt: number;
  route: PayRoute;
  isTest: boolean;
  isEscrow: boolean;
  ending: Ending;
  /** When a virtual account was issued. */
  issuedAt: number;
  /** Until when it takes the deposit. */
  dueAt: number;
  /** When the payment was paid or failed. */
  settledAt: number;
  cancelPlan: CancelPlan;
  firstCancelAt: number;
  secondCancelAt: number;
}

/**
 * The life of payment `index` of a seed. Everything follows from the index, so a script can be written for any payment
 * at any time, alone and in any order.
 */
export class Scripts {
  readonly seed: number;
  readonly #arrivals: Arrivals;
  readonly #live: Weighted<PayRoute>;
  readonly #customers: number;

  constructor(seed: number, arrivals: Arrivals, isTier: boolean) {
    this.seed = seed;
    this.#arrivals = arrivals;
    this.#live = isTier ? tierRoutes : liveRoutes;
    this.#customers = Math.max(8, Math.floor(arrivals.payments * 0.42));
  }

  /** How many earlier attempts this payment's order has seen. */
  attemptOf(index: number): number {
    let run = 0;
    while (index - run > 0 && drawUnit(this.seed, index - run, STREAM_ATTEMPT) < RETRY_SHARE) run++;
    return run % MOST_ATTEMPTS;
  }

  get customers(): number {
    return this.#customers;
  }

  /** The customer who placed order `order` (the index of its first attempt). A few of them come back often. */
  customerOf(order: number): number {
    return Math.floor(this.#customers * drawUnit(this.seed, order, STREAM_CUSTOMER) ** 1.3);
  }

  startOf(index: number, attempt: number): number {
    let at = this.#arrivals.firstAttemptAt(index - attempt);
    for (let n = attempt - 1; n >= 0; n--) {
      at += 35 + Math.floor(drawUnit(this.seed, index - n, STREAM_ATTEMPT_GAP) * 240);
    }
    return index < this.#arrivals.payments ? Math.min(at, this.#arrivals.anchor) : at;
  }

  write(index: number): PaymentScript {
    const seed = this.seed;
    const attempt = this.attemptOf(index);
    const order = index - attempt;
    const startedAt = this.startOf(index, attempt);
    const isTest = drawUnit(seed, order, STREAM_TEST) < TEST_SHARE;
    const drawn = this.#routeOf(index, order, isTest ? testRoutes : this.#live);
    const isNaverOrder = drawUnit(seed, order, STREAM_NAVER_ORDER) < NAVER_ORDER_SHARE;
    const route = (isNaverOrder ? asNaverOrder(drawn) : null) ?? drawn;
    const method = route.payMethod;
    const isEscrow = escrowShare(route) > drawUnit(seed, index, STREAM_ESCROW);
    const script: PaymentScript = {
      startedAt,
      route,
      isTest,
      isEscrow,
      ending: "abandoned",
      issuedAt: 0,
      dueAt: 0,
      settledAt: 0,
      cancelPlan: "none",
      firstCancelAt: 0,
      secondCancelAt: 0,
    };
    const outcome = drawUnit(seed, index, STREAM_OUTCOME);
    const pace = drawUnit(seed, index, STREAM_SETTLE);
    const isLastAttempt = this.attemptOf(index + 1) === 0;
    if (route.isSubscription) {
      script.ending = !isLastAttempt || outcome < 0.06 ? "failed" : "paid";
      script.settledAt = startedAt + 1 + Math.floor(pace * 3);
    } else if (!isLastAttempt || outcome < 0.115) {
      const abandoned = isLastAttempt ? outcome < 0.068 : outcome < 0.4;
      if (abandoned) return script;
      script.ending = "failed";
      script.settledAt = startedAt + 12 + Math.floor(pace * pace * 230);
    } else if (method === "vbank") {
      const days = 2 + Math.floor(drawUnit(seed, index, STREAM_DUE) * 5);
      script.issuedAt = startedAt + 20 + Math.floor(pace * 70);
      script.dueAt = kstDayStart(kstDayNumber(startedAt) + days + 1) - 1;
      const waits = 180 + Math.floor(pace ** 3 * (script.dueAt - script.issuedAt) * 1.05);
      script.ending = outcome < 0.29 || script.issuedAt + waits > script.dueAt ? "waiting" : "paid";
      if (script.ending === "paid") script.settledAt = script.issuedAt + waits;
    } else {
      script.ending = "paid";
      script.settledAt = startedAt + 14 + Math.floor(pace * pace * 160);
    }
    if (script.ending === "paid" && !isTest) this.#planCancel(index, script);
    return script;
  }

  /** A buyer who tries again may take another card or wallet, but stays in the same kind of shop. */
  #routeOf(index: number, order: number, routes: Weighted<PayRoute>): PayRoute {
    const own = routes.at(drawUnit(this.seed, index, STREAM_ROUTE));
    if (order === index) return own;
    const first = routes.at(drawUnit(this.seed, order, STREAM_ROUTE));
    return isOrdinary(first) && isOrdinary(own) ? own : first;
  }

  #planCancel(index: number, script: PaymentScript): void {
    const roll = drawUnit(this.seed, index, STREAM_CANCEL);
    if (roll >= 0.078) return;
    const isWholeOnly =
      script.isEscrow || script.route.payMethod === "phone" || script.route.payMethod === "cultureland";
    script.cancelPlan =
      roll < 0.053 || isWholeOnly ? "full" : roll < 0.07 ? "partial" : roll < 0.0745 ? "twice" : "partial_then_rest";
    script.firstCancelAt = this.#cancelTime(script.settledAt, drawUnit(this.seed, index, STREAM_CANCEL_DELAY), index);
    if (script.route.payMethod === "phone" && !isSameKstMonth(script.firstCancelAt, script.settledAt)) {
      script.cancelPlan = "none";
      script.firstCancelAt = 0;
      return;
    }
    if (script.cancelPlan === "twice" || script.cancelPlan === "partial_then_rest") {
      script.secondCancelAt = this.#cancelTime(
        script.firstCancelAt,
        0.3 + 0.6 * drawUnit(this.seed, index, STREAM_CANCEL_AGAIN),
        index + 7,
      );
    }
  }

  /** Buyers change their mind within the hour; returns are refunded later, in office hours. */
  #cancelTime(after: number, roll: number, index: number): number {
    if (roll < 0.34) return after + 240 + Math.floor((roll / 0.34) ** 2 * 30_000);
    const days =
      roll < 0.82 ? 1 + Math.floor(((roll - 0.34) / 0.48) * 9) : 10 + Math.floor(((roll - 0.82) / 0.18) * 36);
    const second = 9 * 3600 + Math.floor(drawUnit(this.seed, index, STREAM_CANCEL_HOUR) * 9 * 3600);
    return kstDayStart(kstDayNumber(after) + days) + second;
  }
}

function isOrdinary(route: PayRoute): boolean {
  return !route.isSubscription && !isAbroad(route);
}

/** Whether the route belongs to the overseas shop, which sells in dollars. */
export function isAbroad(route: PayRoute): boolean {
  return route.channel.pg_provider === "paypal_v2" || route.channel.pg_provider === "paymentwall";
}

function escrowShare(route: PayRoute): number {
  if (route.channel.pg_provider !== "html5_inicis" && route.channel.pg_provider !== "kcp") return 0;
  if (route.payMethod === "vbank" || route.payMethod === "trans") return 0.24;
  return route.payMethod === "card" ? 0.015 : 0;
}
