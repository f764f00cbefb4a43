/** What a journey may say of a payment it wants to exist; the sandbox makes up the rest. */
export interface PaymentOrder {
  readonly status?: "ready" | "paid" | "failed";
  readonly merchantUid?: string;
  readonly amount?: number;
  readonly pgProvider?: string;
  readonly payMethod?: string;
  readonly name?: string;
  readonly buyerName?: string;
  readonly buyerTel?: string;
  readonly buyerEmail?: string;
  readonly buyerAddr?: string;
  readonly buyerPostcode?: string;
  /** Whether the PG keeps the money until the buyer confirms the purchase. */
  readonly escrow?: boolean;
  readonly failReason?: string;
  readonly isTest?: boolean;
  readonly usesWebhook?: boolean;
  readonly currency?: string;
  /** The tax-free part of the amount; the API never tells it again. */
  readonly taxFree?: number;
  /** Unix seconds. */
  readonly startedAt?: number;
  /** Unix seconds. */
  readonly paidAt?: number;
}

export interface SandboxPayment {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly amount: number;
}

/** Something that goes wrong between the console and i'mport until it is taken back. */
export interface Fault {
  readonly kind: "status" | "reset" | "delay" | "drop" | "unauthorized";
  readonly method?: string;
  readonly path?: string;
  /** Whether it strikes before the work is done, or after, when only the answer is lost. */
  readonly when?: "before" | "after";
  readonly status?: number;
  readonly delayMs?: number;
}

const credentials = { imp_key: "sandbox", imp_secret: "sandbox-secret" };
const listingDays = 90;
const historyDays = 760;
const day = 24 * 60 * 60;

/** The stand-in of i'mport, from the side its merchant's shop and its PGs see. */
export class Sandbox {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Makes a payment; the webhook of a paid one leaves at once. */
  async createPayment(order: PaymentOrder): Promise<SandboxPayment> {
    const { payment } = fields(await this.#send("POST", "/__sandbox/payments", order));
    const wire = fields(payment);
    return { impUid: String(wire.imp_uid), merchantUid: String(wire.merchant_uid), amount: Number(wire.amount) };
  }

  /** Cancels through V1, as a shop does. Such a cancel sends a webhook only when asked to. */
  async cancel(impUid: string, amount: number, options: { reason: string; sendsWebhook: boolean }): Promise<void> {
    const body = { imp_uid: impUid, amount, reason: options.reason, enable_webhook: options.sendsWebhook };
    await this.#send("POST", "/payments/cancel", body, await this.#token());
  }

  /** Cancels all that is left, as somebody at the vendor's own console does. */
  async cancelFromConsole(impUid: string): Promise<void> {
    await this.#send("POST", `/__sandbox/payments/${impUid}/console-cancel`, {});
  }

  /** Drops the last cancel from a payment's list while its sum keeps it: upstream's own sources then disagree. */
  async loseCancelEntry(impUid: string): Promise<void> {
    await this.#send("POST", `/__sandbox/payments/${impUid}/lose-cancel-entry`, {});
  }

  /** The bank gets the money of a virtual account and the PG tells i'mport, whose webhook leaves at once. */
  async deposit(impUid: string): Promise<void> {
    await this.#send("POST", `/__sandbox/payments/${impUid}/deposit`, {});
  }

  /** KG Inicis tells by webhook where an escrow stands: 3 confirmed by the buyer, 4 refused. */
  async tellEscrow(impUid: string, status: string, reason: string): Promise<void> {
    await this.#send("POST", `/__sandbox/payments/${impUid}/tell-escrow`, { status, reason });
  }

  /** Lets the PG finish a cancel that it had only taken. */
  async settleCancel(impUid: string): Promise<void> {
    await this.#send("POST", `/__sandbox/payments/${impUid}/settle-cancel`, {});
  }

  /** What i'mport itself holds of a payment's cancels. */
  async cancelsOf(impUid: string): Promise<readonly { readonly amount: number; readonly reason: string }[]> {
    const { payment } = fields(await this.#send("GET", `/__sandbox/payments/${impUid}`));
    const history = fields(payment).cancel_history;
    return (Array.isArray(history) ? history : []).map((each) => ({
      amount: Number(fields(each).amount),
      reason: String(fields(each).reason),
    }));
  }

  /** Makes every request to V1, or those under `path`, go wrong; returns how to end it. */
  async breakDown(fault: Fault): Promise<() => Promise<void>> {
    const ordered = fields(await this.#send("POST", "/__sandbox/faults", { ...fault, count: null }));
    return async () => {
      await this.#send("DELETE", `/__sandbox/faults/${String(ordered.id)}`);
    };
  }

  /** What a buyer or a courier does with one product of a Naver order. */
  async moveNaverOrder(
    productOrderId: string,
    move: "request-cancel" | "request-return" | "request-exchange" | "deliver",
  ): Promise<void> {
    await this.#send("POST", `/__sandbox/naver-orders/${productOrderId}/${move}`, {});
  }

  /** A card that somebody registered; `declines` are the words in which its company refuses every charge. */
  async registerCard(card: {
    readonly customerUid: string;
    readonly customerName: string;
    readonly pgProvider?: string;
    readonly declines?: string;
  }): Promise<void> {
    await this.#send("POST", "/__sandbox/billing-keys", card);
  }

  /** From now on the card is declined in these words; without words it pays. */
  async declineCard(customerUid: string, reason?: string): Promise<void> {
    await this.#send("POST", `/__sandbox/billing-keys/${customerUid}/decline`, { reason });
  }

  /** Plans a charge through V1, as a shop does. */
  async planCharge(customerUid: string, merchantUid: string, secondsAhead: number): Promise<void> {
    const { now } = fields(await this.#send("GET", "/__sandbox/clock"));
    const line = {
      merchant_uid: merchantUid,
      schedule_at: Number(now) + secondsAhead,
      amount: 9900,
      name: "정기배송 생수",
    };
    const body = { customer_uid: customerUid, schedules: [line] };
    await this.#send("POST", "/subscribe/payments/schedule", body, await this.#token());
  }

  /** Somebody who joins KCP Quick Pay, with their fingerprint. */
  async joinKcpQuick(memberId: string): Promise<void> {
    await this.#send("POST", "/__sandbox/kcpquick/members", { memberId, usesFido: true });
  }

  /** An identity check that somebody passed; returns its id. */
  async certify(person: { readonly name: string; readonly phone: string; readonly birthday: string }): Promise<string> {
    const { certification } = fields(await this.#send("POST", "/__sandbox/certifications", person));
    return String(fields(certification).imp_uid);
  }

  async moveClock(change: { advance: number }): Promise<void> {
    await this.#send("POST", "/__sandbox/clock", change);
  }

  /** How many payments V1 itself says there are, over all its time. */
  async countPayments(): Promise<number> {
    const token = await this.#token();
    const { now } = fields(await this.#send("GET", "/__sandbox/clock"));
    let total = 0;
    for (let to = Number(now) + day; to > Number(now) - historyDays * day; to -= listingDays * day) {
      const window = new URLSearchParams({
        from: String(to - listingDays * day + 1),
        to: String(to),
        limit: "1",
        sorting: "started",
      });
      const { response } = fields(await this.#send("GET", `/payments/status/all?${window}`, undefined, token));
      total += Number(fields(response).total);
    }
    return total;
  }

  async #token(): Promise<string> {
    const { response } = fields(await this.#send("POST", "/users/getToken", credentials));
    return String(fields(response).access_token);
  }

  async #send(method: string, path: string, body?: object, token?: string): Promise<unknown> {
    const response = await fetch(new URL(path, this.#url), {
      method,
      headers: { "content-type": "application/json", ...(token === undefined ? {} : { authorization: token }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    const code = fields(answer).code ?? 0;
    if (!response.ok || code !== 0) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
