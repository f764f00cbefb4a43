export type { Clock } from "./clock.ts";
export type { Currency, Money } from "./money.ts";
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
