export type {
  AccountChangeRequest,
  AccountIssueRequest,
  AccountQuery,
  AccountRevocationRequest,
  BalanceGroups,
  BalanceParts,
  BulkPayments,
  CancellationOutcome,
  CancellationRequest,
  Channel,
  Exchange,
  ImportClient,
  ImportClientOptions,
  OrderListQuery,
  OrderPaymentQuery,
  PaymentBalance,
  PaymentListing,
  PaymentListQuery,
  PaymentOutcome,
  PreparationOutcome,
  PreparationRequest,
  PreparedPayment,
  ReadPayment,
  RefundAccount,
  Sorting,
  Tier,
  UnreadablePayment,
  WireStatusFilter,
} from "./client-types.ts";
export { createImportClient } from "./import-client.ts";
export type { NotSent, Refusal, UnknownOutcome, Unsuccessful } from "./outcome.ts";
export { parseWirePayment } from "./parse-payment.ts";
export type { WireObject } from "./wire-object.ts";
