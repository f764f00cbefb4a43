import { createBalanceReads } from "./balance-reads.ts";
import { createBilling } from "./billing.ts";
import { createCallUpstream } from "./call-upstream.ts";
import { cancelPayment } from "./cancel-payment.ts";
import { createCashReceipts } from "./cash-receipts.ts";
import { createCertifications } from "./certifications.ts";
import { invalidInput } from "./check-input.ts";
import type { ImportClient, ImportClientOptions } from "./client-types.ts";
import { createDeliveries } from "./deliveries.ts";
import { createExpectedAmounts } from "./expected-amounts.ts";
import { createNaverPay } from "./naver-pay.ts";
import { createPaymentReads } from "./payment-reads.ts";
import { createPgFollowUps } from "./pg-follow-ups.ts";
import { createSettingsReads } from "./settings-reads.ts";
import { createVirtualAccounts } from "./virtual-accounts.ts";

/**
 * A client for one account, or for one sub-merchant of it. Nothing is sent before the first call.
 * Throws INVALID_INPUT when the address, the credentials or the sub-merchant's code cannot be right.
 */
export function createImportClient(options: ImportClientOptions): ImportClient {
  requireBaseUrl(options.baseUrl);
  requireSettings(options);
  const upstream = createCallUpstream(options);
  return {
    askForToken: () => upstream.askForToken(),
    ...createPaymentReads(upstream),
    ...createBalanceReads(upstream),
    ...createCashReceipts(upstream),
    ...createDeliveries(upstream),
    ...createExpectedAmounts(upstream),
    ...createSettingsReads(upstream),
    ...createBilling(upstream),
    ...createCertifications(upstream),
    ...createNaverPay(upstream),
    ...createPgFollowUps(upstream),
    ...createVirtualAccounts(upstream),
    cancelPayment: (request) => cancelPayment(upstream, request),
  };
}

/** The address is not repeated in the error: it may hold a password. */
function requireBaseUrl(baseUrl: string): void {
  const url = URL.parse(baseUrl);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw invalidInput("The i'mport address is not a URL that begins with https:// or http://.");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw invalidInput("The i'mport address holds a name, a password, a query or a fragment; it must be plain.");
  }
}

function requireSettings({ credentials, tier, maxConcurrentReads }: ImportClientOptions): void {
  if (credentials.key === "" || credentials.secret === "") {
    throw invalidInput("The i'mport REST API key and secret are both needed.");
  }
  if (tier !== undefined && !/^[A-Z0-9]{3}$/.test(tier)) {
    throw invalidInput("A sub-merchant's code is three upper-case letters or digits.");
  }
  if (maxConcurrentReads !== undefined && !(Number.isSafeInteger(maxConcurrentReads) && maxConcurrentReads >= 1)) {
    throw invalidInput("The number of concurrent reads is a whole number from 1.");
  }
}
