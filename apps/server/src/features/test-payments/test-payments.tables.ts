import type { TestPaymentVerdict, WindowMethod } from "@maru/domain";

/**
 * How far the registration of the amount got: written down, registered, refused (the words are upstream's), or sent without
 * anybody knowing whether it arrived.
 */
export type PreparationState = "written" | "prepared" | "refused" | "unsure";

/** One test payment: what was asked for, what a redirect claimed, and what upstream's record made of it. */
export interface TestPaymentsTable {
  id: string;
  merchant_uid: string;
  channel_key: string;
  pg_provider: string;
  mid: string;
  is_test: number;
  channel_name: string | null;
  method: WindowMethod;
  /** Minor units of the currency. */
  amount: number;
  currency: string;
  order_name: string;
  started_by: string;
  started_by_name: string;
  started_at_ms: number;
  preparation: PreparationState;
  /** When the registration was last tried. */
  prepared_at_ms: number | null;
  /** Why it is not registered: the code of an error, and upstream's own words where it gave some. */
  preparation_code: string | null;
  preparation_words: string | null;
  /** JSON: `RedirectClaim`. The one that counts of those that came back. */
  claim: string | null;
  returned_at_ms: number | null;
  /** Whose browser brought it. */
  claim_by: string | null;
  /** Whether it came by the address that the window was given for that person. */
  claim_is_from_window: number;
  /** How many redirects came that said something else and did not replace it. */
  other_claims: number;
  verdict: TestPaymentVerdict | null;
  /** The payment that was judged. */
  imp_uid: string | null;
  /** JSON: `FoundFacts`. What upstream said of it. */
  found: string | null;
  read_at_ms: number | null;
  /** When the verdict first was `paid`: it stays that from then on. */
  verified_at_ms: number | null;
}

export interface TestPaymentsTables {
  test_payments: TestPaymentsTable;
}
