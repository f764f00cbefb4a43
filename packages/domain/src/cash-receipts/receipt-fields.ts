import type { ReceiptOrder } from "./receipt-order.ts";

/** What only some PGs need of the form. */
export type ReceiptExtra =
  | "identifierType"
  | "type"
  | "productType"
  | "buyerName"
  | "buyerTel"
  | "companyName"
  | "companyTel"
  | "merchantBusinessNumber"
  | "payMethod";

/**
 * Which fields a PG must have. The identifier's type and the receipt's are always stated by this console, whether a PG
 * derives them or not. Source: PortOne V1 OpenAPI, `POST /receipts/{imp_uid}` and `POST /receipts/external/{merchant_uid}`.
 */
const ofPayments: Readonly<Record<string, readonly ReceiptExtra[]>> = {
  kicc: ["identifierType"],
  settle: ["identifierType"],
  nice_v2: ["identifierType", "type"],
  smartro_v2: ["type", "buyerName", "buyerTel"],
  welcome: ["type", "buyerTel", "merchantBusinessNumber"],
  ksnet: ["productType", "buyerName"],
  daou: ["companyTel", "companyName", "merchantBusinessNumber"],
};
const ofOutsideSales: Readonly<Record<string, readonly ReceiptExtra[]>> = {
  kicc: ["identifierType"],
  settle: ["identifierType"],
  nice_v2: ["identifierType", "type"],
  smartro_v2: ["type", "buyerName", "buyerTel"],
  welcome: ["type", "buyerTel", "merchantBusinessNumber", "payMethod"],
  ksnet: ["productType", "buyerName"],
};

export type ReceiptSource = "payment" | "outside";

/** What a form for this PG has to ask for beside the identifier and the amounts. */
export function receiptExtras(source: ReceiptSource, pgProvider: string | null): readonly ReceiptExtra[] {
  const table = source === "payment" ? ofPayments : ofOutsideSales;
  return pgProvider !== null && Object.hasOwn(table, pgProvider) ? (table[pgProvider] ?? []) : [];
}

/** The fields this PG needs and the form leaves empty. */
export function missingReceiptExtras(
  source: ReceiptSource,
  pgProvider: string | null,
  order: Partial<Record<ReceiptExtra, unknown>> & Pick<ReceiptOrder, "type">,
): readonly ReceiptExtra[] {
  return receiptExtras(source, pgProvider).filter((field) => order[field] == null);
}
