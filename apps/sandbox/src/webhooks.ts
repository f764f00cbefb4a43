import type { Faults } from "./faults.ts";
import { type Fields, numberField } from "./request-fields.ts";

/** Body of a webhook (developers site, webhook V1; `cancellation_id` since 2024-02). */
export interface WebhookBody {
  imp_uid: string;
  merchant_uid: string;
  status: string;
  cancellation_id?: string;
  /** Named where it is more than a status, with what it is about in `extra`. */
  event?: string;
  extra?: Readonly<Record<string, string | number>>;
}

/** As a form, with brackets for what is nested. */
function formOf({ extra = {}, ...plain }: WebhookBody): string {
  const nested = Object.entries(extra).map(([name, value]) => [`extra[${name}]`, String(value)]);
  return new URLSearchParams([...Object.entries(plain), ...nested] as [string, string][]).toString();
}

export interface WebhookSettings {
  /** Where to; null sends nothing. */
  url: string | null;
  contentType: "application/json" | "application/x-www-form-urlencoded";
  /** Further attempts after the first; i'mport makes none unless asked, and at most five. */
  resends: number;
  resendIntervalSeconds: number;
}

export interface Delivery {
  number: number;
  /** Unix milliseconds. */
  queuedAtMs: number;
  url: string | null;
  body: WebhookBody;
  contentType: string;
  /** `not_sent`: nobody listens, or the rules say this event sends none. */
  state: "waiting" | "delivered" | "failed" | "lost" | "not_sent";
  attempts: { atMs: number; status: number | null; problem: string | null }[];
}

interface Errand {
  delivery: Delivery;
  dueAtMs: number;
}

const FIRST_TIMEOUT_MS = 30_000;
const RESEND_TIMEOUT_MS = 15_000;
const MOST_AT_ONCE = 4;
const REMEMBERED = 2000;
/** A webhook held back to come late comes by itself when nothing overtakes it. */
const LONGEST_HOLD_MS = 60_000;

/**
 * Sends webhooks as i'mport does: no signature, one attempt unless resends were asked for, and a resend only when the
 * network failed or the answer was 5xx. An address given later does not move what is already on its way.
 */
export class Webhooks {
  settings: WebhookSettings;
  readonly #fetch: typeof fetch;
  readonly #faults: Faults;
  readonly #nowMs: () => number;
  readonly #deliveries: Delivery[] = [];
  readonly #errands: Errand[] = [];
  readonly #underway = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #held: Errand | null = null;
  #number = 0;

  constructor(settings: WebhookSettings, faults: Faults, nowMs: () => number, fetchWith: typeof fetch) {
    this.settings = settings;
    this.#faults = faults;
    this.#nowMs = nowMs;
    this.#fetch = fetchWith;
  }

  get deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  /** Writes the event down and, when it is one that is sent, sends it. */
  notify(body: WebhookBody, isSent: boolean): Delivery {
    this.#number += 1;
    const { url, contentType } = this.settings;
    const delivery: Delivery = {
      number: this.#number,
      queuedAtMs: this.#nowMs(),
      url,
      body,
      contentType,
      state: "not_sent",
      attempts: [],
    };
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > REMEMBERED) this.#deliveries.shift();
    if (!isSent || url === null) return delivery;
    delivery.state = "waiting";
    const errand: Errand = { delivery, dueAtMs: this.#nowMs() };
    switch (this.#faults.strikeWebhook()?.kind) {
      case "webhook_lost":
        delivery.state = "lost";
        break;
      case "webhook_doubled":
        this.#errands.push(errand, { ...errand });
        break;
      case "webhook_reordered":
        if (this.#held !== null) this.#errands.push(this.#held);
        this.#held = errand;
        break;
      default:
        this.#errands.push(errand);
        if (this.#held !== null) this.#errands.push(this.#held);
        this.#held = null;
    }
    this.pump();
    return delivery;
  }

  /** Starts whatever is due. */
  pump(): void {
    const now = this.#nowMs();
    if (this.#held !== null && now - this.#held.dueAtMs >= LONGEST_HOLD_MS) {
      this.#errands.push(this.#held);
      this.#held = null;
    }
    while (this.#underway.size < MOST_AT_ONCE && !this.#stop.signal.aborted) {
      const at = this.#errands.findIndex((errand) => errand.dueAtMs <= now);
      const [errand] = at < 0 ? [] : this.#errands.splice(at, 1);
      if (errand === undefined) return;
      const run = this.#deliver(errand).finally(() => {
        this.#underway.delete(run);
        this.pump();
      });
      this.#underway.add(run);
    }
  }

  /** Resolves when nothing that is due is still on its way. */
  async settled(): Promise<void> {
    this.pump();
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }

  close(): void {
    this.#stop.abort();
    this.#errands.length = 0;
  }

  async #deliver({ delivery }: Errand): Promise<void> {
    const { url, body, contentType } = delivery;
    if (url === null) return;
    const isFirst = delivery.attempts.length === 0;
    const attempt: Delivery["attempts"][number] = { atMs: this.#nowMs(), status: null, problem: null };
    delivery.attempts.push(attempt);
    try {
      const response = await this.#fetch(url, {
        method: "POST",
        headers: { "content-type": contentType, "user-agent": "iamport-sandbox-webhook" },
        body: contentType === "application/json" ? JSON.stringify(body) : formOf(body),
        redirect: "manual",
        signal: AbortSignal.any([
          this.#stop.signal,
          AbortSignal.timeout(isFirst ? FIRST_TIMEOUT_MS : RESEND_TIMEOUT_MS),
        ]),
      });
      attempt.status = response.status;
      await response.body?.cancel();
    } catch (error) {
      attempt.problem = error instanceof Error ? error.message : String(error);
    }
    if (attempt.status !== null && attempt.status < 300) {
      delivery.state = "delivered";
      return;
    }
    const mayTryAgain = attempt.status === null || attempt.status >= 500;
    if (mayTryAgain && delivery.attempts.length <= this.settings.resends && !this.#stop.signal.aborted) {
      this.#errands.push({ delivery, dueAtMs: this.#nowMs() + this.settings.resendIntervalSeconds * 1000 });
    } else if (delivery.state !== "delivered") {
      delivery.state = "failed";
    }
  }
}

/** Changes what `fields` names and leaves the rest; a string says what is wrong. */
export function changeWebhookSettings(settings: WebhookSettings, fields: Fields): WebhookSettings | string {
  const changed = { ...settings };
  if (fields.url === null || fields.url === "") changed.url = null;
  else if (typeof fields.url === "string") {
    if (!URL.canParse(fields.url) || !/^https?:/.test(fields.url)) return "url must be an http or https address";
    changed.url = fields.url;
  }
  if (fields.contentType === "application/json" || fields.contentType === "application/x-www-form-urlencoded") {
    changed.contentType = fields.contentType;
  } else if (fields.contentType !== undefined) {
    return "contentType must be application/json or application/x-www-form-urlencoded";
  }
  const resends = numberField(fields, "resends");
  if (resends === undefined || (resends ?? 0) < 0 || (resends ?? 0) > 5) return "resends must be from 0 to 5";
  if (resends !== null) changed.resends = resends;
  const interval = numberField(fields, "resendIntervalSeconds");
  if (interval === undefined || (interval ?? 0) < 0) return "resendIntervalSeconds must not be negative";
  if (interval !== null) changed.resendIntervalSeconds = interval;
  return changed;
}
