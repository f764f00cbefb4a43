/**
 * The vendor's own list for going live: its English page has these 37 boxes in these groups and this order.
 * https://developers.portone.io/docs/en/tips/chk
 */
export const launchListUrl = "https://developers.portone.io/docs/en/tips/chk";

export const launchModes = ["live", "test"] as const;
/** Whose payments count: those of live channels, or those of test channels before there is a contract. */
export type LaunchMode = (typeof launchModes)[number];

export const launchGroups = [
  "settings",
  "results",
  "card",
  "virtual_account",
  "transfer",
  "phone",
  "identity",
  "cash_receipt",
  "environment",
] as const;
export type LaunchGroup = (typeof launchGroups)[number];

/**
 * Something records can show. Each is looked for by itself; which boxes it speaks for, or against, is `launchBoxes`.
 */
export const launchSigns = [
  "channel_listed",
  "paid_on_channel",
  "live_payment_lately",
  "webhook_confirmed",
  "instalments_paid",
  "mobile_paid",
  "every_channel_opened",
  "test_payment_verified",
  "webhook_paid",
  "webhook_cancelled",
  "webhook_answered",
  "lost_answer_found",
  "failed_refund_repeated",
  "slip_of_payment",
  "slip_of_cancel",
  "approval_number",
  "webhook_came_twice",
  "card_paid",
  "card_cancelled",
  "card_partially_cancelled",
  "every_issuer_tested",
  "credit_paid",
  "credit_cancelled",
  "check_paid",
  "check_cancelled",
  "billing_key_charged",
  "billing_key_deleted",
  "billing_key_used_again",
  "account_bank_known",
  "account_closed",
  "deposit_webhook",
  "account_refunded",
  "transfer_bank_known",
  "transfer_refunded",
  "phone_paid",
  "phone_cancelled",
  "phone_cancelled_in_month",
  "receipt_found",
  "receipt_cancelled",
  "receipt_of_payment",
  "receipt_outside",
  "no_channel",
  "only_test_payments",
  "webhook_missing",
  "whitelist_off",
  "whitelist_contradicted",
  "webhook_answer_failed",
  "answer_still_missing",
  "approval_number_missing",
  "order_paid_twice",
  "account_bank_unknown",
  "deposit_webhook_missing",
  "transfer_bank_unknown",
  "phone_cancelled_after_month",
] as const;
export type LaunchSign = (typeof launchSigns)[number];

interface LaunchBoxRule {
  readonly group: LaunchGroup;
  /** All of them together prove the box; a box that names none is one that no record decides. */
  readonly needs: readonly LaunchSign[];
  /** Any of them disproves it. */
  readonly against: readonly LaunchSign[];
  /** Whether what a person found out holds for the channels of that day only. */
  readonly isOfChannel: boolean;
}

const rule = (
  group: LaunchGroup,
  needs: readonly LaunchSign[],
  against: readonly LaunchSign[] = [],
  isOfChannel = true,
): LaunchBoxRule => ({ group, needs, against, isOfChannel });

/** Every box, in the order of the vendor's list. */
export const launchBoxes = {
  pg_credentials: rule("settings", ["channel_listed", "paid_on_channel"], ["no_channel"]),
  test_mode_off: rule("settings", ["channel_listed", "live_payment_lately"], ["no_channel", "only_test_payments"]),
  webhook_url: rule("settings", ["webhook_confirmed"], ["webhook_missing"], false),
  ip_security: rule("settings", [], ["whitelist_off", "whitelist_contradicted"], false),
  instalment_settings: rule("settings", ["instalments_paid"]),
  redirect_url: rule("settings", ["mobile_paid"]),
  confirm_url: rule("settings", []),
  window_opened: rule("results", ["channel_listed", "every_channel_opened"], ["no_channel"]),
  result_returned: rule("results", ["test_payment_verified"]),
  webhook_results: rule("results", ["webhook_paid", "webhook_cancelled"], ["webhook_missing"], false),
  webhook_applied: rule("results", [], [], false),
  webhook_answered: rule("results", ["webhook_answered"], ["webhook_answer_failed"], false),
  unknown_results: rule("results", ["lost_answer_found"], ["answer_still_missing"], false),
  repeated_attempts: rule("results", ["failed_refund_repeated"], [], false),
  slips: rule("results", ["slip_of_payment", "slip_of_cancel"]),
  key_facts: rule("results", ["approval_number"], ["approval_number_missing"]),
  duplicates: rule("results", ["webhook_came_twice"], ["order_paid_twice"], false),
  card_tests: rule("card", ["card_paid", "card_cancelled", "card_partially_cancelled", "every_issuer_tested"]),
  instalments_shown: rule("card", []),
  card_kinds: rule("card", ["credit_paid", "credit_cancelled", "check_paid", "check_cancelled"]),
  tax_amounts: rule("card", []),
  billing_key: rule("card", ["billing_key_charged"]),
  billing_key_renewed: rule("card", ["billing_key_deleted", "billing_key_used_again"]),
  account_bank: rule("virtual_account", ["account_bank_known"], ["account_bank_unknown"]),
  account_closed: rule("virtual_account", ["account_closed"]),
  deposit_result: rule("virtual_account", ["deposit_webhook"], ["deposit_webhook_missing"]),
  deposit_cancelled: rule("virtual_account", []),
  account_refund: rule("virtual_account", ["account_refunded"]),
  transfer_bank: rule("transfer", ["transfer_bank_known"], ["transfer_bank_unknown"]),
  transfer_refund: rule("transfer", ["transfer_refunded"]),
  phone_tests: rule("phone", ["phone_paid", "phone_cancelled"]),
  phone_month: rule("phone", ["phone_cancelled_in_month"], ["phone_cancelled_after_month"]),
  foreigner_contract: rule("identity", []),
  receipt_cancel: rule("cash_receipt", ["receipt_found", "receipt_cancelled"]),
  receipts_apart: rule("cash_receipt", ["receipt_of_payment", "receipt_outside"]),
  ios_schemes: rule("environment", [], [], false),
  app_scheme: rule("environment", [], [], false),
} as const satisfies Readonly<Record<string, LaunchBoxRule>>;

export type LaunchBoxId = keyof typeof launchBoxes;
export const launchBoxIds = Object.keys(launchBoxes) as readonly LaunchBoxId[];

/** The rule of a box, its lists widened for reading. */
export function launchBoxRule(id: LaunchBoxId): LaunchBoxRule {
  return launchBoxes[id];
}
