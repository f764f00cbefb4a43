import type { Clock } from "@maru/domain";
import type { Exchange } from "./client-types.ts";
import { type Envelope, openEnvelope } from "./envelope.ts";
import { networkFailure } from "./network-failure.ts";

/** One call as the client means it: what to send, and how to name it without naming anyone. */
export interface WireCall {
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with placeholders, for logs and metrics. */
  readonly path: string;
  /** Values of the placeholders, in order. */
  readonly segments?: readonly string[];
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: Readonly<Record<string, unknown>>;
  /** What travels in the address and must not come back in upstream's words; what of a body must not is known by its name. */
  readonly secrets?: readonly string[];
}

/** What one request came to. */
export type WireAnswer =
  | {
      readonly kind: "enveloped";
      readonly httpStatus: number;
      readonly envelope: Envelope;
      readonly retryAfterMs: number | null;
      readonly serverDateMs: number | null;
    }
  | {
      readonly kind: "unreadable";
      readonly httpStatus: number;
      readonly problem: string;
      readonly retryAfterMs: number | null;
      readonly serverDateMs: number | null;
    }
  | {
      readonly kind: "lost";
      readonly failure: "timeout" | "network";
      /** True only when not one byte of the request can have reached upstream. */
      readonly neverLeft: boolean;
      readonly networkCode: string | null;
    };

export interface HttpExchangeOptions {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly tier: string | undefined;
  readonly onExchange: ((exchange: Exchange) => void) | undefined;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface SendOptions {
  readonly token: string | null;
  readonly attempt: number;
  readonly timeoutMs: number;
}

export type HttpExchange = (call: WireCall, options: SendOptions) => Promise<WireAnswer>;

/** A page of 1,000 payments is about 2 MB; nothing honest comes near this. */
const largestAnswerBytes = 64 * 1024 * 1024;

/** Sends one request and waits for its whole answer, once. Once it is sent this never rejects; redirects are not followed. */
export function createHttpExchange(options: HttpExchangeOptions): HttpExchange {
  const { clock, onExchange, sleep } = options;

  async function send(call: WireCall, { token, timeoutMs }: SendOptions): Promise<WireAnswer> {
    const stop = new AbortController();
    const request = requestFor(options, call, token, stop.signal);
    const settled = new AbortController();
    const timeout = async (): Promise<WireAnswer> => {
      await sleep(timeoutMs, settled.signal);
      return { kind: "lost", failure: "timeout", neverLeft: false, networkCode: null };
    };
    try {
      return await Promise.race([answerTo(request), timeout()]);
    } catch (error) {
      const { code, neverLeft } = networkFailure(error);
      return { kind: "lost", failure: "network", neverLeft, networkCode: code };
    } finally {
      settled.abort();
      stop.abort();
    }
  }

  async function answerTo(request: Request): Promise<WireAnswer> {
    const response = await options.fetch(request);
    const httpStatus = response.status;
    const heard = {
      retryAfterMs: readRetryAfter(response.headers.get("retry-after"), clock),
      serverDateMs: readDate(response.headers.get("date")),
    };
    // Following would carry the credentials wherever the answer points.
    if (httpStatus >= 300 && httpStatus < 400) {
      return { kind: "unreadable", httpStatus, problem: "the answer is a redirect", ...heard };
    }
    const text = await readBody(response);
    if (text === undefined) return { kind: "unreadable", httpStatus, problem: "the answer is too long", ...heard };
    const { envelope, problem } = openEnvelope(text);
    return envelope
      ? { kind: "enveloped", httpStatus, envelope, ...heard }
      : { kind: "unreadable", httpStatus, problem, ...heard };
  }

  return async (call, sendOptions) => {
    const startedAtMs = clock.now();
    const answer = await send(call, sendOptions);
    try {
      onExchange?.({
        operation: call.operation,
        method: call.method,
        path: call.path,
        httpStatus: answer.kind === "lost" ? null : answer.httpStatus,
        code: answer.kind === "enveloped" ? answer.envelope.code : null,
        durationMs: Math.max(0, clock.now() - startedAtMs),
        attempt: sendOptions.attempt,
        serverDateMs: answer.kind === "lost" ? null : answer.serverDateMs,
        failure: answer.kind === "enveloped" ? null : answer.kind === "lost" ? answer.failure : "unreadable",
      });
    } catch {
      // An observer that fails must not cost the answer: for a cancel, the answer is the record of moved money.
    }
    return answer;
  };
}

function requestFor(options: HttpExchangeOptions, call: WireCall, token: string | null, signal: AbortSignal): Request {
  const headers = new Headers({ accept: "application/json" });
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  // The token belongs to the parent merchant: only what it is used for is done for the sub-merchant.
  if (token !== null && options.tier !== undefined) headers.set("tier", options.tier);
  if (call.body) headers.set("content-type", "application/json");
  return new Request(options.baseUrl + pathOf(call), {
    method: call.method,
    headers,
    body: call.body ? JSON.stringify(call.body) : null,
    redirect: "manual",
    signal,
  });
}

function pathOf(call: WireCall): string {
  const values = (call.segments ?? []).values();
  const path = call.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(values.next().value ?? ""));
  if (!call.query || call.query.length === 0) return path;
  return `${path}?${call.query.map(([name, value]) => `${encodeName(name)}=${encodeURIComponent(value)}`).join("&")}`;
}

/** Brackets stay as they are, the way the documents and the vendor's own clients send them. */
function encodeName(name: string): string {
  return name.endsWith("[]") ? `${encodeURIComponent(name.slice(0, -2))}[]` : encodeURIComponent(name);
}

async function readBody(response: Response): Promise<string | undefined> {
  if (Number(response.headers.get("content-length") ?? 0) > largestAnswerBytes) return undefined;
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = "";
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > largestAnswerBytes) return undefined;
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

function readDate(header: string | null): number | null {
  const at = Date.parse(header ?? "");
  return Number.isNaN(at) ? null : at;
}

/** Seconds or an HTTP date; null when absent or neither. */
function readRetryAfter(header: string | null, clock: Clock): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - clock.now());
}
