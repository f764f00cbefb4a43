import { drawUnit } from "./random.ts";
import { type Fields, flagField, numberField, textField } from "./request-fields.ts";

const STREAM_FAULT = 9500;
const STREAM_MISHAP = 9600;

export const requestFaultKinds = [
  "delay",
  "drop",
  "reset",
  "status",
  "broken_json",
  "html",
  "unauthorized",
  "pg_refusal",
] as const;
export const webhookFaultKinds = ["webhook_lost", "webhook_doubled", "webhook_reordered"] as const;
export type RequestFaultKind = (typeof requestFaultKinds)[number];
export type WebhookFaultKind = (typeof webhookFaultKinds)[number];
export type FaultKind = RequestFaultKind | WebhookFaultKind;

/** A bad day, ordered in advance. */
export interface FaultOrder {
  kind: FaultKind;
  /** Only requests with this method. */
  method?: string;
  /** Only paths that begin so; `*` stands for anything within. */
  path?: string;
  /** How many times it strikes; null = until it is taken back. */
  count?: number | null;
  /** Of the requests it could strike, how many it does; drawn from the seed. */
  probability?: number;
  /** Whether it strikes before the work is done, or after, when only the answer is lost. */
  when?: "before" | "after";
  delayMs?: number;
  status?: number;
  retryAfterSeconds?: number;
  message?: string;
}

export interface Fault extends Required<Omit<FaultOrder, "method" | "path" | "message" | "retryAfterSeconds">> {
  id: number;
  method: string | null;
  path: string | null;
  message: string | null;
  retryAfterSeconds: number | null;
  /** Requests it could have struck, and those it struck. */
  seen: number;
  struck: number;
}

/** Faults that are waiting, and the dice that decide whom they strike. */
export class Faults {
  readonly #seed: number;
  readonly #waiting: Fault[] = [];
  #ordered = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  order(order: FaultOrder): Fault {
    this.#ordered += 1;
    const fault: Fault = {
      id: this.#ordered,
      kind: order.kind,
      method: order.method?.toUpperCase() ?? null,
      path: order.path ?? null,
      count: order.count === undefined ? 1 : order.count,
      probability: order.probability ?? 1,
      when: order.when ?? "before",
      delayMs: order.delayMs ?? 1000,
      status: order.status ?? (order.kind === "html" ? 502 : 500),
      retryAfterSeconds: order.retryAfterSeconds ?? null,
      message: order.message ?? null,
      seen: 0,
      struck: 0,
    };
    this.#waiting.push(fault);
    return fault;
  }

  get waiting(): readonly Fault[] {
    return this.#waiting;
  }

  /** Takes back one fault, or all of them. */
  clear(id?: number): void {
    for (let n = this.#waiting.length - 1; n >= 0; n--) {
      if (id === undefined || this.#waiting[n]?.id === id) this.#waiting.splice(n, 1);
    }
  }

  /** The faults that strike this request. */
  strikeRequest(method: string, path: string): Fault[] {
    return this.#strike(
      (fault) =>
        !fault.kind.startsWith("webhook_") &&
        (fault.method === null || fault.method === method) &&
        (fault.path === null || matchesPath(fault.path, path)),
    );
  }

  /** What happens to the next webhook. */
  strikeWebhook(): Fault | undefined {
    return this.#strike((fault) => fault.kind.startsWith("webhook_"), 1)[0];
  }

  #strike(isMeant: (fault: Fault) => boolean, most = Number.POSITIVE_INFINITY): Fault[] {
    const struck: Fault[] = [];
    for (const fault of [...this.#waiting]) {
      if (struck.length >= most || !isMeant(fault)) continue;
      fault.seen += 1;
      const roll = drawUnit(this.#seed, fault.id * 1_000_003 + fault.seen, STREAM_FAULT);
      if (roll >= fault.probability) continue;
      fault.struck += 1;
      if (fault.count !== null && fault.struck >= fault.count) this.clear(fault.id);
      struck.push(fault);
    }
    return struck;
  }

  /** A number in [0, 1) for mishaps that need one, from the seed. */
  mishap(index: number): number {
    return drawUnit(this.#seed, index, STREAM_MISHAP);
  }
}

function matchesPath(pattern: string, path: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}`).test(path);
}

/** Reads an order for a fault; a string says what is wrong with it. */
export function readFaultOrder(fields: Fields): FaultOrder | string {
  const kind = [...requestFaultKinds, ...webhookFaultKinds].find((one) => one === fields.kind);
  if (kind === undefined) return `kind must be one of ${[...requestFaultKinds, ...webhookFaultKinds].join(", ")}`;
  const order: FaultOrder = { kind };
  const method = textField(fields, "method");
  const path = textField(fields, "path");
  const message = textField(fields, "message");
  if (method !== null) order.method = method;
  if (path !== null) order.path = path;
  if (message !== null) order.message = message;
  if (fields.when === "after" || flagField(fields, "after")) order.when = "after";
  if (fields.count === null) order.count = null;
  for (const name of ["count", "probability", "delayMs", "status", "retryAfterSeconds"] as const) {
    const value = numberField(fields, name);
    if (value === undefined || (value !== null && value < 0)) return `${name} must be a number that is not negative`;
    if (value !== null) order[name] = value;
  }
  if (order.status !== undefined && (order.status < 200 || order.status > 599)) return "status must be from 200 to 599";
  return order;
}
