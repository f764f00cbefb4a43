import type { Deps } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { type DeliveryClaim, readDelivery, tellableHeaders } from "./read-delivery.ts";
import { insertDelivery } from "./webhooks.repository.ts";

export interface IncomingWebhook {
  readonly headers: Headers;
  readonly body: string;
  readonly ip: string;
}

/**
 * Writes a call to the webhook address down, whatever it says. Resolves once it is stored, so that answering 200 is a
 * promise kept; rejects when it cannot be stored, so that the sender may try again.
 */
export async function receiveWebhook(
  deps: Pick<Deps, "store" | "clock" | "ids" | "live">,
  { headers, body, ip }: IncomingWebhook,
): Promise<{ readonly deliveryId: string; readonly claim: DeliveryClaim }> {
  const receivedAtMs = deps.clock.now();
  const contentType = headers.get("content-type");
  const claim = readDelivery(contentType, body);
  const deliveryId = deps.ids.next();
  const isReadable = claim.impUid !== null;
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
    verdict: isReadable ? "pending" : "unreadable",
    note: isReadable ? null : "The body names no imp_uid.",
    attempts: 0,
    next_attempt_at_ms: isReadable ? receivedAtMs : null,
    settled_at_ms: isReadable ? null : receivedAtMs,
    answered_in_ms: deps.clock.now() - receivedAtMs,
  });
  deps.live.publish({ type: "webhook.received", deliveryId });
  return { deliveryId, claim };
}
