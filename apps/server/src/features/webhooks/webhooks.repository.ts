import type { Kysely, Selectable } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { WebhookDeliveriesTable } from "./webhooks.tables.ts";

type Db = Kysely<Database>;

export type StoredDelivery = Selectable<WebhookDeliveriesTable>;

export async function findDeliveriesOfPayment(db: Db, impUid: string): Promise<StoredDelivery[]> {
  return db
    .selectFrom("webhook_deliveries")
    .where("imp_uid", "=", impUid)
    .where("verdict", "!=", "rejected")
    .orderBy("received_at_ms")
    .orderBy("id")
    .selectAll()
    .execute();
}
