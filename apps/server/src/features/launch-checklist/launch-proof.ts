import type { LaunchSign, SeenSigns } from "@maru/domain";

/** What kind of thing a record is, and so where it can be looked at. Kinds in the plural have one place for all. */
export type LaunchProofKind =
  | "payment"
  | "order"
  | "webhook"
  | "refund"
  | "request"
  | "test_payment"
  | "receipt"
  | "outside_receipt"
  | "card_payments"
  | "channels"
  | "missing_webhooks"
  | "forwards"
  | "whitelist";

/** The record a sign was seen in. */
export interface LaunchProof {
  readonly kind: LaunchProofKind;
  /** Empty for kinds that have one place for all. */
  readonly id: string;
  /** When it happened; unix seconds, null where it has no time of its own. */
  readonly at: number | null;
}

export type ProvenSigns = SeenSigns<LaunchProof>;

/** The signs that have a record. */
export function signsOf(found: Readonly<Partial<Record<LaunchSign, LaunchProof | undefined>>>): ProvenSigns {
  return Object.fromEntries(Object.entries(found).filter(([, proof]) => proof !== undefined));
}

/** The proof of a kind that has one place for all; `at` in unix seconds. */
export function place(kind: LaunchProofKind, at: number | null = null): LaunchProof {
  return { kind, id: "", at };
}
