/** What kind of trouble an error is: it decides the HTTP answer, who is told what, and how loudly it is logged. */
export type ErrorFamily =
  | "invalid"
  | "signed_out"
  | "not_allowed"
  | "not_found"
  | "refused"
  | "stale"
  | "upstream_refused"
  | "upstream_down"
  | "storage_down"
  | "bug";

export const errorCodes = [
  "INVALID_INPUT",
  "PAYLOAD_TOO_LARGE",
  "SIGNED_OUT",
  "SECOND_FACTOR_REQUIRED",
  "NOT_ALLOWED",
  "ADDRESS_NOT_ALLOWED",
  "NOT_FOUND",
  "PAYMENT_NOT_FOUND",
  "TOO_MANY_REQUESTS",
  "SEARCH_TOO_SHORT",
  "EMAIL_TAKEN",
  "LAST_ADMIN",
  "LINK_SPENT",
  "PAYMENT_NOT_PAID",
  "CANCELLABLE_AMOUNT_CHANGED",
  "REFUND_ID_REUSED",
  "REFUND_IN_PROGRESS",
  "REFUND_STATE_CHANGED",
  "REFUND_CAP_ZERO",
  "REFUND_IMPOSSIBLE",
  "REPEAT_REASON_REQUIRED",
  "STEP_UP_REQUIRED",
  "SAME_PERSON",
  "APPROVAL_EXPIRED",
  "SAFE_MODE",
  "UNDO_IMPOSSIBLE",
  "INSTRUCTION_ID_REUSED",
  "INSTRUCTION_IMPOSSIBLE",
  "INSTRUCTION_IN_PROGRESS",
  "INSTRUCTION_STATE_CHANGED",
  "REFUND_REASON_RETIRED",
  "REASON_NAME_TAKEN",
  "ADDRESS_RULES_WRONG",
  "ADDRESS_LOCKS_OUT",
  "ADDRESS_LIST_CHANGED",
  "BULK_REHEARSAL_OLD",
  "BULK_TOTAL_MISMATCH",
  "BULK_MOVED_ON",
  "APPLICATION_CHANGED",
  "APPLICATION_IMPOSSIBLE",
  "DOCUMENT_REFUSED",
  "OUTBOUND_REFUSED",
  "REPLAY_IMPOSSIBLE",
  "WINDOW_UNAVAILABLE",
  "CHECKLIST_CHANGED",
  "SUB_MERCHANT_UNKNOWN",
  "SUB_MERCHANT_TAKEN",
  "SUB_MERCHANTS_FULL",
  "UPSTREAM_REFUSED",
  "UPSTREAM_UNAUTHORIZED",
  "UPSTREAM_UNAVAILABLE",
  "UPSTREAM_UNREADABLE",
  "STORAGE_FULL",
  "STORAGE_UNAVAILABLE",
  "ANSWER_OVERDUE",
  "BUG",
] as const;

/** The closed list of everything that can go wrong in words the console knows. */
export type ErrorCode = (typeof errorCodes)[number];

const families: Readonly<Record<ErrorCode, ErrorFamily>> = {
  INVALID_INPUT: "invalid",
  PAYLOAD_TOO_LARGE: "invalid",
  SIGNED_OUT: "signed_out",
  SECOND_FACTOR_REQUIRED: "signed_out",
  NOT_ALLOWED: "not_allowed",
  ADDRESS_NOT_ALLOWED: "not_allowed",
  NOT_FOUND: "not_found",
  PAYMENT_NOT_FOUND: "not_found",
  TOO_MANY_REQUESTS: "refused",
  SEARCH_TOO_SHORT: "refused",
  EMAIL_TAKEN: "refused",
  LAST_ADMIN: "refused",
  LINK_SPENT: "refused",
  PAYMENT_NOT_PAID: "refused",
  CANCELLABLE_AMOUNT_CHANGED: "stale",
  REFUND_ID_REUSED: "refused",
  REFUND_IN_PROGRESS: "stale",
  REFUND_STATE_CHANGED: "stale",
  REFUND_CAP_ZERO: "not_allowed",
  REFUND_IMPOSSIBLE: "refused",
  REPEAT_REASON_REQUIRED: "refused",
  STEP_UP_REQUIRED: "not_allowed",
  SAME_PERSON: "not_allowed",
  APPROVAL_EXPIRED: "refused",
  SAFE_MODE: "refused",
  UNDO_IMPOSSIBLE: "refused",
  INSTRUCTION_ID_REUSED: "refused",
  INSTRUCTION_IMPOSSIBLE: "refused",
  INSTRUCTION_IN_PROGRESS: "stale",
  INSTRUCTION_STATE_CHANGED: "stale",
  REFUND_REASON_RETIRED: "refused",
  REASON_NAME_TAKEN: "refused",
  ADDRESS_RULES_WRONG: "invalid",
  ADDRESS_LOCKS_OUT: "refused",
  ADDRESS_LIST_CHANGED: "stale",
  BULK_REHEARSAL_OLD: "refused",
  BULK_TOTAL_MISMATCH: "refused",
  BULK_MOVED_ON: "stale",
  APPLICATION_CHANGED: "stale",
  APPLICATION_IMPOSSIBLE: "refused",
  DOCUMENT_REFUSED: "refused",
  OUTBOUND_REFUSED: "refused",
  REPLAY_IMPOSSIBLE: "refused",
  WINDOW_UNAVAILABLE: "refused",
  CHECKLIST_CHANGED: "stale",
  SUB_MERCHANT_UNKNOWN: "refused",
  SUB_MERCHANT_TAKEN: "refused",
  SUB_MERCHANTS_FULL: "refused",
  UPSTREAM_REFUSED: "upstream_refused",
  UPSTREAM_UNAUTHORIZED: "upstream_refused",
  UPSTREAM_UNAVAILABLE: "upstream_down",
  UPSTREAM_UNREADABLE: "upstream_down",
  STORAGE_FULL: "storage_down",
  STORAGE_UNAVAILABLE: "storage_down",
  ANSWER_OVERDUE: "bug",
  BUG: "bug",
};

/** The one family of a code. */
export function errorFamily(code: ErrorCode): ErrorFamily {
  return families[code];
}

export interface AppErrorOptions {
  /** Facts a reader may use, such as the old and the new balance. Never personal data or secrets: they reach logs. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What was caught, for the log only. */
  readonly cause?: unknown;
}

/** The one error the console throws on purpose. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** For operators, in English; the browser translates by `code`. */
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, reason: string, options: AppErrorOptions = {}) {
    super(reason, "cause" in options ? { cause: options.cause } : undefined);
    this.name = "AppError";
    this.code = code;
    this.reason = reason;
    this.details = options.details ?? {};
  }
}
