import type { BillingKey } from "./billing-keys.ts";
import type { Certification } from "./certifications.ts";
import type { NaverOrderBook } from "./naver-orders.ts";
import type { StoredSchedule } from "./schedules.ts";

/** What i'mport and the PGs keep of one store beside its payments, by the name of the thing. */
export interface ShelfContents {
  billing_key: BillingKey;
  certification: Certification;
  /** The steps of a PAYCO order that were reported, by `imp_uid`. */
  payco_order: { steps: string[] };
  /** The last delivery reported to Paymentwall, by `imp_uid`. */
  paymentwall_delivery: { type: string; status: string };
  /** What V1 does not show of a Galaxia barcode, by `imp_uid`. */
  cvs_barcode: { barcode: string; expires_at: number };
  kcpquick_member: KcpQuickMember;
  /** Registered KCP Quick transactions, by `merchant_uid`. */
  kcpquick_prepared: { btid: string };
  /** The slip of a payment that was split over partners, by `imp_uid`. */
  partner_receipt: { partners: number; total: number };
  /** Naver Pay payments that were confirmed or for which points were given, by `imp_uid`. */
  naver_payment: { isConfirmed: boolean; hasPoints: boolean };
  /** Product orders of a Naver Pay order that somebody changed, by `imp_uid`. */
  naver_orders: NaverOrderBook;
  /** Schedules somebody made or changed, by `merchant_uid`. */
  schedule: StoredSchedule;
}

export interface KcpQuickMember {
  member_id: string;
  pg_id: string;
  site_code: string;
  partner_type: string;
  partner_subtype: string;
  usesFido: boolean;
  money: number;
  inserted: number;
  updated: number;
  isDeleted: boolean;
}

export type ShelfName = keyof ShelfContents;
export type ShelfChange<Name extends ShelfName = ShelfName> = {
  [One in Name]: { shelf: One; key: string; value: ShelfContents[One] };
}[Name];

type Maps = { readonly [Name in ShelfName]: Map<string, ShelfContents[Name]> };

/** Everything of one store that is not a payment and was made or changed by somebody. */
export class Shelves {
  readonly #maps: Maps = {
    billing_key: new Map(),
    certification: new Map(),
    cvs_barcode: new Map(),
    kcpquick_member: new Map(),
    kcpquick_prepared: new Map(),
    naver_orders: new Map(),
    naver_payment: new Map(),
    partner_receipt: new Map(),
    payco_order: new Map(),
    paymentwall_delivery: new Map(),
    schedule: new Map(),
  };

  /** A copy: alter it, then `put` it. */
  get<Name extends ShelfName>(shelf: Name, key: string): ShelfContents[Name] | undefined {
    const value = this.#maps[shelf].get(key);
    return value === undefined ? undefined : structuredClone(value);
  }

  all<Name extends ShelfName>(shelf: Name): ReadonlyMap<string, ShelfContents[Name]> {
    return this.#maps[shelf];
  }

  put<Name extends ShelfName>(change: ShelfChange<Name>): void {
    this.#maps[change.shelf].set(change.key, structuredClone(change.value));
  }
}

export function isShelfName(value: unknown): value is ShelfName {
  return typeof value === "string" && Object.hasOwn(shelfNames, value);
}

const shelfNames: Record<ShelfName, true> = {
  billing_key: true,
  certification: true,
  cvs_barcode: true,
  kcpquick_member: true,
  kcpquick_prepared: true,
  naver_orders: true,
  naver_payment: true,
  partner_receipt: true,
  payco_order: true,
  paymentwall_delivery: true,
  schedule: true,
};
