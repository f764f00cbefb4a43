import { alertsRouter } from "./features/alerts/alerts.router.ts";
import { auditRouter } from "./features/audit/audit.router.ts";
import { billingRouter } from "./features/billing/billing.router.ts";
import { cashReceiptsRouter } from "./features/cash-receipts/cash-receipts.router.ts";
import { consoleRouter } from "./features/console/console.router.ts";
import { escrowRouter } from "./features/escrow/escrow.router.ts";
import { followUpsRouter } from "./features/follow-ups/follow-ups.router.ts";
import { identityRouter } from "./features/identity/identity.router.ts";
import { instructionsRouter } from "./features/instructions/instructions.router.ts";
import { launchChecklistRouter } from "./features/launch-checklist/launch.router.ts";
import { liveRouter } from "./features/live/live.router.ts";
import { mentionsRouter } from "./features/notes/notes.router.ts";
import { paymentsRouter } from "./features/payments/payments.router.ts";
import { refundsRouter } from "./features/refunds/refunds.router.ts";
import { sessionsRouter } from "./features/sessions/sessions.router.ts";
import { settingsRouter } from "./features/settings/settings.router.ts";
import { syncRouter } from "./features/sync/sync.router.ts";
import { testPaymentsRouter } from "./features/test-payments/test-payments.router.ts";
import { usersRouter } from "./features/users/users.router.ts";
import { viewsRouter } from "./features/views/views.router.ts";
import { virtualAccountsRouter } from "./features/virtual-accounts/virtual-accounts.router.ts";
import { visitsRouter } from "./features/visits/visits.router.ts";
import { webhooksRouter } from "./features/webhooks/webhooks.router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  alerts: alertsRouter,
  audit: auditRouter,
  billing: billingRouter,
  cashReceipts: cashReceiptsRouter,
  console: consoleRouter,
  escrow: escrowRouter,
  followUps: followUpsRouter,
  identity: identityRouter,
  instructions: instructionsRouter,
  launchChecklist: launchChecklistRouter,
  live: liveRouter,
  mentions: mentionsRouter,
  payments: paymentsRouter,
  refunds: refundsRouter,
  sessions: sessionsRouter,
  settings: settingsRouter,
  sync: syncRouter,
  testPayments: testPaymentsRouter,
  users: usersRouter,
  views: viewsRouter,
  virtualAccounts: virtualAccountsRouter,
  visits: visitsRouter,
  webhooks: webhooksRouter,
});

/** What the browser may know of the server: shapes, never code. */
export type AppRouter = typeof appRouter;
