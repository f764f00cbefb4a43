import { type RouteObject, redirect } from "react-router";
import { BootScreen } from "./boot-screen.tsx";
import { loadAllMessages, loadWorkMessages } from "./language.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Root } from "./root.tsx";
import { RouteError } from "./route-error.tsx";

/** A page that says more than the payments list does: its words arrive beside its code. */
function withAllMessages<Page>(loadPage: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    const [page] = await Promise.all([loadPage(), loadAllMessages()]);
    return page;
  };
}

/** Every page of the console. What is behind sign-in arrives with the shell; each page is a chunk of its own. */
export const routes: RouteObject[] = [
  {
    Component: Root,
    ErrorBoundary: RouteError,
    HydrateFallback: BootScreen,
    children: [
      { path: "/sign-in", ErrorBoundary: RouteError, lazy: () => import("../features/sign-in/sign-in-page.tsx") },
      { path: "/set-up", ErrorBoundary: RouteError, lazy: () => import("../features/sign-in/set-up-page.tsx") },
      {
        ErrorBoundary: RouteError,
        lazy: async () => {
          const [{ Component }] = await Promise.all([import("./shell/shell.tsx"), loadWorkMessages()]);
          return { Component };
        },
        children: [
          { index: true, loader: () => redirect("/payments") },
          {
            path: "/payments",
            ErrorBoundary: RouteError,
            lazy: () => import("../features/payments/payments-page.tsx"),
          },
          {
            path: "/payments/complete",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/test-payments/complete-page.tsx")),
          },
          {
            path: "/payments/:impUid",
            ErrorBoundary: RouteError,
            lazy: () => import("../features/payments/payment-page.tsx"),
            children: [
              {
                path: "refund",
                ErrorBoundary: RouteError,
                lazy: () => import("../features/refunds/refund-form-page.tsx"),
              },
              {
                path: "follow-ups",
                ErrorBoundary: RouteError,
                lazy: withAllMessages(() => import("../features/follow-ups/follow-up-page.tsx")),
              },
            ],
          },
          {
            path: "/payments/:impUid/undo",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/refunds/undo-page.tsx")),
          },
          {
            path: "/orders/:merchantUid",
            ErrorBoundary: RouteError,
            lazy: () => import("../features/payments/order-page.tsx"),
          },
          {
            path: "/refunds",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/refunds/refund-desk-page.tsx")),
          },
          {
            path: "/refunds/limits",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/refunds/limits-page.tsx")),
          },
          {
            path: "/refunds/reasons",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/refunds/reasons-page.tsx")),
          },
          {
            path: "/refunds/:refundId",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/refunds/refund-page.tsx")),
          },
          {
            path: "/refunds/bulk",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/bulk-refunds/bulk-list-page.tsx")),
          },
          {
            path: "/refunds/bulk/:batchId",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/bulk-refunds/bulk-batch-page.tsx")),
          },
          {
            path: "/payments/:impUid/cash-receipt",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/cash-receipts/payment-receipt-page.tsx")),
          },
          {
            path: "/payments/:impUid/delivery",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/escrow/delivery-page.tsx")),
          },
          {
            path: "/cash-receipts",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/cash-receipts/cash-receipts-page.tsx")),
          },
          {
            path: "/cash-receipts/outside",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/cash-receipts/new-outside-receipt-page.tsx")),
          },
          {
            path: "/cash-receipts/outside/:merchantUid",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/cash-receipts/outside-receipt-page.tsx")),
          },
          {
            path: "/escrow",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/escrow/escrow-page.tsx")),
          },
          {
            path: "/escrow/invoices",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/escrow/invoice-list-page.tsx")),
          },
          {
            path: "/escrow/invoices/:batchId",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/escrow/invoice-batch-page.tsx")),
          },
          {
            path: "/billing",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/billing/billing-page.tsx")),
          },
          {
            path: "/billing/keys/:customerUid",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/billing/billing-key-page.tsx")),
          },
          {
            path: "/billing/schedules/:merchantUid",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/billing/schedule-page.tsx")),
          },
          {
            path: "/identity",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/identity/identity-page.tsx")),
          },
          {
            path: "/naver-reviews",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/follow-ups/naver-reviews-page.tsx")),
          },
          {
            path: "/account",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/account/account-page.tsx")),
          },
          {
            path: "/members",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/members/members-page.tsx")),
          },
          {
            path: "/audit-log",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/audit-log/audit-log-page.tsx")),
          },
          {
            path: "/failure-messages",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/failure-messages/failure-messages-page.tsx")),
          },
          {
            path: "/requests",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/instructions/instruction-desk-page.tsx")),
          },
          {
            path: "/requests/:instructionId",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/instructions/instruction-page.tsx")),
          },
          {
            path: "/virtual-accounts",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/virtual-accounts/account-board-page.tsx")),
          },
          {
            path: "/virtual-accounts/new",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/virtual-accounts/issue-account-page.tsx")),
          },
          {
            path: "/virtual-accounts/:impUid",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/virtual-accounts/account-page.tsx")),
          },
          {
            path: "/alerts",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/alerts/alerts-page.tsx")),
          },
          {
            path: "/alerts/settings",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/alerts/alert-settings-page.tsx")),
          },
          {
            path: "/webhooks",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/webhooks/webhook-log-page.tsx")),
          },
          {
            path: "/webhooks/:deliveryId",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/webhooks/webhook-page.tsx")),
          },
          {
            path: "/webhooks/missing",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/webhooks/webhook-missing-page.tsx")),
          },
          {
            path: "/webhooks/forwards",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/webhooks/webhook-forwards-page.tsx")),
          },
          {
            path: "/webhooks/settings",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/webhooks/webhook-settings-page.tsx")),
          },
          { path: "/settings", loader: () => redirect("/settings/channels") },
          {
            path: "/settings/channels",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/channels-page.tsx")),
          },
          {
            path: "/settings/keys",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/keys-page.tsx")),
          },
          {
            path: "/settings/sub-merchants",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/sub-merchants/sub-merchants-page.tsx")),
          },
          {
            path: "/settings/whitelist",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/whitelist-page.tsx")),
          },
          {
            path: "/settings/test-payments",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/test-payments/test-payments-page.tsx")),
          },
          {
            path: "/settings/test-payments/:testPaymentId",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/test-payments/test-payment-page.tsx")),
          },
          {
            path: "/settings/access",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/allow-list-page.tsx")),
          },
          {
            path: "/settings/launch-checklist",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/launch-checklist/launch-checklist-page.tsx")),
          },
          {
            path: "/settings/application",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/application/applications-page.tsx")),
          },
          {
            path: "/settings/application/new",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/application/new-application-page.tsx")),
          },
          {
            path: "/settings/application/business",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/application/business-page.tsx")),
          },
          {
            path: "/settings/application/:applicationId",
            ErrorBoundary: RouteError,
            lazy: withAllMessages(() => import("../features/settings/application/application-page.tsx")),
          },
          { path: "*", Component: NotFoundPage },
        ],
      },
    ],
  },
];
