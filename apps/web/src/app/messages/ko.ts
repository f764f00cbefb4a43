import { messages as instructions } from "../../components/instructions/messages.ko.ts";
import { messages as outbound } from "../../components/outbound/messages.ko.ts";
import { messages as account } from "../../features/account/messages.ko.ts";
import { messages as alerts } from "../../features/alerts/messages.ko.ts";
import { messages as auditLog } from "../../features/audit-log/messages.ko.ts";
import { messages as billing } from "../../features/billing/messages.ko.ts";
import { messages as bulkRefunds } from "../../features/bulk-refunds/messages.ko.ts";
import { messages as cashReceipts } from "../../features/cash-receipts/messages.ko.ts";
import { messages as escrow } from "../../features/escrow/messages.ko.ts";
import { messages as failureMessages } from "../../features/failure-messages/messages.ko.ts";
import { messages as followUps } from "../../features/follow-ups/messages.ko.ts";
import { messages as identity } from "../../features/identity/messages.ko.ts";
import { messages as requests } from "../../features/instructions/messages.ko.ts";
import { messages as members } from "../../features/members/messages.ko.ts";
import { messages as refunds } from "../../features/refunds/messages.ko.ts";
import { messages as application } from "../../features/settings/application/messages.ko.ts";
import { messages as launchChecklist } from "../../features/settings/launch-checklist/messages.ko.ts";
import { messages as settings } from "../../features/settings/messages.ko.ts";
import { messages as subMerchants } from "../../features/settings/sub-merchants/messages.ko.ts";
import { messages as testPayments } from "../../features/settings/test-payments/messages.ko.ts";
import { messages as virtualAccounts } from "../../features/virtual-accounts/messages.ko.ts";
import { messages as webhooks } from "../../features/webhooks/messages.ko.ts";
import type { entry } from "./entry.ko.ts";
import { work } from "./work.ko.ts";

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
};

declare module "../../lib/i18n.tsx" {
  interface RegisteredMessages {
    entry: typeof entry;
    work: typeof work;
    tree: typeof tree;
  }
}
