import type { LaunchMode, Payment } from "@maru/domain";
import { parseWirePayment } from "@maru/import-client";
import type { Kysely } from "kysely";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { readClaim } from "../test-payments/test-payment-view.ts";
import { judgeClaim } from "../webhooks/judge-claim.ts";
import { findWebhookSettings, type StoredDelivery } from "../webhooks/webhooks.repository.ts";
import { readWhitelist } from "../whitelist/address-lists.ts";
import {
  countArrivals,
  type FoundRefund,
  findAnsweredLate,
  findDeliveriesAbout,
  findDoneInstructions,
  findLastForwards,
  findLastMiss,
  findProcessed,
  findReceipts,
  findRepeatedRefunds,
  findUnanswered,
  findVerifiedDeliveries,
  findVerifiedTestPayments,
  findWiresOf,
} from "./launch.repository.ts";
import type { LaunchChannels } from "./launch-channels.ts";
import { type LaunchProof, type ProvenSigns, place, signsOf } from "./launch-proof.ts";
import { findChargeSince, looksAt } from "./payment-signs.ts";

type Db = Kysely<Database>;

const dayMs = 86_400_000;
/** Webhooks among which one that came twice is looked for. */
const deliveriesCompared = 500;
const claimedStatuses = ["paid", "cancelled", "ready", "failed"] as const;

const flagOf = (mode: LaunchMode) => (mode === "test" ? 1 : 0);
const seconds = (ms: number | null) => (ms === null ? null : Math.floor(ms / 1000));

/** What the log of webhooks shows; `deposited` are payments whose deposit a webhook should have told. */
export async function findWebhookSigns(
  db: Db,
  mode: LaunchMode,
  channels: LaunchChannels,
  deposited: readonly Payment[],
): Promise<ProvenSigns> {
  const isTest = flagOf(mode);
  const lastOf: Partial<Record<(typeof claimedStatuses)[number], StoredDelivery | undefined>> = {};
  for (const status of claimedStatuses) {
    const [last] = await confirmed(db, channels, await findVerifiedDeliveries(db, isTest, status, looksAt.few));
    lastOf[status] = last;
  }
  const [last] = Object.values(lastOf)
    .filter((delivery) => delivery !== undefined)
    .toSorted((a, b) => b.received_at_ms - a.received_at_ms);
  const deposits = await findDeliveriesAbout(
    db,
    deposited.map(({ impUid }) => impUid),
    "paid",
  );
  const [deposit] = await confirmed(db, channels, deposits);
  const missed = await findLastMiss(db, isTest);
  const missedDeposit = await findLastMiss(db, isTest, { method: "vbank", status: "paid" });
  return signsOf({
    webhook_confirmed: shown(last),
    webhook_paid: shown(lastOf.paid),
    webhook_cancelled: shown(lastOf.cancelled),
    webhook_missing: missing(missed, last),
    deposit_webhook: shown(deposit),
    deposit_webhook_missing: missing(missedDeposit, deposit),
    webhook_came_twice: await findRepetition(db, isTest, channels),
    ...(await answerSigns(db, isTest, channels, last)),
  });
}

/** Of these payments, those of the present channels. */
async function ownPayments(
  db: Db,
  channels: LaunchChannels,
  impUids: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, Payment>> {
  const named = [...new Set(impUids)].filter((impUid) => impUid !== null);
  const payments = (await findWiresOf(db, named)).map((wire) => parseWirePayment(JSON.parse(wire)));
  return new Map(payments.filter(channels.isOwn).map((payment) => [payment.impUid, payment]));
}

/** Of these webhooks, those that upstream's own record bears out. */
async function confirmed(
  db: Db,
  channels: LaunchChannels,
  deliveries: readonly StoredDelivery[],
): Promise<readonly StoredDelivery[]> {
  const own = await ownPayments(
    db,
    channels,
    deliveries.map(({ imp_uid: impUid }) => impUid),
  );
  return deliveries.filter((delivery) => {
    const payment = own.get(delivery.imp_uid);
    return payment !== undefined && judgeClaim(delivery, payment) === "confirmed";
  });
}

function shown(delivery: StoredDelivery | undefined): LaunchProof | undefined {
  return delivery && { kind: "webhook", id: delivery.id, at: seconds(delivery.received_at_ms) };
}

/** What is missing since the last one came. An older gap is the affair of the list of missing webhooks. */
function missing(happenedAtMs: number | undefined, last: StoredDelivery | undefined): LaunchProof | undefined {
  if (happenedAtMs === undefined || happenedAtMs <= (last?.received_at_ms ?? 0)) return undefined;
  return place("missing_webhooks", seconds(happenedAtMs));
}

/** A webhook processed twice where the second time found nothing left to do. */
async function findRepetition(db: Db, isTest: 0 | 1, channels: LaunchChannels): Promise<LaunchProof | undefined> {
  const seen = new Set<string>();
  const repeated = (await findProcessed(db, isTest, deliveriesCompared)).filter((delivery) => {
    const claim = JSON.stringify([delivery.imp_uid, delivery.status, delivery.cancellation_id]);
    const isSeen = seen.has(claim);
    seen.add(claim);
    return isSeen;
  });
  const impUids = repeated.map(({ imp_uid: impUid }) => impUid);
  const own = await ownPayments(db, channels, impUids);
  for (const { id, imp_uid: impUid, received_at_ms: receivedAtMs } of repeated) {
    if (impUid === null || !own.has(impUid)) continue;
    const arrivals = await countArrivals(db, impUid);
    if (arrivals.every(({ times }) => times === 1)) return { kind: "webhook", id, at: seconds(receivedAtMs) };
  }
  return undefined;
}

/** What the last webhook was answered with: by the shop's own server where webhooks go on to it, by this console otherwise. */
async function answerSigns(
  db: Db,
  isTest: 0 | 1,
  channels: LaunchChannels,
  last: StoredDelivery | undefined,
): Promise<ProvenSigns> {
  const { is_forwarding: isForwarding } = await findWebhookSettings(db);
  if (isForwarding === 1) {
    const forwards = await findLastForwards(db, isTest, looksAt.few);
    const own = await ownPayments(
      db,
      channels,
      forwards.map(({ imp_uid: impUid }) => impUid),
    );
    const forward = forwards.find(({ imp_uid: impUid }) => own.has(impUid));
    if (forward === undefined) return {};
    const proof = place("forwards", seconds(forward.settled_at_ms));
    return forward.state === "delivered" ? { webhook_answered: proof } : { webhook_answer_failed: proof };
  }
  const proof = shown(last);
  if (last === undefined || proof === undefined) return {};
  return last.answered_status === 200 ? { webhook_answered: proof } : { webhook_answer_failed: proof };
}

/** What refunds and other instructions of this console show. */
export async function findInstructionSigns(
  db: Db,
  mode: LaunchMode,
  channels: LaunchChannels,
  nowMs: number,
): Promise<ProvenSigns> {
  const isTest = flagOf(mode);
  const own = async (found: readonly FoundRefund[]): Promise<LaunchProof | undefined> => {
    const payments = await ownPayments(
      db,
      channels,
      found.map(({ imp_uid: impUid }) => impUid),
    );
    const refund = found.find(({ imp_uid: impUid }) => payments.has(impUid));
    return refund && { kind: "refund", id: refund.id, at: seconds(refund.at_ms) };
  };
  return signsOf({
    failed_refund_repeated: await own(await findRepeatedRefunds(db, isTest, looksAt.few)),
    lost_answer_found: await own(await findAnsweredLate(db, isTest, looksAt.few)),
    answer_still_missing: await own(await findUnanswered(db, isTest, nowMs - dayMs)),
    account_closed: await findClosedAccount(db, channels),
    test_payment_verified: await findTestPayment(db, isTest, channels),
    ...(await findRenewedKey(db, mode, channels)),
  });
}

/**
 * A test payment that came back from its window and whose amount was the one prepared. A redirect that named another
 * payment, or none, shows nothing of the result: what was paid was then found by its order.
 */
async function findTestPayment(db: Db, isTest: 0 | 1, channels: LaunchChannels): Promise<LaunchProof | undefined> {
  const verified = (await findVerifiedTestPayments(db, isTest, looksAt.few)).filter(
    (row) => readClaim(row)?.impUid === row.imp_uid,
  );
  const own = await ownPayments(
    db,
    channels,
    verified.map(({ imp_uid: impUid }) => impUid),
  );
  const found = verified.find(({ imp_uid: impUid }) => own.has(impUid));
  return found && { kind: "test_payment", id: found.id, at: seconds(found.verified_at_ms) };
}

async function findClosedAccount(db: Db, channels: LaunchChannels): Promise<LaunchProof | undefined> {
  const done = await findDoneInstructions(db, "virtual_account.revoke", looksAt.few);
  const own = await ownPayments(
    db,
    channels,
    done.map(({ imp_uid: impUid }) => impUid),
  );
  const found = done.find(({ imp_uid: impUid }) => own.has(impUid));
  return found && { kind: "request", id: found.id, at: seconds(found.settled_at_ms) };
}

/** A billing key that was deleted here, of a customer who paid by one in this mode; and whether they did so afterwards. */
async function findRenewedKey(db: Db, mode: LaunchMode, channels: LaunchChannels): Promise<ProvenSigns> {
  let deleted: LaunchProof | undefined;
  for (const { id, target, settled_at_ms: atMs } of await findDoneInstructions(db, "billing_key.delete", looksAt.few)) {
    const at = seconds(atMs) ?? 0;
    if ((await findChargeSince(db, mode, channels, target, 0)) === undefined) continue;
    const proof: LaunchProof = { kind: "request", id, at };
    const again = await findChargeSince(db, mode, channels, target, at);
    if (again !== undefined) return { billing_key_deleted: proof, billing_key_used_again: again };
    deleted ??= proof;
  }
  return signsOf({ billing_key_deleted: deleted });
}

/** What is remembered of cash receipts shows. */
export async function findReceiptSigns(db: Db, mode: LaunchMode, channels: LaunchChannels): Promise<ProvenSigns> {
  const keys = channels.items.flatMap(({ channelKey }) => channelKey ?? []);
  const payments = { source: "payment", isTest: flagOf(mode) } as const;
  const own = async (state: "issued" | "cancelled") => {
    const rows = await findReceipts(db, payments, state, looksAt.few);
    const known = await ownPayments(
      db,
      channels,
      rows.map(({ target }) => target),
    );
    return rows.find(({ target }) => known.has(target));
  };
  const [cancelled, issued] = [await own("cancelled"), await own("issued")];
  const outsideOf = async (state: "issued" | "cancelled") =>
    (await findReceipts(db, { source: "outside", keys }, state, 1))[0];
  const outside = (await outsideOf("issued")) ?? (await outsideOf("cancelled"));
  const receipt = (
    kind: "receipt" | "outside_receipt",
    row: { readonly target: string; readonly noted_at_ms: number } | undefined,
  ): LaunchProof | undefined => row && { kind, id: row.target, at: seconds(row.noted_at_ms) };
  const ofPayment = receipt("receipt", issued ?? cancelled);
  return signsOf({
    receipt_found: ofPayment,
    receipt_of_payment: ofPayment,
    receipt_cancelled: receipt("receipt", cancelled),
    receipt_outside: receipt("outside_receipt", outside),
  });
}

/** What people declared of upstream's whitelist, where it is off or traffic says otherwise. Nothing shows that it is on. */
export async function findWhitelistSigns(ctx: SignedInContext): Promise<ProvenSigns> {
  const { iamport, contradictions } = await readWhitelist(ctx);
  const proof = place("whitelist", seconds(iamport.changedAtMs));
  return signsOf({
    whitelist_off: iamport.changedBy !== null && !iamport.isOn ? proof : undefined,
    whitelist_contradicted: contradictions.length > 0 ? proof : undefined,
  });
}
