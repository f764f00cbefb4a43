import type { Deps } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { isPublishedAddress } from "./published-addresses.ts";
import { type DeliveryClaim, readDelivery, tellableHeaders } from "./read-delivery.ts";
import { findWebhookSettings, insertDelivery } from "./webhooks.repository.ts";

export interface IncomingWebhook {
  readonly headers: Headers;
  readonly body: string;
  readonly ip: string;
}

/**
 * Writes a call to the webhook address down, whatever it says. Resolves once it is stored, so that answering 200 is a
 * promise kept; rejects when it cannot be stored, so that the sender may try again. Where the shop chose to let in only
 * the published addresses, what comes from another is kept as blocked and goes no further.
 */
export async function receiveWebhook(
  deps: Pick<Deps, "store" | "clock" | "ids" | "live">,
  { headers, body, ip }: IncomingWebhook,
): Promise<{ readonly deliveryId: string; readonly claim: DeliveryClaim; readonly isBlocked: boolean }> {
  const receivedAtMs = deps.clock.now();
  const contentType = headers.get("content-type");
  const claim = readDelivery(contentType, body);
  const deliveryId = deps.ids.next();
  const { is_gated: isGated } = await findWebhookSettings(deps.store.read);
  const isBlocked = isGated === 1 && !isPublishedAddress(ip);
  const isAsked = claim.impUid !== null && !isBlocked;
  await insertDelivery(deps.store.write, {
    id: deliveryId,
    received_at_ms: receivedAtMs,
    ip,
    content_type: contentType,
    headers: JSON.stringify(tellableHeaders(headers)),
    body: storableText(body),
    imp_uid: claim.impUid,
    merchant_uid: claim.merchantUid,
    status: claim.status,
    cancellation_id: claim.cancellationId,
    verdict: isBlocked ? "blocked" : isAsked ? "pending" : "unreadable",
    note: isBlocked ? "Its address is not among the published ones." : isAsked ? null : "The body names no imp_uid.",
    attempts: 0,
    next_attempt_at_ms: isAsked ? receivedAtMs : null,
    settled_at_ms: isAsked ? null : receivedAtMs,
    ...asReceived,
    answered_status: isBlocked ? 403 : 200,
  });
  deps.live.publish({ type: "webhook.changed", deliveryId });
  return { deliveryId, claim, isBlocked };
}

const asReceived = {
  answered_in_ms: 0,
  answered_status: 200,
  is_test: null,
  replay_id: null,
  replay_of: null,
  replayed_by: null,
  replayed_by_name: null,
} as const;

/** Writes down that a call was too large to be read. */
export async function noteTooLarge(
  deps: Pick<Deps, "store" | "clock" | "ids" | "live">,
  { headers, ip }: Omit<IncomingWebhook, "body">,
): Promise<void> {
  const receivedAtMs = deps.clock.now();
  const deliveryId = deps.ids.next();
  await insertDelivery(deps.store.write, {
    id: deliveryId,
    received_at_ms: receivedAtMs,
    ip,
    content_type: headers.get("content-type"),
    headers: JSON.stringify(tellableHeaders(headers)),
    body: "",
    imp_uid: null,
    merchant_uid: null,
    status: null,
    cancellation_id: null,
    verdict: "too_large",
    note: "The body is larger than any webhook; it was not read.",
    attempts: 0,
    next_attempt_at_ms: null,
    settled_at_ms: receivedAtMs,
    ...asReceived,
    answered_status: 413,
  });
  deps.live.publish({ type: "webhook.changed", deliveryId });
}
