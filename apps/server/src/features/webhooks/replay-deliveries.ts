import { AppError, maskFreeText, type WebhookFilter, webhookFilter } from "@maru/domain";
import { parseWirePayment } from "@maru/import-client";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { findWires } from "../payments/payments.repository.ts";
import { countForwardsOfReplay, insertForwards, lockReplay } from "./forwards.repository.ts";
import { isTellable } from "./judge-claim.ts";
import { conditionsOf } from "./list-deliveries.ts";
import {
  countReplays,
  type DeliveryConditions,
  findDeliveriesById,
  findReplayable,
  findWebhookSettings,
  insertReplays,
  type StoredDelivery,
} from "./webhooks.repository.ts";

/** So many are processed again at one press of the button. */
const mostReplayed = 1_000;
const mostNamed = 200;

/** Which deliveries: some that were chosen, or all the log shows for some days. */
const chosen = z.union([
  z.strictObject({
    deliveryIds: z
      .array(z.string().check(z.minLength(1), z.maxLength(80)))
      .check(z.minLength(1), z.maxLength(mostNamed)),
  }),
  z.strictObject({ filter: webhookFilter.check(z.refine(({ from, to }) => from !== undefined && to !== undefined)) }),
]);

const replayTarget = z.enum(["processor", "shop"]);
export const replayable = z.strictObject({ to: replayTarget, which: chosen });
export const replayOrder = z.strictObject({
  /** Minted by whoever presses the button, once: the same id again is the same press. */
  replayId: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
  to: replayTarget,
  which: chosen,
});

type Which = z.output<typeof chosen>;
type Target = z.output<typeof replayTarget>;

export interface ReplayOutcome {
  /** How many deliveries are processed or sent again. */
  readonly count: number;
  /** The same press was taken before; nothing more happens. */
  readonly isRepeat: boolean;
}

/** How many deliveries pressing the button would process or send again, and how many it could at most. */
export async function countReplayable(
  ctx: Pick<SignedInContext, "store">,
  { to, which }: z.output<typeof replayable>,
): Promise<{ readonly count: number; readonly most: number }> {
  const found = await findChosen(ctx, which, to);
  return { count: found.length, most: mostReplayed };
}

/**
 * Has deliveries processed again by the console, or sent (again) to the shop's own endpoint. The same `replayId` again
 * changes nothing more. What comes of it is marked as a replay wherever it is shown.
 */
export async function replayDeliveries(
  ctx: SignedInContext,
  { replayId, to, which }: z.output<typeof replayOrder>,
): Promise<ReplayOutcome> {
  if (to === "shop") await requireForwardAddress(ctx);
  const found = await findChosen(ctx, which, to);
  const outcome = await ctx.store.transact(async (tx): Promise<ReplayOutcome> => {
    await lockReplay(tx, replayId);
    const before = (await countReplays(tx, replayId)) + (await countForwardsOfReplay(tx, replayId));
    if (before > 0) return { count: before, isRepeat: true };
    if (found.length === 0) throw impossible("nothing", "There is nothing that could be processed again.");
    if (found.length > mostReplayed) {
      throw impossible("too_many", `At most ${mostReplayed} webhooks are processed again at once.`);
    }
    if (to === "processor")
      await insertReplays(
        tx,
        found.map((delivery) => replayOf(ctx, delivery, replayId)),
      );
    else
      await insertForwards(
        tx,
        found.map((delivery) => forwardOf(ctx, delivery, replayId)),
      );
    await recordAudit(tx, ctx, {
      event: "webhook.replayed",
      replayId,
      to,
      count: found.length,
      which: "filter" in which ? toldFilter(which.filter) : { deliveryIds: found.map(({ id }) => id) },
    });
    return { count: found.length, isRepeat: false };
  });
  ctx.live.publish({ type: "webhook.queued" });
  return outcome;
}

/** What somebody searched for may be a buyer's name. */
function toldFilter({ text, ...rest }: WebhookFilter): WebhookFilter {
  return text === undefined ? rest : { ...rest, text: maskFreeText(text) };
}

async function findChosen(
  { store }: Pick<SignedInContext, "store">,
  which: Which,
  to: Target,
): Promise<readonly StoredDelivery[]> {
  const limit = mostReplayed + 1;
  const found =
    "filter" in which
      ? await findReplayable(store.reports, oneKind(which.filter), limit)
      : await findDeliveriesById(store.read, which.deliveryIds.map(storableText));
  // More than may go at once are too many, whatever they are: those that were not looked at must not be left out unsaid.
  if (found.length > mostReplayed) return found;
  return to === "shop" ? tellable(store, found) : found.filter(({ imp_uid: impUid }) => impUid !== null);
}

/** Of these what i'mport has confirmed: a signature of ours on a forged call would make it look genuine. */
async function tellable(
  { reports }: SignedInContext["store"],
  deliveries: readonly StoredDelivery[],
): Promise<readonly StoredDelivery[]> {
  const impUids = new Set(deliveries.flatMap(({ imp_uid: impUid }) => impUid ?? []));
  const wires = await findWires(reports, [...impUids]);
  const payments = new Map(
    wires.map((wire) => {
      const payment = parseWirePayment(JSON.parse(wire));
      return [payment.impUid, payment] as const;
    }),
  );
  return deliveries.filter((delivery) => {
    const payment = payments.get(delivery.imp_uid ?? "");
    return payment !== undefined && isTellable(delivery, payment);
  });
}

/** A delivery is processed again itself, not what an earlier press made of it. */
function oneKind(filter: WebhookFilter): DeliveryConditions {
  return { ...conditionsOf(filter), isReplay: false };
}

async function requireForwardAddress({ store }: SignedInContext): Promise<void> {
  const { forward_url: url } = await findWebhookSettings(store.read);
  if (url === null) throw impossible("no_address", "No address of the shop is set to send webhooks to.");
}

function impossible(problem: "nothing" | "too_many" | "no_address", reason: string): AppError {
  return new AppError("REPLAY_IMPOSSIBLE", reason, { details: { problem, most: mostReplayed } });
}

function replayOf(ctx: SignedInContext, delivery: StoredDelivery, replayId: string): StoredDelivery {
  const nowMs = ctx.clock.now();
  return {
    ...delivery,
    id: ctx.ids.next(),
    received_at_ms: nowMs,
    verdict: "pending",
    note: null,
    attempts: 0,
    next_attempt_at_ms: nowMs,
    settled_at_ms: null,
    answered_in_ms: 0,
    is_test: null,
    replay_id: replayId,
    replay_of: delivery.replay_of ?? delivery.id,
    replayed_by: ctx.actor.userId,
    replayed_by_name: ctx.actor.name,
  };
}

function forwardOf(ctx: SignedInContext, delivery: StoredDelivery, replayId: string) {
  return newForward(ctx, { deliveryId: delivery.replay_of ?? delivery.id, replayId, replayedByName: ctx.actor.name });
}

/** A forward that is due at once. */
export function newForward(
  { ids, clock }: Pick<SignedInContext, "ids" | "clock">,
  order: { readonly deliveryId: string; readonly replayId: string; readonly replayedByName: string | null },
) {
  const nowMs = clock.now();
  return {
    id: ids.next(),
    delivery_id: order.deliveryId,
    replay_id: order.replayId,
    replayed_by_name: order.replayedByName,
    created_at_ms: nowMs,
    state: "waiting",
    attempts: 0,
    next_attempt_at_ms: nowMs,
    settled_at_ms: null,
    last_status: null,
    last_problem: null,
  } as const;
}
