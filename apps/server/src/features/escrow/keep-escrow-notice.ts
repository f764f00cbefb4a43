import { type Payment, readInicisNotice } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { storableText } from "../../db/storable-text.ts";
import { openText, sealText } from "../../seal-text.ts";
import type { Secret } from "../../secret.ts";
import { isPublishedAddress } from "../webhooks/published-addresses.ts";
import { fieldsOfDelivery } from "../webhooks/read-delivery.ts";
import type { StoredDelivery } from "../webhooks/webhooks.repository.ts";
import { countUnpublishedNotices, insertEscrowNotice } from "./escrow.repository.ts";
import type { EscrowNoticesTable } from "./escrow.tables.ts";

/** Anybody can send these; so few of a payment that they leave room for what is true. */
const mostUnpublished = 5;
/** How far KG Inicis' clock may be ahead of ours. */
const mostClockErrorMs = 10 * 60_000;

type NamedDelivery = Pick<StoredDelivery, "content_type" | "body" | "ip" | "merchant_uid" | "received_at_ms">;

/**
 * Remembers what a webhook says of the escrow of a payment that upstream does have. Said twice it is remembered once. False
 * where it says nothing of one, or comes from an address that is not a published one after a few that did.
 */
export async function keepEscrowNotice(
  tx: Transaction<Database>,
  secret: Secret,
  delivery: NamedDelivery,
  { impUid, merchantUid, isEscrow, pgProvider }: Payment,
): Promise<boolean> {
  if (!isEscrow || pgProvider !== "html5_inicis") return false;
  if (delivery.merchant_uid !== null && delivery.merchant_uid !== merchantUid) return false;
  const notice = readInicisNotice(Object.fromEntries(fieldsOfDelivery(delivery.content_type, delivery.body)));
  if (notice === null) return false;
  const isPublished = isPublishedAddress(delivery.ip);
  if (!isPublished && (await countUnpublishedNotices(tx, impUid)) >= mostUnpublished) return false;
  const named = { imp_uid: impUid, code: notice.code, at_ms: toldTime(notice.changedAt, delivery.received_at_ms) };
  const { reason } = notice;
  await insertEscrowNotice(tx, {
    ...named,
    reason: null,
    reason_sealed: reason === null ? null : sealText(secret, bindingOf(named), storableText(reason)),
    told_at_ms: delivery.received_at_ms,
    is_from_published_address: isPublished ? 1 : 0,
  });
  return true;
}

/** Why the buyer refused; null where nothing was said, or it was sealed under another secret. */
export function openReason(secret: Secret, notice: EscrowNoticesTable): string | null {
  if (notice.reason_sealed === null) return notice.reason;
  try {
    return openText(secret, bindingOf(notice), notice.reason_sealed);
  } catch {
    return null;
  }
}

function bindingOf({ imp_uid, code, at_ms }: Pick<EscrowNoticesTable, "imp_uid" | "code" | "at_ms">) {
  return { purpose: "what a buyer said of an escrow", id: JSON.stringify([imp_uid, code, at_ms]) };
}

/** When it happened. One that is told of well before it has would stand before everything else for ever. */
function toldTime(changedAt: number | null, receivedAtMs: number): number {
  const atMs = changedAt === null ? receivedAtMs : changedAt * 1000;
  return atMs > receivedAtMs + mostClockErrorMs ? receivedAtMs : atMs;
}
