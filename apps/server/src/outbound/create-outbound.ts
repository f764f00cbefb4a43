import { lookup as lookUpHost } from "node:dns/promises";
import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { type BlockList, isIP, type LookupFunction } from "node:net";
import { isAllowedPrivate, isCallable, readAddress } from "./judge-address.ts";
import type { OutboundProblem } from "./outbound-problem.ts";

export interface OutboundRequest {
  /** As somebody entered it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of one call. `problem` is null only for a 2xx answer. */
export interface OutboundResult {
  readonly status: number | null;
  readonly problem: OutboundProblem | null;
  /** The IP address that was called; null when none was. */
  readonly address: string | null;
  readonly tookMs: number;
}

export interface Outbound {
  /** Whether the address may be called at all, looked up now; null when it may. Calls nobody. */
  check(url: string): Promise<OutboundProblem | null>;
  /** Posts once. Never rejects, follows no redirect, and connects to the very address that was judged. */
  post(request: OutboundRequest): Promise<OutboundResult>;
}

export interface OutboundOptions {
  /** Addresses outside the public internet that may be called all the same. */
  readonly privateRanges: BlockList;
  /** All addresses of a host; the system's resolver unless given. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  readonly timeoutMs?: number;
}

interface Target {
  readonly url: URL;
  readonly address: string;
}

const usualTimeoutMs = 10_000;
/** What is read of an answer: nothing in it matters, but its sender should be able to finish. */
const longestAnswer = 64 * 1024;

/**
 * Calls addresses that people entered, and only those on the public internet: else whoever enters one could have this
 * console ask machines that trust it. The name is looked up once and the connection goes to the address that was judged,
 * so a name that answers differently the second time gains nothing.
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const { privateRanges, resolve = resolveHost, timeoutMs = usualTimeoutMs } = options;

  async function aim(text: string): Promise<Target | OutboundProblem> {
    const url = readAddress(text);
    if (typeof url === "string") return url;
    const host = url.hostname.replace(/^\[|\]$/g, "");
    let addresses: readonly string[];
    try {
      addresses = isIP(host) === 0 ? await resolve(host) : [host];
    } catch {
      return "unknown_host";
    }
    const [address] = addresses;
    if (address === undefined) return "unknown_host";
    // One private address among public ones is how a name leads in by the back door.
    if (!addresses.every((each) => isCallable(each, privateRanges))) return "private_address";
    if (url.protocol === "http:" && !isAllowedPrivate(address, privateRanges)) return "not_encrypted";
    return { url, address };
  }

  return {
    async check(url) {
      const target = await aim(url);
      return typeof target === "string" ? target : null;
    },
    async post(request) {
      const startedAt = performance.now();
      const took = () => Math.round(performance.now() - startedAt);
      const target = await aim(request.url);
      if (typeof target === "string") return { status: null, problem: target, address: null, tookMs: took() };
      const outcome = await send(target, request, timeoutMs);
      return { ...outcome, address: target.address, tookMs: took() };
    },
  };
}

type Outcome = Pick<OutboundResult, "status" | "problem">;

function send({ url, address }: Target, { headers, body }: OutboundRequest, timeoutMs: number): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const isEncrypted = url.protocol === "https:";
  const signal = AbortSignal.timeout(timeoutMs);
  const fail = (error: unknown) => resolve({ status: null, problem: problemOf(error, signal) });
  try {
    const request = (isEncrypted ? requestHttps : requestHttp)(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        lookup: pinnedTo(address),
        // An agent of its own: no connection made for another call is reused, and no proxy of the environment asked.
        agent: isEncrypted ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
        signal,
      },
      (response) => {
        const { statusCode: status = 0 } = response;
        const end = () => resolve({ status, problem: verdictOf(status) });
        let read = 0;
        response.on("data", (chunk: Buffer) => {
          read += chunk.length;
          if (read > longestAnswer) response.destroy();
        });
        response.on("close", end);
        response.on("error", end);
      },
    );
    request.on("error", fail);
    request.end(body);
  } catch (error) {
    fail(error);
  }
  return promise;
}

function verdictOf(status: number): OutboundProblem | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? "redirected" : "refused";
}

/** Whatever name is asked for, the answer is the address that was judged. */
function pinnedTo(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, { all }, answer) => {
    if (all) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
}

function problemOf(error: unknown, signal: AbortSignal): OutboundProblem {
  if (signal.aborted) return "timed_out";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ERR_INVALID_CHAR" || code === "ERR_INVALID_HTTP_TOKEN") return "control_characters";
  const isDistrusted = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH)/.test(code);
  return isDistrusted ? "not_trusted" : "unreachable";
}

async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookUpHost(host, { all: true });
  return found.map(({ address }) => address);
}
