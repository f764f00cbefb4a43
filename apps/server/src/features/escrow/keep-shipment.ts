import { type Delivery, type EscrowOrder, escrowParty, purchaseConfirmation } from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import * as z from "zod/mini";
import type { Database } from "../../db/schema.ts";
import { openText, sealText } from "../../seal-text.ts";
import type { Secret } from "../../secret.ts";
import type { Facts, GivenInstruction } from "../instructions/instruction-kind.ts";
import { findLatestDetails, findShipment, type StoredShipment, saveShipment } from "./escrow.repository.ts";

const purpose = "maru escrow delivery";

/** What upstream never tells back: who sends what to whom. Personal. */
export type ShipmentDetails = Pick<EscrowOrder, "sender" | "receiver" | "dispatchAddress" | "products">;

const details = z.object({
  sender: escrowParty,
  receiver: escrowParty,
  dispatchAddress: z.nullable(z.string()),
  products: z.array(z.object({ id: z.string(), name: z.string(), amount: z.number(), quantity: z.number() })),
});

function readDetails(facts: Facts): ShipmentDetails {
  return details.parse(facts);
}

/** Who sends a shipment to whom, unsealed; null where nothing was kept. Throws where the secret is another one. */
export function openDetails(secret: Secret, shipment: Pick<StoredShipment, "imp_uid" | "details_sealed">) {
  if (shipment.details_sealed === null) return null;
  const plain = openText(secret, { purpose, id: shipment.imp_uid }, shipment.details_sealed);
  return readDetails(JSON.parse(plain));
}

/** Who sent the last delivery that was registered here. */
export async function lastSender(db: Kysely<Database>, secret: Secret) {
  const latest = await findLatestDetails(db);
  return latest === undefined ? null : (openDetails(secret, latest)?.sender ?? null);
}

const neverSeen = {
  company: null,
  invoice: null,
  sent_at: null,
  applied_at: null,
  receiving_on: null,
  details_sealed: null,
  is_ours: 0,
  registered_by_name: null,
  registered_at_ms: null,
  changed_by_name: null,
  changed_at_ms: null,
  confirms_on: null,
};

/** Remembers what upstream tells of a delivery, or that it has none. What only we know stays for the same parcel. */
export async function keepDelivery(
  db: Kysely<Database>,
  impUid: string,
  { delivery, readAtMs }: { readonly delivery: Delivery | null; readonly readAtMs: number },
): Promise<void> {
  const before = await findShipment(db, impUid);
  const isSame = before !== undefined && before.invoice === (delivery?.invoice ?? null);
  await saveShipment(db, {
    ...(isSame ? before : neverSeen),
    imp_uid: impUid,
    ...upstreamFacts(delivery),
    read_at_ms: readAtMs,
  });
}

function upstreamFacts(delivery: Delivery | null) {
  return {
    company: delivery?.courier ?? null,
    invoice: delivery?.invoice ?? null,
    sent_at: delivery?.sentAt ?? null,
    applied_at: delivery?.registeredAt ?? null,
    confirms_on: confirmsOn(delivery?.registeredAt ?? null),
  };
}

function confirmsOn(registeredAt: number | null): string | null {
  return purchaseConfirmation({ registeredAt, deliveredOn: null })?.on ?? null;
}

const shownFacts = z.object({
  courier: z.string(),
  invoice: z.string(),
  sentAt: z.number(),
  receivingOn: z.nullable(z.string()),
});
/** Empty where a person found out what became of it. */
const resultFacts = z.object({ registeredAt: z.nullish(z.number()) });

/** A delivery that is certain to have been registered or changed here. */
export interface GivenDelivery {
  readonly given: GivenInstruction;
  readonly mode: "register" | "change";
  readonly result: Facts;
}

/** Remembers a delivery that was registered or changed here, in the transaction in which that became certain. */
export async function keepGiven(
  tx: Transaction<Database>,
  secret: Secret,
  { given, mode, result }: GivenDelivery,
): Promise<void> {
  const impUid = given.target.id;
  const asked = shownFacts.parse(given.shown);
  const before = await findShipment(tx, impUid);
  const atMs = given.sentAtMs ?? 0;
  const registeredAt =
    resultFacts.parse(result).registeredAt ??
    (mode === "register" ? Math.floor(atMs / 1000) : (before?.applied_at ?? null));
  await saveShipment(tx, {
    ...(before ?? neverSeen),
    imp_uid: impUid,
    company: asked.courier,
    invoice: asked.invoice,
    sent_at: asked.sentAt,
    applied_at: registeredAt,
    receiving_on: asked.receivingOn,
    details_sealed:
      given.personal === null
        ? (before?.details_sealed ?? null)
        : sealText(secret, { purpose, id: impUid }, JSON.stringify(readDetails(given.personal))),
    is_ours: 1,
    ...(mode === "register"
      ? { registered_by_name: given.askedBy.name, registered_at_ms: atMs }
      : { changed_by_name: given.askedBy.name, changed_at_ms: atMs }),
    confirms_on: confirmsOn(registeredAt),
    read_at_ms: atMs,
  });
}
