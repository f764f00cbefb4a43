/** Where something is, by its name there; or why it is nowhere. */
export type Place = string | { readonly why: string };

/** How one operation of V1 is reached: by the client's function, our procedure, a screen's address and a journey's file. */
export interface OperationCoverage {
  readonly client: Place;
  readonly procedure: Place;
  readonly screen: Place;
  readonly journey: Place;
}

const why = (text: string) => ({ why: text });

const cardData = why(
  "Card numbers, their expiry and passwords never enter the console: the shop's own checkout sends them.",
);
const passwords = why(
  "The buyer's own password at Benepia never enters the console: the shop's own checkout sends it.",
);
const buyersPhone = why(
  "Carriers allow it inside the shop's own sign-up only, with digits of the buyer's resident number.",
);
const checkout = why("A step of the buyer's checkout on their own phone; nothing is left for the shop's staff to do.");
const noCharges = why(
  "Starting a charge belongs to the shop's own system; the console moves, repeats and stops what is planned.",
);
const built = why("Codes are built into the domain from the vendor's tables, so that no page waits for them.");
const oneOfMany = why("The plural operation answers the same and is used instead.");
const sameAs = (operation: string) => why(`Answers the same as ${operation}, which is used.`);
const byServer = why("The server's own work; people see what came of it.");
const shopsOwn = why(
  "The shop changes what it registered for its own orders; the amount of a test payment is registered once and stays.",
);

const all = (place: Place): OperationCoverage => ({ client: place, procedure: place, screen: place, journey: place });
const done = (client: string, procedure: string, screen: string, journey: Place): OperationCoverage => ({
  client,
  procedure,
  screen,
  journey,
});
const clientOnly = (client: string, reason: Place): OperationCoverage => ({ ...all(reason), client });

const followUps = "/payments/:impUid/follow-ups";
const followUpJourney = "follow-ups.spec.ts";
const pgFollowUps = "pg-follow-ups.spec.ts";
const subscriptions = "subscriptions.spec.ts";
const naverStep = done("stepNaverOrder", "followUps.naverStep", followUps, "naver-pay.spec.ts");
const accounts = "virtual-accounts.spec.ts";
const testPayments = "/settings/test-payments";
const testPaymentJourney = "test-payment.spec.ts";

/** Every operation of the vendor's document, in its order. */
export const operationCoverage: Readonly<Record<string, OperationCoverage>> = {
  "POST /users/getToken": done("askForToken", "settings.keys.check", "/settings/keys", "settings.spec.ts"),
  "POST /benepia/point": all(passwords),
  "POST /benepia/payment": all(passwords),
  "GET /certifications/{imp_uid}": done("getCertification", "identity.show", "/identity", "identity.spec.ts"),
  "DELETE /certifications/{imp_uid}": done("deleteCertification", "identity.erase", "/identity", "identity.spec.ts"),
  "POST /certifications/otp/request": all(buyersPhone),
  "POST /certifications/otp/confirm/{imp_uid}": all(buyersPhone),
  "GET /subscribe/customers": done("getBillingKeys", "billing.keys", "/billing", subscriptions),
  "GET /subscribe/customers/{customer_uid}": done(
    "getBillingKey",
    "billing.key",
    "/billing/keys/:customerUid",
    subscriptions,
  ),
  "POST /subscribe/customers/{customer_uid}": all(cardData),
  "DELETE /subscribe/customers/{customer_uid}": done(
    "deleteBillingKey",
    "billing.deleteKey",
    "/billing/keys/:customerUid",
    subscriptions,
  ),
  "GET /subscribe/customers/{customer_uid}/payments": done(
    "listBillingKeyPayments",
    "billing.key",
    "/billing/keys/:customerUid",
    subscriptions,
  ),
  "GET /subscribe/customers/{customer_uid}/schedules": all(
    sameAs("GET /subscribe/payments/schedule/customers/{customer_uid}"),
  ),
  "POST /cvs": clientOnly(
    "issueBarcode",
    why("The shop's checkout issues barcodes; the console ends those that wait."),
  ),
  "DELETE /cvs/{imp_uid}": done("revokeBarcode", "followUps.revokeBarcode", followUps, pgFollowUps),
  "GET /escrows/logis/{imp_uid}": done("getDelivery", "escrow.get", "/payments/:impUid/delivery", "escrow.spec.ts"),
  "PUT /escrows/logis/{imp_uid}": done(
    "changeDelivery",
    "escrow.change",
    "/payments/:impUid/delivery",
    "escrow.spec.ts",
  ),
  "POST /escrows/logis/{imp_uid}": done(
    "registerDelivery",
    "escrow.register",
    "/payments/:impUid/delivery",
    "escrow.spec.ts",
  ),
  "DELETE /kcpquick/members/{member_id}": done(
    "deleteKcpQuickMember",
    "followUps.deleteKcpQuickMember",
    followUps,
    pgFollowUps,
  ),
  "POST /kcpquick/payment/money": all(checkout),
  "PUT /kcpquick/prepare/{merchant_uid}": all(checkout),
  "POST /kcpquick/prepare/{merchant_uid}": all(checkout),
  "POST /kcpquick/payment/autopay": all(noCharges),
  "DELETE /kcpquick/autopay/{customer_uid}": done(
    "deleteKcpQuickKey",
    "followUps.deleteKcpQuickKey",
    followUps,
    pgFollowUps,
  ),
  "POST /kcpquick/members/{member_id}/fido/release": done(
    "releaseKcpQuickFido",
    "followUps.releaseKcpQuickFido",
    followUps,
    pgFollowUps,
  ),
  "POST /payments/{imp_uid}/naver/cancel": naverStep,
  "POST /payments/{imp_uid}/naver/approve-cancel": naverStep,
  "POST /payments/{imp_uid}/naver/ship": naverStep,
  "POST /payments/{imp_uid}/naver/ship-exchanged": naverStep,
  "POST /payments/{imp_uid}/naver/collect-exchanged": naverStep,
  "POST /payments/{imp_uid}/naver/place": naverStep,
  "POST /payments/{imp_uid}/naver/request-return": naverStep,
  "POST /payments/{imp_uid}/naver/approve-return": { ...naverStep, journey: followUpJourney },
  "POST /payments/{imp_uid}/naver/reject-return": naverStep,
  "POST /payments/{imp_uid}/naver/withhold-return": naverStep,
  "POST /payments/{imp_uid}/naver/resolve-return": naverStep,
  "POST /payments/{imp_uid}/naver/point": done(
    "giveNaverPoints",
    "followUps.giveNaverPoints",
    followUps,
    "naver-pay.spec.ts",
  ),
  "POST /payments/{imp_uid}/naver/confirm": done(
    "confirmNaverPayment",
    "followUps.confirmNaver",
    followUps,
    "naver-pay.spec.ts",
  ),
  "GET /payments/{imp_uid}/naver/product-orders": done(
    "listNaverProductOrders",
    "followUps.naverOrders",
    followUps,
    followUpJourney,
  ),
  "GET /naver/product-orders/{product_order_id}": clientOnly("getNaverProductOrder", oneOfMany),
  "GET /naver/reviews": done("listNaverReviews", "followUps.naverReviews", "/naver-reviews", "naver-pay.spec.ts"),
  "GET /payments/{imp_uid}/naver/cash-amount": done(
    "getNaverCashAmount",
    "followUps.naverCashAmount",
    followUps,
    "naver-pay.spec.ts",
  ),
  "POST /partners/receipts/{imp_uid}": done("splitReceipt", "followUps.splitReceipt", followUps, pgFollowUps),
  "POST /payco/orders/status/{imp_uid}": done(
    "changePaycoOrder",
    "followUps.changePaycoOrder",
    followUps,
    followUpJourney,
  ),
  "GET /payments/{imp_uid}/balance": done(
    "getBalance",
    "payments.taxParts",
    "/payments/:impUid",
    "payment-page.spec.ts",
  ),
  "GET /payments/{imp_uid}": done("getPayment", "payments.refresh", "/payments/:impUid", "payment-page.spec.ts"),
  "GET /payments": { ...clientOnly("getPayments", byServer), procedure: "refunds.bulk.rehearse" },
  "GET /payments/find/{merchant_uid}/{payment_status}": clientOnly("findPayment", oneOfMany),
  "GET /payments/findAll/{merchant_uid}/{payment_status}": done(
    "listPaymentsOfOrder",
    "payments.lookup",
    "/orders/:merchantUid",
    "find-payment.spec.ts",
  ),
  "GET /payments/status/{payment_status}": done("listPayments", "sync.status", "/payments", "first-load.spec.ts"),
  "POST /payments/cancel": done("cancelPayment", "refunds.request", "/payments/:impUid/refund", "refund.spec.ts"),
  "PUT /payments/prepare": clientOnly("updatePreparedPayment", shopsOwn),
  "POST /payments/prepare": done("preparePayment", "testPayments.start", testPayments, testPaymentJourney),
  "GET /payments/prepare/{merchant_uid}": done(
    "getPreparedPayment",
    "testPayments.prepare",
    testPayments,
    testPaymentJourney,
  ),
  "POST /paymentwall/delivery": done("reportPaymentwallDelivery", "followUps.reportDelivery", followUps, pgFollowUps),
  "GET /receipts/{imp_uid}": done(
    "getCashReceipt",
    "cashReceipts.get",
    "/payments/:impUid/cash-receipt",
    "cash-receipts.spec.ts",
  ),
  "POST /receipts/{imp_uid}": done(
    "issueCashReceipt",
    "cashReceipts.issue",
    "/payments/:impUid/cash-receipt",
    "cash-receipts.spec.ts",
  ),
  "DELETE /receipts/{imp_uid}": done(
    "cancelCashReceipt",
    "cashReceipts.cancel",
    "/payments/:impUid/cash-receipt",
    "cash-receipts.spec.ts",
  ),
  "GET /receipts/external/{merchant_uid}": done(
    "getExternalCashReceipt",
    "cashReceipts.external.get",
    "/cash-receipts/outside/:merchantUid",
    "cash-receipts.spec.ts",
  ),
  "POST /receipts/external/{merchant_uid}": done(
    "issueExternalCashReceipt",
    "cashReceipts.external.issue",
    "/cash-receipts/outside",
    "cash-receipts.spec.ts",
  ),
  "DELETE /receipts/external/{merchant_uid}": done(
    "cancelExternalCashReceipt",
    "cashReceipts.external.cancel",
    "/cash-receipts/outside/:merchantUid",
    "cash-receipts.spec.ts",
  ),
  "GET /cards": clientOnly("listCards", built),
  "GET /cards/{card_standard_code}": clientOnly("getCard", built),
  "GET /banks": clientOnly("listBanks", built),
  "GET /banks/{bank_standard_code}": clientOnly("getBank", built),
  "POST /subscribe/payments/onetime": all(cardData),
  "POST /subscribe/payments/again": clientOnly("chargeBillingKey", noCharges),
  "GET /subscribe/payments/schedule": done("listSchedules", "billing.schedules", "/billing", subscriptions),
  "POST /subscribe/payments/schedule": clientOnly("createSchedules", noCharges),
  "POST /subscribe/payments/unschedule": done(
    "revokeSchedule",
    "billing.revoke",
    "/billing/schedules/:merchantUid",
    subscriptions,
  ),
  "GET /subscribe/payments/schedule/{merchant_uid}": done(
    "getSchedule",
    "billing.schedule",
    "/billing/schedules/:merchantUid",
    subscriptions,
  ),
  "PUT /subscribe/payments/schedule/{merchant_uid}": done(
    "moveSchedule",
    "billing.moveSchedule",
    "/billing/schedules/:merchantUid",
    subscriptions,
  ),
  "POST /subscribe/payments/schedule/{merchant_uid}/reschedule": done(
    "rescheduleSchedule",
    "billing.reschedule",
    "/billing/schedules/:merchantUid",
    subscriptions,
  ),
  "POST /subscribe/payments/schedule/{merchant_uid}/retry": done(
    "retrySchedule",
    "billing.retry",
    "/billing/schedules/:merchantUid",
    subscriptions,
  ),
  "GET /subscribe/payments/schedule/customers/{customer_uid}": done(
    "listSchedulesOfKey",
    "billing.key",
    "/billing/keys/:customerUid",
    subscriptions,
  ),
  "GET /tiers/{tier_code}": done(
    "getTier",
    "settings.subMerchants.declare",
    "/settings/sub-merchants",
    "sub-merchants.spec.ts",
  ),
  "GET /users/pg": done("listChannels", "settings.channels", "/settings/channels", "settings.spec.ts"),
  "POST /vbanks": done("issueVirtualAccount", "virtualAccounts.issue", "/virtual-accounts/new", accounts),
  "PUT /vbanks/{imp_uid}": done(
    "changeVirtualAccount",
    "virtualAccounts.change",
    "/virtual-accounts/:impUid",
    accounts,
  ),
  "DELETE /vbanks/{imp_uid}": done(
    "revokeVirtualAccount",
    "virtualAccounts.revoke",
    "/virtual-accounts/:impUid",
    accounts,
  ),
};
