import type { AlertsTables } from "../features/alerts/alerts.tables.ts";
import type { ApplicationTables } from "../features/application/application.tables.ts";
import type { AuditTables } from "../features/audit/audit.tables.ts";
import type { AuthTables } from "../features/auth/auth.tables.ts";
import type { CashReceiptTables } from "../features/cash-receipts/cash-receipts.tables.ts";
import type { ChannelsTables } from "../features/channels/channels.tables.ts";
import type { ConsoleTables } from "../features/console/console.tables.ts";
import type { InvoiceBatchTables } from "../features/escrow/bulk/invoice-batch.tables.ts";
import type { EscrowTables } from "../features/escrow/escrow.tables.ts";
import type { InstructionsTables } from "../features/instructions/instructions.tables.ts";
import type { KeysTables } from "../features/keys/keys.tables.ts";
import type { LaunchTables } from "../features/launch-checklist/launch.tables.ts";
import type { NotesTables } from "../features/notes/notes.tables.ts";
import type { PaymentsTables } from "../features/payments/payments.tables.ts";
import type { RefundBulkTables } from "../features/refunds/bulk/refund-bulk.tables.ts";
import type { RefundsTables } from "../features/refunds/refunds.tables.ts";
import type { UndoTables } from "../features/refunds/undo/undo.tables.ts";
import type { SubMerchantTables } from "../features/sub-merchants/sub-merchants.tables.ts";
import type { SyncTables } from "../features/sync/sync.tables.ts";
import type { TestPaymentsTables } from "../features/test-payments/test-payments.tables.ts";
import type { ViewsTables } from "../features/views/views.tables.ts";
import type { VisitsTables } from "../features/visits/visits.tables.ts";
import type { WebhooksTables } from "../features/webhooks/webhooks.tables.ts";
import type { WhitelistTables } from "../features/whitelist/whitelist.tables.ts";

/** Every table of the store; each feature names its own in its `*.tables.ts`. */
export type Database = AlertsTables &
  ApplicationTables &
  AuditTables &
  AuthTables &
  CashReceiptTables &
  ChannelsTables &
  ConsoleTables &
  EscrowTables &
  InvoiceBatchTables &
  InstructionsTables &
  KeysTables &
  LaunchTables &
  NotesTables &
  PaymentsTables &
  RefundsTables &
  SubMerchantTables &
  SyncTables &
  TestPaymentsTables &
  UndoTables &
  ViewsTables &
  VisitsTables &
  RefundBulkTables &
  WebhooksTables &
  WhitelistTables;
