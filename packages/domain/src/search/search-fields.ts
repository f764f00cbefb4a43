/**
 * The parts of a payment that search can be limited to, in the order in which an index stores them. Every searchable
 * text belongs to exactly one.
 */
export const searchFields = [
  "impUid",
  "order",
  "tid",
  "approval",
  "cancellation",
  "mid",
  "customer",
  "name",
  "phone",
  "email",
  "product",
  "card",
  "account",
  "depositor",
  "reason",
  "fail",
  "note",
] as const;
export type SearchField = (typeof searchFields)[number];

/** Fields of which digits are compared without the signs between them. */
export const digitFields: readonly SearchField[] = ["impUid", "order", "approval", "phone", "card", "account"];

/** Fields of which the initial consonants are compared. */
export const nameFields: readonly SearchField[] = ["name", "product"];
