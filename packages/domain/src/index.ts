export type { Clock } from "./clock.ts";
export { AppError, type AppErrorOptions, type ErrorCode, type ErrorFamily, errorCodes, errorFamily } from "./errors.ts";
export { formatMoney } from "./format-money.ts";
export {
  addKstDays,
  formatInstant,
  type InstantStyle,
  isKstDate,
  type KstDate,
  kstDayRange,
  kstDayStart,
  toKstDate,
} from "./kst-time.ts";
export type { Locale, Localised } from "./locale.ts";
export { maskPayment } from "./mask-payment.ts";
export { maskWire } from "./mask-wire.ts";
export { maskAccount, maskEmail, maskFreeText, maskName, maskTel } from "./masking.ts";
export { addMoney, type Currency, type Money, minorUnitDigits, money, subtractMoney } from "./money.ts";
export type {
  Buyer,
  Cancellation,
  CardFacts,
  CodeAndName,
  Deposit,
  Payment,
  PaymentStatus,
  VirtualAccount,
} from "./payment.ts";
export type { CurrencyTotal, PaymentCounts, PaymentListItem, PaymentListPage } from "./payment-list.ts";
export {
  largestPage,
  longestSearchText,
  type PaymentFilter,
  type PaymentQuery,
  paymentFilter,
  paymentQuery,
} from "./payment-query.ts";
export {
  cancellableAmount,
  cancellationDisagreement,
  derivePaymentStatus,
  isAwaitingDeposit,
  paymentStatuses,
} from "./payment-status.ts";
export { requestedAt, statusAt } from "./payment-times.ts";
export { isAllowed, type Permission, permissions, permissionsOf, type Role, roles } from "./permissions.ts";
export { type AmountRange, searchableAmount } from "./search-amount.ts";
export { matchesSearch } from "./search-match.ts";
export { parseSearchText, type SearchTerm, type SearchWay } from "./search-terms.ts";
export { digitsOf, normaliseForSearch } from "./search-text.ts";
export { type SearchableFields, searchableFields } from "./searchable-fields.ts";
export { parseTypedAmount, type TypedAmount, type TypedAmountProblem } from "./typed-amount.ts";
export { fromWireAmount, toWireAmount } from "./wire-amount.ts";
