import type { Migration } from "kysely/migration";
import * as payments from "./2026-11-21T0001-payments.ts";
import * as sync from "./2026-11-21T0002-sync.ts";
import * as webhooks from "./2026-11-21T0003-webhooks.ts";
import * as audit from "./2026-11-21T0050-audit.ts";
import * as people from "./2026-11-21T0051-people.ts";
import * as console from "./2026-11-21T0052-console.ts";
import * as gramMerging from "./2026-11-25T0200-gram-merging.ts";
import * as noteTexts from "./2026-11-25T0301-note-texts.ts";
import * as views from "./2026-11-25T0400-views.ts";
import * as notes from "./2026-11-25T0500-notes.ts";
import * as buyerReveals from "./2026-11-25T0501-buyer-reveals.ts";
import * as refunds from "./2026-11-25T0700-refunds.ts";
import * as refundBatches from "./2026-11-25T0801-refund-batches.ts";
import * as undoCases from "./2026-11-25T0802-undo-cases.ts";
import * as refundReasons from "./2026-11-26T0300-refund-reasons.ts";
import * as refundTaxLeft from "./2026-11-26T0301-refund-tax-left.ts";
import * as instructions from "./2026-11-26T0401-instructions.ts";
import * as paymentsAwaiting from "./2026-11-26T0402-payments-awaiting.ts";
import * as cashReceipts from "./2026-11-26T0601-cash-receipts.ts";
import * as escrow from "./2026-11-26T0602-escrow.ts";
import * as invoiceBatches from "./2026-11-26T0603-invoice-batches.ts";
import * as addressLists from "./2026-11-26T0700-address-lists.ts";
import * as channels from "./2026-11-26T0701-channels.ts";
import * as webhookLog from "./2026-11-26T0801-webhook-log.ts";
import * as webhookForwards from "./2026-11-26T0802-webhook-forwards.ts";
import * as webhookMisses from "./2026-11-26T0803-webhook-misses.ts";
import * as alerts from "./2026-11-26T0804-alerts.ts";
import * as testPayments from "./2026-11-26T1001-test-payments.ts";
import * as launchAttestations from "./2026-11-26T1101-launch-attestations.ts";
import * as applications from "./2026-11-26T1201-applications.ts";
import * as keys from "./2026-11-26T1301-keys.ts";
import * as subMerchants from "./2026-11-26T1311-sub-merchants.ts";
import * as givenBack from "./2026-11-26T1401-given-back.ts";
import * as escrowNotices from "./2026-11-26T1402-escrow-notices.ts";
import * as paymentDrifts from "./2026-11-26T1403-payment-drifts.ts";
import * as webhookFloods from "./2026-11-26T1404-webhook-floods.ts";
import * as paymentsForSums from "./2026-11-26T1701-payments-for-sums.ts";
import * as whoseClaim from "./2026-11-26T1801-whose-claim.ts";
import * as sealedReasons from "./2026-11-26T1802-sealed-reasons.ts";
import * as receiversOfDone from "./2026-11-26T1803-receivers-of-done.ts";

/** Every migration under the name it is remembered by; applied in the order of the names, never edited after landing. */
export const migrations: Readonly<Record<string, Migration>> = {
  "2026-11-21T0001-payments": payments,
  "2026-11-21T0002-sync": sync,
  "2026-11-21T0003-webhooks": webhooks,
  "2026-11-21T0050-audit": audit,
  "2026-11-21T0051-people": people,
  "2026-11-21T0052-console": console,
  "2026-11-25T0200-gram-merging": gramMerging,
  "2026-11-25T0301-note-texts": noteTexts,
  "2026-11-25T0400-views": views,
  "2026-11-25T0500-notes": notes,
  "2026-11-25T0501-buyer-reveals": buyerReveals,
  "2026-11-25T0700-refunds": refunds,
  "2026-11-25T0801-refund-batches": refundBatches,
  "2026-11-25T0802-undo-cases": undoCases,
  "2026-11-26T0300-refund-reasons": refundReasons,
  "2026-11-26T0301-refund-tax-left": refundTaxLeft,
  "2026-11-26T0401-instructions": instructions,
  "2026-11-26T0402-payments-awaiting": paymentsAwaiting,
  "2026-11-26T0601-cash-receipts": cashReceipts,
  "2026-11-26T0602-escrow": escrow,
  "2026-11-26T0603-invoice-batches": invoiceBatches,
  "2026-11-26T0700-address-lists": addressLists,
  "2026-11-26T0701-channels": channels,
  "2026-11-26T0801-webhook-log": webhookLog,
  "2026-11-26T0802-webhook-forwards": webhookForwards,
  "2026-11-26T0803-webhook-misses": webhookMisses,
  "2026-11-26T0804-alerts": alerts,
  "2026-11-26T1001-test-payments": testPayments,
  "2026-11-26T1101-launch-attestations": launchAttestations,
  "2026-11-26T1201-applications": applications,
  "2026-11-26T1301-keys": keys,
  "2026-11-26T1311-sub-merchants": subMerchants,
  "2026-11-26T1401-given-back": givenBack,
  "2026-11-26T1402-escrow-notices": escrowNotices,
  "2026-11-26T1403-payment-drifts": paymentDrifts,
  "2026-11-26T1404-webhook-floods": webhookFloods,
  "2026-11-26T1701-payments-for-sums": paymentsForSums,
  "2026-11-26T1801-whose-claim": whoseClaim,
  "2026-11-26T1802-sealed-reasons": sealedReasons,
  "2026-11-26T1803-receivers-of-done": receiversOfDone,
};
