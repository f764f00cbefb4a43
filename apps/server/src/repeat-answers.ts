import type { IncomingMessage, ServerResponse } from "node:http";
import { isAllowed } from "@maru/domain";
import type { Deps, RequestContext } from "./context.ts";
import { isSecondFactorMissing } from "./features/auth/second-factor-rule.ts";
import type { Metrics } from "./metrics.ts";

/**
 * Remembers pages of the payments list as they went out, for as long as nothing at all changes in the store: when a
 * payment changes, everybody who has the list open asks for it anew in the same words. A request that is answered from
 * here would have been let through and answered with the same bytes: its cookie was a moment ago, and nobody has signed
 * out since, because that too would have changed the store. Whoever sees buyers masked goes the long way, where searching
 * has a price; so does everybody on PostgreSQL, where other processes change things.
 */
export interface RepeatAnswers {
  /** Answers at once what was answered before; false where the request must go the long way. */
  answer(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
  /** What the store holds as a request comes in; an answer is remembered only if that has not changed under it. */
  version(): number | null;
  /** Remembers how a request was answered, where that may be repeated. Returns the answer to send. */
  keep(ctx: RequestContext, incoming: IncomingMessage, response: Response, begunAt: number): Promise<Response>;
}

interface Kept {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

interface Known {
  readonly seenAtMs: number;
  readonly sessionEndsAtMs: number;
}

const route = "/trpc/payments.list";
const mostAnswers = 64;
const mostPeople = 1_000;
const longestAnswer = 128 * 1024;
const longestTarget = 4_000;
/** As long as a session is believed without asking the store again. */
const freshMs = 1_000;

type RepeatDeps = Pick<Deps, "store" | "config" | "clock" | "ids" | "logger">;

/** Answers kept by this process, none at first. */
export function createRepeatAnswers(deps: RepeatDeps, metrics: Metrics): RepeatAnswers {
  const { store, config, clock, ids, logger } = deps;
  const answers = new Map<string, Kept>();
  const people = new Map<string, Known>();
  let keptAt: number | null = null;

  function forgetIfChanged(): void {
    const present = store.version();
    if (present === keptAt) return;
    keptAt = present;
    answers.clear();
    people.clear();
  }

  function isKnown(cookie: string | undefined): boolean {
    const known = cookie === undefined ? undefined : people.get(cookie);
    if (known === undefined) return false;
    const nowMs = clock.now();
    return Math.abs(nowMs - known.seenAtMs) < freshMs && nowMs < known.sessionEndsAtMs;
  }

  function mayRepeat({ actor, session }: RequestContext): boolean {
    return (
      actor !== null &&
      session !== null &&
      isAllowed(actor.role, "payment:read") &&
      isAllowed(actor.role, "buyer:read") &&
      !isSecondFactorMissing(config, actor.role, session)
    );
  }

  return {
    answer(incoming, outgoing) {
      if (!isList(incoming)) return false;
      const startedAt = performance.now();
      forgetIfChanged();
      const kept = answers.get(keyOf(incoming));
      if (kept === undefined || !isKnown(incoming.headers.cookie)) return false;
      const requestId = ids.next();
      outgoing.writeHead(200, { ...kept.headers, "x-request-id": requestId });
      outgoing.end(kept.body);
      const durationMs = performance.now() - startedAt;
      metrics.countRequest(route, "GET", 200, durationMs);
      logger.debug({ requestId, method: "GET", route, status: 200, durationMs }, "answered");
      return true;
    },

    version: () => store.version(),

    async keep(ctx, incoming, response, begunAt) {
      const { cookie } = incoming.headers;
      const isPage = response.status === 200 && response.headers.get("content-type")?.startsWith("application/json");
      if (!isPage || !isList(incoming) || cookie === undefined || ctx.session === null || !mayRepeat(ctx)) {
        return response;
      }
      const headers = Object.fromEntries(response.headers);
      const body = new Uint8Array(await response.arrayBuffer());
      headers["content-length"] = String(body.byteLength);
      forgetIfChanged();
      if (keptAt === begunAt && body.byteLength <= longestAnswer && headers["set-cookie"] === undefined) {
        remember(answers, mostAnswers, keyOf(incoming), { body, headers });
        remember(people, mostPeople, cookie, { seenAtMs: clock.now(), sessionEndsAtMs: ctx.session.expiresAtMs });
      }
      return new Response(body, { headers });
    },
  };
}

function isList({ method, url = "" }: IncomingMessage): boolean {
  return method === "GET" && url.length <= longestTarget && (url === route || url.startsWith(`${route}?`));
}

/** What decides the bytes of an answer that everybody who may have it gets alike. */
function keyOf({ url, headers }: IncomingMessage): string {
  return [headers.host, headers["accept-encoding"], headers["trpc-accept"], url].join("\n");
}

function remember<Value>(map: Map<string, Value>, most: number, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
