import { messages as instructions } from "../../components/instructions/messages.en.ts";
import { messages as outbound } from "../../components/outbound/messages.en.ts";
import { messages as account } from "../../features/account/messages.en.ts";
import { messages as alerts } from "../../features/alerts/messages.en.ts";
import { messages as auditLog } from "../../features/audit-log/messages.en.ts";
import { messages as billing } from "../../features/billing/messages.en.ts";
import { messages as bulkRefunds } from "../../features/bulk-refunds/messages.en.ts";
import { messages as cashReceipts } from "../../features/cash-receipts/messages.en.ts";
import { messages as escrow } from "../../features/escrow/messages.en.ts";
import { messages as failureMessages } from "../../features/failure-messages/messages.en.ts";
import { messages as followUps } from "../../features/follow-ups/messages.en.ts";
import { messages as identity } from "../../features/identity/messages.en.ts";
import { messages as requests } from "../../features/instructions/messages.en.ts";
import { messages as members } from "../../features/members/messages.en.ts";
import { messages as refunds } from "../../features/refunds/messages.en.ts";
import { messages as application } from "../../features/settings/application/messages.en.ts";
import { messages as launchChecklist } from "../../features/settings/launch-checklist/messages.en.ts";
import { messages as settings } from "../../features/settings/messages.en.ts";
import { messages as subMerchants } from "../../features/settings/sub-merchants/messages.en.ts";
import { messages as testPayments } from "../../features/settings/test-payments/messages.en.ts";
import { messages as virtualAccounts } from "../../features/virtual-accounts/messages.en.ts";
import { messages as webhooks } from "../../features/webhooks/messages.en.ts";
import type { AppMessages } from "../../lib/i18n.tsx";
import { work } from "./work.en.ts";

export const tree = {
  ...work,
  billing,
  followUps,
  identity,
  account,
  application,
  members,
  alerts,
  auditLog,
  bulkRefunds,
  cashReceipts,
  escrow,
  failureMessages,
  outbound,
  instructions,
  refunds,
  requests,
  virtualAccounts,
  launchChecklist,
  settings,
  subMerchants,
  testPayments,
  webhooks,
} satisfies AppMessages;
