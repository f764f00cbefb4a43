import { AppError, maskEmail } from "@maru/domain";
import { Hono } from "hono";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { callerOf } from "../../client-address.ts";
import type { Actor, RequestContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import type { HttpEnvironment } from "../../http-environment.ts";
import { readJsonBody } from "../../read-json-body.ts";
import type { AuditEvent, SignInMethod } from "../audit/audit-event.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { upsertStepUp } from "../refunds/refunds.repository.ts";
import { toRole } from "../sessions/read-session.ts";
import { findSession, selectSessionsOf } from "../sessions/sessions.repository.ts";
import { type Auth, clientIpHeader } from "./auth.ts";
import { type AuthDatabase, openLateTransaction } from "./auth-database.ts";
import { type AttemptLimit, longestPassword } from "./auth-rules.ts";
import { countAttempt, forgiveAttempts } from "./limit-attempts.ts";
import { spendAuthenticatorCode } from "./spend-authenticator-code.ts";

const password = z.string().min(1).max(longestPassword);
const code = z.string().trim().min(1).max(40);
const nothing = z.object({});
/** Not `trustDevice`: what better-auth would trust for 30 days outlives a changed password and every revoked session. */
const secondFactor = z.object({ code });

/** What of better-auth answers from outside, and what a body may carry. The rest of it is not there. */
const endpoints = {
  "/sign-in/email": z.object({ email: z.string().trim().max(320), password }),
  "/sign-out": nothing,
  "/change-password": z.object({
    currentPassword: password,
    newPassword: password,
    revokeOtherSessions: z.boolean().optional(),
  }),
  "/two-factor/enable": z.object({ password }),
  "/two-factor/disable": z.object({ password }),
  "/two-factor/generate-backup-codes": z.object({ password }),
  "/two-factor/verify-totp": secondFactor,
  "/two-factor/verify-backup-code": secondFactor,
} as const;

type Endpoint = keyof typeof endpoints;

function isEndpoint(path: string): path is Endpoint {
  return Object.hasOwn(endpoints, path);
}

interface Attempt {
  readonly endpoint: Endpoint;
  readonly email: string | null;
  readonly code: string | null;
}

interface Telling {
  readonly event: AuditEvent;
  readonly actor: Actor | null;
}

/** better-auth behind our limits and our audit log: what it changes and what we write down commit together. */
export function authRoutes({ auth, database }: { readonly auth: Auth; readonly database: AuthDatabase }) {
  return new Hono<HttpEnvironment>().post("/api/auth/*", async (c) => {
    const ctx = c.get("ctx");
    const endpoint = c.req.path.slice("/api/auth".length);
    if (!isEndpoint(endpoint)) throw new AppError("NOT_FOUND", "There is nothing at this address.");
    const body = await readJsonBody(c.req.raw, endpoints[endpoint]);
    const attempt = {
      endpoint,
      email: "email" in body ? body.email.toLowerCase() : null,
      code: "code" in body ? body.code : null,
    };
    await limitAttempt(ctx, attempt);

    const heldBefore = endpoint === "/change-password" ? await listOwnSessions(ctx.store.read, ctx) : [];
    const transaction = openLateTransaction(ctx.store);
    try {
      const response = await database.within(transaction, () => auth.handler(forwarded(c.req.raw, ctx, body)));
      const answer = await readAnswer(response);
      const telling = await database.within(transaction, () => describe(database, ctx, attempt, response.ok, answer));
      if (telling !== undefined && (await isReplayed(await transaction.begin(), ctx, attempt, telling))) {
        await transaction.rollback();
        return await refuseReplay(ctx, telling);
      }
      let ended: readonly string[] = [];
      if (telling !== undefined) {
        const tx = await transaction.begin();
        await noteProof(tx, ctx, telling);
        await recordAudit(tx, { ...ctx, actor: telling.actor }, telling.event);
        if (telling.event.event === "password.changed") ended = await recordEndedSessions(tx, ctx, heldBefore);
      }
      await transaction.commit();
      if (ended.length > 0) ctx.sessionEnds.announce(ended);
      await followUp(ctx, telling);
      return answerOf(response, answer);
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  });
}

async function listOwnSessions(db: Kysely<Database>, { actor }: RequestContext): Promise<string[]> {
  return actor === null ? [] : (await selectSessionsOf(db, actor.userId)).map(({ id }) => id);
}

/**
 * Writes down which of a person's sessions a new password has ended. The one it was changed in is not among them: it
 * goes on under another id.
 */
async function recordEndedSessions(
  tx: Transaction<Database>,
  ctx: RequestContext,
  heldBefore: readonly string[],
): Promise<string[]> {
  const held = new Set(await listOwnSessions(tx, ctx));
  const gone = heldBefore.filter((id) => !held.has(id));
  for (const sessionId of gone) {
    if (sessionId === ctx.session?.id) continue;
    const userId = ctx.actor?.userId ?? "";
    await recordAudit(tx, ctx, { event: "session.ended", sessionId, userId, by: "password_changed" });
  }
  return gone;
}

function masked(email: string | null): string | null {
  return email === null ? null : maskEmail(email);
}

async function limitAttempt(ctx: RequestContext, { endpoint, email }: Attempt): Promise<void> {
  try {
    for (const [limit, who] of limitsOf(ctx, endpoint, email)) await countAttempt(ctx, limit, who);
  } catch (error) {
    if (error instanceof AppError && error.code === "TOO_MANY_REQUESTS") {
      const event = {
        event: "request.limited",
        limit: String(error.details.limit),
        maskedEmail: masked(email),
      } as const;
      await ctx.store.transact((tx) => recordAudit(tx, ctx, event));
    }
    throw error;
  }
}

function limitsOf(ctx: RequestContext, endpoint: Endpoint, email: string | null): [AttemptLimit, string][] {
  switch (endpoint) {
    case "/sign-in/email":
      return [
        ["sign_in_by_ip", callerOf(ctx.ip)],
        ["sign_in_by_account", email ?? ""],
      ];
    case "/two-factor/verify-totp":
    case "/two-factor/verify-backup-code":
      return [["second_factor_by_ip", callerOf(ctx.ip)]];
    case "/change-password":
    case "/two-factor/enable":
    case "/two-factor/disable":
    case "/two-factor/generate-backup-codes":
      return [["password_check_by_account", ctx.actor?.userId ?? ctx.ip]];
    case "/sign-out":
      return [];
  }
}

/** The same request as better-auth should see it: the body we read, and the address we believe. */
function forwarded(request: Request, ctx: RequestContext, body: unknown): Request {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  headers.delete("x-forwarded-for");
  headers.set("content-type", "application/json");
  headers.set(clientIpHeader, ctx.ip);
  return new Request(new URL(new URL(request.url).pathname, ctx.config.publicUrl), {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
}

const authAnswer = z.object({
  code: z.string().optional(),
  token: z.string().nullish(),
  twoFactorRedirect: z.boolean().optional(),
});

type Answer = Record<string, unknown>;

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  if (text === "") return {};
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
}

/** What there is to write down of an attempt, read in the attempt's own transaction. */
async function describe(
  database: AuthDatabase,
  ctx: RequestContext,
  { endpoint, email }: Attempt,
  isOk: boolean,
  answer: Answer,
): Promise<Telling | undefined> {
  const { actor, session } = ctx;
  const maskedEmail = masked(email);
  const begun = () => describeBeginning(database, endpoint, authAnswer.parse(answer).token ?? null);
  const own = (event: AuditEvent): Telling => ({ event, actor });
  switch (endpoint) {
    case "/sign-in/email":
      if (!isOk) return own({ event: "session.refused", maskedEmail, step: "password" });
      return answer.twoFactorRedirect === true ? undefined : begun();
    case "/two-factor/verify-totp":
    case "/two-factor/verify-backup-code":
      if (!isOk)
        return own({ event: "session.refused", maskedEmail: masked(actor?.email ?? null), step: "second_factor" });
      if (actor === null || session === null) return begun();
      return session.isSecondFactorEnrolled
        ? own({ event: "second_factor.shown_again", userId: actor.userId, sessionId: session.id })
        : own({ event: "second_factor.enrolled", userId: actor.userId });
    default:
  }
  if (actor === null || session === null) return undefined;
  const { userId } = actor;
  if (!isOk) {
    if (endpoint === "/sign-out") return undefined;
    return own({ event: "session.refused", maskedEmail: maskEmail(actor.email), step: "password" });
  }
  switch (endpoint) {
    case "/sign-out":
      return own({ event: "session.ended", sessionId: session.id, userId, by: "sign_out" });
    case "/change-password":
      return own({ event: "password.changed", userId });
    case "/two-factor/disable":
      return own({ event: "second_factor.removed", userId });
    case "/two-factor/generate-backup-codes":
      return own({ event: "recovery_codes.renewed", userId });
    case "/two-factor/enable":
      // Nothing holds yet: the first right code enrols.
      return undefined;
  }
}

const methods: Partial<Record<Endpoint, SignInMethod>> = {
  "/sign-in/email": "password",
  "/two-factor/verify-totp": "authenticator",
  "/two-factor/verify-backup-code": "recovery_code",
};

async function describeBeginning(
  database: AuthDatabase,
  endpoint: Endpoint,
  token: string | null,
): Promise<Telling | undefined> {
  const by = methods[endpoint];
  if (token === null || by === undefined) return undefined;
  const found = await findSession(database.db, { token });
  if (found === undefined) return undefined;
  const { id: userId, name, email } = found.user;
  const actor = { userId, name, email, role: toRole(found.user.role) ?? "viewer" };
  return { actor, event: { event: "session.started", userId, sessionId: found.id, by } };
}

/** A code shown within a session counts for what asks for a fresh one, for a while. */
async function noteProof(tx: Transaction<Database>, { clock }: RequestContext, { event }: Telling): Promise<void> {
  if (event.event !== "second_factor.shown_again") return;
  await upsertStepUp(tx, event.sessionId, clock.now());
}

/** Whether a session would begin, or prove itself again, with a code that has been used, as seen over a shoulder. */
async function isReplayed(
  tx: Transaction<Database>,
  { clock }: RequestContext,
  { endpoint, code }: Attempt,
  { event }: Telling,
): Promise<boolean> {
  if (endpoint !== "/two-factor/verify-totp" || code === null) return false;
  if (event.event !== "session.started" && event.event !== "second_factor.shown_again") return false;
  return !(await spendAuthenticatorCode(tx, clock, { userId: event.userId, code }));
}

/** Answers as better-auth answers a wrong code. */
async function refuseReplay(ctx: RequestContext, { actor }: Telling): Promise<Response> {
  const event = { event: "session.refused", maskedEmail: masked(actor?.email ?? null), step: "second_factor" } as const;
  await ctx.store.transact((tx) => recordAudit(tx, ctx, event));
  return Response.json({ code: "INVALID_CODE", message: "Invalid code" }, { status: 401 });
}

async function followUp(ctx: RequestContext, telling: Telling | undefined): Promise<void> {
  switch (telling?.event.event) {
    case "session.started":
      // The second step does not name the account that the first one counted against.
      if (telling.actor !== null) await forgiveAttempts(ctx, "sign_in_by_account", telling.actor.email);
      return;
    case "session.ended":
      ctx.sessionEnds.announce([telling.event.sessionId]);
      return;
    case "second_factor.enrolled":
    case "second_factor.removed":
      // better-auth has put a new session in the old one's place.
      if (ctx.session !== null) ctx.sessionEnds.announce([ctx.session.id]);
      return;
    default:
  }
}

/** The session token travels in the cookie alone, and a deactivated account looks like a wrong password. */
function answerOf(response: Response, answer: Answer): Response {
  const { token: _token, ...rest } = answer;
  const isHiddenRefusal = authAnswer.safeParse(answer).data?.code === "FAILED_TO_CREATE_SESSION";
  const shown = isHiddenRefusal ? { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" } : rest;
  const headers = new Headers({ "content-type": "application/json" });
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return new Response(JSON.stringify(shown), { status: isHiddenRefusal ? 401 : response.status, headers });
}
