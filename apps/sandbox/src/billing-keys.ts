import { cardName } from "./banks-and-cards.ts";
import { billingChannel } from "./channels.ts";
import { cardOfCustomer, customerOfUid } from "./computed-payment.ts";
import { personOf } from "./people.ts";
import type { Store } from "./store.ts";

/** A registered means of payment, as V1 answers it (V1 OpenAPI, `CustomerAnnotation`). */
export interface WireBillingKey {
  customer_uid: string;
  pg_provider: string;
  pg_id: string;
  sandbox: boolean;
  customer_id: string | null;
  card_name: string | null;
  card_code: string | null;
  card_issuer_code: string | null;
  card_issuer_name: string | null;
  card_publisher_code: string | null;
  card_publisher_name: string | null;
  card_number: string | null;
  card_type: number | null;
  customer_name: string | null;
  customer_tel: string | null;
  customer_email: string | null;
  customer_addr: string | null;
  customer_postcode: string | null;
  inserted: number;
  updated: number;
}

export interface BillingKey {
  wire: WireBillingKey;
  /** 0 while it lives. */
  deletedAt: number;
  /** The card company's words when it is charged in vain; null while it pays. */
  declines: string | null;
}

const REGISTERED_BEFORE = 730 * 86_400;

/** The key as somebody left it, or as every member has one; null when there is none or none any more. */
export function billingKeyOf(store: Store, customerUid: string, seed: number): BillingKey | null {
  const kept = store.shelves.get("billing_key", customerUid);
  if (kept !== undefined) return kept.deletedAt > 0 ? null : kept;
  if (!store.world.hasMember(customerUid)) return null;
  return computeBillingKey(customerOfUid(customerUid) ?? 0, seed, store.world.anchor);
}

function computeBillingKey(customer: number, seed: number, anchor: number): BillingKey {
  const person = personOf(seed, customer, false);
  const card = cardOfCustomer(seed, customer);
  const name = cardName(card.code);
  const inserted = anchor - REGISTERED_BEFORE - (customer % 1000) * 3600;
  return {
    wire: {
      customer_uid: `member_${customer}_card`,
      pg_provider: billingChannel.pg_provider,
      pg_id: billingChannel.pg_id,
      sandbox: false,
      customer_id: `M${customer}`,
      card_name: name,
      card_code: card.code,
      card_issuer_code: card.code,
      card_issuer_name: name,
      card_publisher_code: card.code,
      card_publisher_name: name,
      card_number: card.number,
      card_type: card.type,
      customer_name: person.name,
      customer_tel: person.tel,
      customer_email: person.email,
      customer_addr: person.address,
      customer_postcode: person.postcode,
      inserted,
      updated: inserted,
    },
    deletedAt: 0,
    declines: null,
  };
}
