import { AppError } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { type DeliveryPlace, findDeliveries, type StoredDelivery } from "./webhooks.repository.ts";
import type { WebhookVerdict } from "./webhooks.tables.ts";

/** One call to the webhook address, as the log lists it. */
export interface WebhookDelivery {
  readonly id: string;
  /** Unix milliseconds. */
  readonly receivedAtMs: number;
  readonly ip: string;
  /** Whether the address is one the vendor publishes; a signal, never a proof. */
  readonly isPublishedAddress: boolean;
  readonly contentType: string | null;
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  readonly status: string | null;
  readonly cancellationId: string | null;
  readonly verdict: WebhookVerdict;
  readonly note: string | null;
  readonly attempts: number;
  /** When the verdict became final; unix milliseconds. */
  readonly settledAtMs: number | null;
}

/** https://developers.portone.io: published for firewalls. They changed once, so they decide nothing here. */
const publishedAddresses = new Set(["52.78.100.19", "52.78.48.223", "52.78.5.241"]);

/** The log of webhook calls, newest first. */
export async function listDeliveries(
  ctx: Pick<SignedInContext, "store">,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly WebhookDelivery[]; readonly nextCursor: string | null }> {
  const rows = await findDeliveries(ctx.store.read, readPlace(cursor), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toDelivery),
    nextCursor: rows.length > limit && last !== undefined ? `${last.received_at_ms}.${last.id}` : null,
  };
}

function readPlace(cursor: string | undefined): DeliveryPlace | null {
  if (cursor === undefined) return null;
  const [, receivedAtMs, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  if (receivedAtMs === undefined || id === undefined) {
    throw new AppError("INVALID_INPUT", "The page address is not one of this list.", { details: { field: "cursor" } });
  }
  return { receivedAtMs: Number(receivedAtMs), id };
}

function toDelivery(row: StoredDelivery): WebhookDelivery {
  return {
    id: row.id,
    receivedAtMs: row.received_at_ms,
    ip: row.ip,
    isPublishedAddress: publishedAddresses.has(row.ip),
    contentType: row.content_type,
    impUid: row.imp_uid,
    merchantUid: row.merchant_uid,
    status: row.status,
    cancellationId: row.cancellation_id,
    verdict: row.verdict,
    note: row.note,
    attempts: row.attempts,
    settledAtMs: row.settled_at_ms,
  };
}
