import type { Channel } from "./channels.ts";
import type { Listings } from "./listing.ts";
import type { CashReceipt } from "./payment-record.ts";
import type { PaymentsWorld } from "./payments-world.ts";
import type { Shelves } from "./shelves.ts";

export interface PreparedPayment {
  merchant_uid: string;
  amount: number;
  currency: string | null;
}

/** The parent store or one of its sub-merchants: each sees only its own payments (developers site, "대표상점과 하위상점"). */
export interface Store {
  /** Three characters for a sub-merchant, null for the parent. */
  tier: string | null;
  name: string;
  world: PaymentsWorld;
  listings: Listings;
  channels: readonly Channel[];
  prepared: Map<string, PreparedPayment>;
  /** Receipts of cash sales outside i'mport, by order number: a key space of their own. */
  externalReceipts: Map<string, CashReceipt>;
  shelves: Shelves;
}

/** The sub-merchants every sandbox has. */
export const tiers: readonly { tier_code: string; tier_name: string }[] = [
  { tier_code: "POP", tier_name: "마루 성수 팝업스토어" },
  { tier_code: "B2B", tier_name: "마루 기업구매몰" },
];
