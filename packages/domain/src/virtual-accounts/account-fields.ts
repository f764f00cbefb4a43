/** What a form to issue a virtual account may ask for beside channel, order, amount, bank and deadline. */
export type AccountField =
  | "holder"
  | "productType"
  | "buyerName"
  | "buyerEmail"
  | "buyerTel"
  /** The key of KG Inicis' merchant admin; travels in the address. */
  | "pgApiKey"
  /** Tax-free part; at NICE only for merchant ids set up for mixed tax, where it is needed. */
  | "taxFree"
  | "vat"
  /** For an account that keeps its number, by contract: the number itself, or the key of the customer. */
  | "fixedNumber"
  | "fixedKey"
  | "isUnlimited"
  | "escrowPassword"
  /** The buyer's, in place of a phone number, for escrow. */
  | "buyerBusinessNumber";

interface AccountNeeds {
  readonly required: readonly AccountField[];
  readonly optional: readonly AccountField[];
  /** False where the merchant's own name stands on the account whatever is sent. */
  readonly takesHolder: boolean;
}

/**
 * What each PG that issues accounts by API needs.
 * Source: PortOne V1 OpenAPI, `POST /vbanks`.
 */
const needs: Readonly<Record<string, AccountNeeds>> = {
  html5_inicis: {
    required: ["holder", "buyerName", "buyerEmail", "pgApiKey"],
    optional: ["buyerTel"],
    takesHolder: true,
  },
  nice: {
    required: ["holder"],
    optional: ["buyerName", "buyerEmail", "buyerTel", "taxFree", "vat"],
    takesHolder: true,
  },
  nice_v2: {
    required: [],
    optional: ["holder", "buyerName", "buyerEmail", "buyerTel", "buyerBusinessNumber", "taxFree", "vat"],
    takesHolder: true,
  },
  settle: {
    required: ["holder"],
    optional: ["buyerName", "buyerEmail", "buyerTel", "fixedNumber", "isUnlimited", "escrowPassword"],
    takesHolder: true,
  },
  smartro_v2: {
    required: ["holder", "buyerName", "buyerEmail", "buyerTel"],
    optional: ["fixedNumber"],
    takesHolder: true,
  },
  tosspayments: { required: ["buyerName"], optional: ["buyerEmail", "buyerTel", "fixedKey"], takesHolder: false },
  ksnet: { required: ["buyerName", "productType"], optional: ["buyerEmail", "buyerTel"], takesHolder: false },
  welcome: { required: ["buyerName"], optional: ["buyerEmail", "buyerTel", "taxFree", "vat"], takesHolder: false },
};

/** What a form for this PG asks for; undefined when the PG issues no accounts by API. */
export function accountNeeds(pgProvider: string | null): AccountNeeds | undefined {
  return pgProvider !== null && Object.hasOwn(needs, pgProvider) ? needs[pgProvider] : undefined;
}

/** Fields that mean something to the PGs that ask for them, and would be lost on any other without a word. */
const ownFields = ["isUnlimited", "escrowPassword", "buyerBusinessNumber"] as const satisfies readonly AccountField[];

/** The first such field that the form has filled in for a PG that does not know it. */
export function strayAccountField(
  pgProvider: string | null,
  order: Partial<Readonly<Record<AccountField, unknown>>>,
): AccountField | undefined {
  return ownFields.find(
    (field) => order[field] !== undefined && accountNeeds(pgProvider)?.optional.includes(field) !== true,
  );
}

/** The fields this PG needs and the form leaves empty. */
export function missingAccountFields(
  pgProvider: string | null,
  order: Partial<Readonly<Record<AccountField, unknown>>>,
): readonly AccountField[] {
  return (accountNeeds(pgProvider)?.required ?? []).filter((field) => {
    const value = order[field];
    return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
  });
}

/** Whether an order number can be sent to this PG: Smartro (new) takes letters and digits only. */
export function isOrderNumberFor(pgProvider: string | null, merchantUid: string): boolean {
  if (merchantUid === "" || merchantUid.length > longestOrderNumber) return false;
  return pgProvider !== "smartro_v2" || /^[A-Za-z0-9]+$/.test(merchantUid);
}

const longestOrderNumber = 40;

/** The longest texts `POST /vbanks` takes. */
export const accountLimits = {
  holder: 16,
  orderName: 40,
  buyerName: 16,
  buyerEmail: 64,
  buyerTel: 16,
  fixedKey: 13,
  merchantUid: longestOrderNumber,
} as const;
