import { type Payment, readInicisNotice } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { storableText } from "../../db/storable-text.ts";
import { isPublishedAddress } from "../webhooks/published-addresses.ts";
import { fieldsOfDelivery } from "../webhooks/read-delivery.ts";
import type { StoredDelivery } from "../webhooks/webhooks.repository.ts";
import { insertEscrowNotice } from "./escrow.repository.ts";

type NamedDelivery = Pick<StoredDelivery, "content_type" | "body" | "ip" | "merchant_uid" | "received_at_ms">;

/**
 * Remembers what a webhook says of the escrow of a payment that upstream does have. Said twice it is remembered once. False
 * where it says nothing of one.
 */
export async function keepEscrowNotice(
  tx: Transaction<Database>,
  delivery: NamedDelivery,
  { impUid, merchantUid, isEscrow, pgProvider }: Payment,
): Promise<boolean> {
  if (!isEscrow || pgProvider !== "html5_inicis") return false;
  if (delivery.merchant_uid !== null && delivery.merchant_uid !== merchantUid) return false;
  const notice = readInicisNotice(Object.fromEntries(fieldsOfDelivery(delivery.content_type, delivery.body)));
  if (notice === null) return false;
  await insertEscrowNotice(tx, {
    imp_uid: impUid,
    code: notice.code,
    at_ms: notice.changedAt === null ? delivery.received_at_ms : notice.changedAt * 1000,
    reason: notice.reason === null ? null : storableText(notice.reason),
    told_at_ms: delivery.received_at_ms,
    is_from_published_address: isPublishedAddress(delivery.ip) ? 1 : 0,
  });
  return true;
}
