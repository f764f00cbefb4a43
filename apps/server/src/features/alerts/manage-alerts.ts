import { type AlertFacts, type AlertRule, AppError, type alertRuleChange, alertRules, maskEmail } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { outboundRefusal } from "../../outbound/outbound-problem.ts";
import { sealText } from "../../seal-text.ts";
import { readTimePage } from "../../time-cursor.ts";
import { lockChain } from "../audit/audit.repository.ts";
import { recordAudit } from "../audit/record-audit.ts";
import {
  findAlerts,
  findDestination,
  findDestinations,
  findSendsOfAlerts,
  findSendsOfDestination,
  insertDestination,
  insertSends,
  lockRule,
  removeDestinationRow,
  type SendWithName,
  type StoredDestination,
  updateRule,
} from "./alerts.repository.ts";
import type { AlertSendProblem, AlertSendState } from "./alerts.tables.ts";
import { newSend } from "./create-alert-keeper.ts";
import { type RuleState, readRules } from "./judge-rules.ts";
import { bindingOf, sendAlert } from "./send-alert.ts";

const mostDestinations = 20;
const sendsShown = 50;
const minuteMs = 60_000;
const longestMuteMinutes = 30 * 24 * 60;

export const alertQuery = z.strictObject({
  rule: z.optional(z.enum(alertRules)),
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
});
export const alertMute = z.strictObject({
  rule: z.enum(alertRules),
  /** Null ends it. */
  minutes: z.nullable(z.int().check(z.gte(1), z.lte(longestMuteMinutes))),
});
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
const language = z.enum(["ko", "en"]);
export const newDestination = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("email"), name, language, address: z.email().check(z.maxLength(254)) }),
  z.strictObject({
    kind: z.literal("hook"),
    name,
    language,
    address: z.string().check(z.minLength(1), z.maxLength(2_000)),
  }),
]);
export const oneDestination = z.strictObject({ destinationId: z.string().check(z.regex(/^[\w-]{1,80}$/)) });

export interface AlertSend {
  readonly id: string;
  readonly destinationName: string;
  readonly atMs: number;
  readonly isTrial: boolean;
  readonly state: AlertSendState;
  readonly attempts: number;
  readonly nextAttemptAtMs: number | null;
  readonly problem: AlertSendProblem | null;
}

export interface Alert {
  readonly id: string;
  readonly rule: AlertRule;
  readonly raisedAtMs: number;
  readonly facts: AlertFacts;
  readonly isMuted: boolean;
  readonly sends: readonly AlertSend[];
}

export interface AlertPage {
  readonly items: readonly Alert[];
  readonly nextCursor: string | null;
}

export interface AlertDestination {
  readonly id: string;
  readonly kind: StoredDestination["kind"];
  readonly name: string;
  readonly language: StoredDestination["language"];
  /** As everybody may see it. */
  readonly shown: string;
  readonly addedAtMs: number;
  readonly addedByName: string;
}

export interface AlertSettings {
  readonly rules: readonly RuleState[];
  readonly destinations: readonly AlertDestination[];
  /** Whether the configuration names a server for e-mail. */
  readonly canMail: boolean;
}

/** What was raised, the newest first, and whom it reached. */
export async function listAlerts(
  { store }: Pick<SignedInContext, "store">,
  { rule, ...page }: z.output<typeof alertQuery>,
): Promise<AlertPage> {
  const { rows: shown, nextCursor } = await readTimePage(
    { ...page, idForm: /^[\w-]+$/ },
    (before, limit) => findAlerts(store.read, { rule: rule ?? null, before, limit }),
    ({ raised_at_ms: at, id }) => ({ at, id }),
  );
  const sends = await findSendsOfAlerts(
    store.read,
    shown.map(({ id }) => id),
  );
  const byAlert = Map.groupBy(sends, (send) => send.alert_id);
  return {
    items: shown.map((row) => ({
      id: row.id,
      rule: row.rule,
      raisedAtMs: row.raised_at_ms,
      facts: JSON.parse(row.facts),
      isMuted: row.is_muted === 1,
      sends: (byAlert.get(row.id) ?? []).map(toSend),
    })),
    nextCursor,
  };
}

function toSend(row: SendWithName): AlertSend {
  return {
    id: row.id,
    destinationName: row.name,
    atMs: row.settled_at_ms ?? row.created_at_ms,
    isTrial: row.alert_id === null,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAtMs: row.next_attempt_at_ms,
    problem: row.problem,
  };
}

/** The rules as they stand, where alerts go, and whether e-mail can be sent; no address is told whole. */
export async function readAlertSettings(ctx: SignedInContext): Promise<AlertSettings> {
  const [rules, destinations] = await Promise.all([readRules(ctx), findDestinations(ctx.store.read)]);
  return { rules, destinations: destinations.map(toDestination), canMail: ctx.config.mail !== null };
}

function toDestination(row: StoredDestination): AlertDestination {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    language: row.language,
    shown: row.shown,
    addedAtMs: row.added_at_ms,
    addedByName: row.added_by_name,
  };
}

/** Sets whether a rule is watched over and by which figures. */
export async function changeRule(
  ctx: SignedInContext,
  { rule, isEnabled, figures }: z.output<typeof alertRuleChange>,
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    const before = await lockRule(tx, rule);
    await updateRule(tx, rule, { is_enabled: isEnabled ? 1 : 0, figures: JSON.stringify(figures) });
    await recordAudit(tx, ctx, {
      event: "alert.rule_changed",
      rule,
      before: { isEnabled: before.is_enabled === 1, figures: JSON.parse(before.figures) },
      after: { isEnabled, figures },
    });
  });
}

/** Has a rule tell nobody for a while; what it finds is still written down. */
export async function muteRule(ctx: SignedInContext, { rule, minutes }: z.output<typeof alertMute>): Promise<void> {
  const untilMs = minutes === null ? null : ctx.clock.now() + minutes * minuteMs;
  await ctx.store.transact(async (tx) => {
    await lockRule(tx, rule);
    await updateRule(tx, rule, { muted_until_ms: untilMs, muted_by_name: minutes === null ? null : ctx.actor.name });
    await recordAudit(tx, ctx, { event: "alert.muted", rule, untilMs });
  });
}

/** Adds somewhere alerts go. The address is kept encrypted: whoever knows a hook's can write there. */
export async function addDestination(
  ctx: SignedInContext,
  destination: z.output<typeof newDestination>,
): Promise<AlertDestination> {
  const { kind, address } = destination;
  if (kind === "hook") {
    const problem = await ctx.outbound.check(address);
    if (problem !== null) throw outboundRefusal(problem);
  }
  const id = ctx.ids.next();
  const row: StoredDestination = {
    id,
    kind,
    name: storableText(destination.name),
    language: destination.language,
    sealed: sealText(ctx.config.secret, bindingOf(id), address),
    shown: kind === "email" ? (maskEmail(address) ?? "") : `${new URL(address).origin}/…`,
    added_at_ms: ctx.clock.now(),
    added_by_name: ctx.actor.name,
    removed_at_ms: null,
  };
  await ctx.store.transact(async (tx) => {
    // One after another: each counts what the one before it added.
    await lockChain(tx);
    if ((await findDestinations(tx)).length >= mostDestinations) {
      throw new AppError("INVALID_INPUT", `Alerts go to at most ${mostDestinations} places.`, {
        details: { field: "address" },
      });
    }
    await insertDestination(tx, row);
    await recordAudit(tx, ctx, { event: "alert.destination_added", destinationId: id, kind, shown: row.shown });
  });
  return toDestination(row);
}

/** Takes a destination away; what was sent there stays in the log. */
export async function removeDestination(
  ctx: SignedInContext,
  { destinationId }: z.output<typeof oneDestination>,
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    if (!(await removeDestinationRow(tx, destinationId, ctx.clock.now()))) throw noDestination();
    await recordAudit(tx, ctx, { event: "alert.destination_removed", destinationId });
  });
}

/** Sends one trial now, notes it in the destination's log, and tells what came of it. */
export async function testDestination(
  ctx: SignedInContext,
  { destinationId }: z.output<typeof oneDestination>,
): Promise<{ readonly problem: AlertSendProblem | null }> {
  const destination = await findDestination(ctx.store.read, destinationId);
  if (destination === undefined) throw noDestination();
  const startedAt = performance.now();
  const problem = await sendAlert(ctx, destination, null);
  await ctx.store.transact(async (tx) => {
    await insertSends(tx, [
      {
        ...newSend(ctx, { alertId: null, destinationId }),
        state: problem === null ? "sent" : "failed",
        attempts: 1,
        next_attempt_at_ms: null,
        settled_at_ms: ctx.clock.now(),
        problem,
        took_ms: Math.round(performance.now() - startedAt),
      },
    ]);
    await recordAudit(tx, ctx, { event: "alert.tested", destinationId, isTaken: problem === null });
  });
  return { problem };
}

/** What was sent to one destination, the newest first. */
export async function listSends(
  { store }: Pick<SignedInContext, "store">,
  { destinationId }: z.output<typeof oneDestination>,
): Promise<{ readonly items: readonly AlertSend[] }> {
  return { items: (await findSendsOfDestination(store.read, destinationId, sendsShown)).map(toSend) };
}

function noDestination(): AppError {
  return new AppError("NOT_FOUND", "Alerts do not go there; it may have been removed.");
}
