import {
  type IdentifierProblem,
  identifierProblem,
  isBusinessNumber,
  parseTypedAmount,
  plainIdentifier,
  type ReceiptExtra,
  type ReceiptIdentifierType,
  type ReceiptType,
} from "@maru/domain";

/** What is being typed. Lives in memory only: an identifier is kept nowhere, not even in this browser. */
export interface ReceiptDraft {
  readonly type: ReceiptType;
  readonly identifierType: ReceiptIdentifierType;
  readonly identifier: string;
  readonly taxFree: string;
  readonly productType: "real" | "digital";
  readonly buyerName: string;
  readonly buyerTel: string;
  readonly companyName: string;
  readonly companyTel: string;
  readonly merchantBusinessNumber: string;
}

export const emptyReceipt: ReceiptDraft = {
  type: "person",
  identifierType: "phone",
  identifier: "",
  taxFree: "",
  productType: "real",
  buyerName: "",
  buyerTel: "",
  companyName: "",
  companyTel: "",
  merchantBusinessNumber: "",
};

export interface ReceiptFaults {
  readonly identifier?: IdentifierProblem;
  readonly taxFree?: true;
  readonly merchantBusinessNumber?: true;
  /** Fields the PG needs that are empty. */
  readonly missing: readonly ReceiptExtra[];
}

type TypedExtra = "buyerName" | "buyerTel" | "companyName" | "companyTel" | "merchantBusinessNumber";
const typedExtras: readonly ReceiptExtra[] = [
  "buyerName",
  "buyerTel",
  "companyName",
  "companyTel",
  "merchantBusinessNumber",
] satisfies TypedExtra[];

export function isTypedExtra(extra: ReceiptExtra): extra is TypedExtra {
  return typedExtras.includes(extra);
}

/** Won; undefined when it is no amount of won. Nothing typed is nothing free of tax. */
function readTaxFree(text: string): number | undefined {
  if (text.trim() === "") return 0;
  const typed = parseTypedAmount(text, "KRW");
  if (typed.ok) return typed.money.amount;
  return typed.problem === "zero" ? 0 : undefined;
}

/** What is wrong with what was typed, for an amount of won and a PG's own needs; undefined when nothing is. */
export function receiptFaults(
  draft: ReceiptDraft,
  amount: number | undefined,
  extras: readonly ReceiptExtra[],
): ReceiptFaults | undefined {
  const identifier = identifierProblem(draft.type, draft.identifierType, draft.identifier);
  const taxFree = readTaxFree(draft.taxFree);
  const isTaxFreeBad = taxFree === undefined || (amount !== undefined && taxFree > amount);
  const missing = extras.filter((extra) => isTypedExtra(extra) && draft[extra].trim() === "");
  const number = plainIdentifier(draft.merchantBusinessNumber);
  const isNumberBad = extras.includes("merchantBusinessNumber") && number !== "" && !isBusinessNumber(number);
  if (identifier === undefined && !isTaxFreeBad && !isNumberBad && missing.length === 0) return undefined;
  return {
    ...(identifier === undefined ? {} : { identifier }),
    ...(isTaxFreeBad ? { taxFree: true } : {}),
    ...(isNumberBad ? { merchantBusinessNumber: true } : {}),
    missing,
  };
}

/** The fields that both kinds of receipts send. What the PG does not ask for is left out. */
export function receiptFieldsOf(draft: ReceiptDraft, extras: readonly ReceiptExtra[]) {
  const extra = (name: TypedExtra) => (extras.includes(name) ? draft[name].trim() : null);
  return {
    type: draft.type,
    identifierType: draft.identifierType,
    identifier: plainIdentifier(draft.identifier),
    productType: extras.includes("productType") ? draft.productType : null,
    buyerName: extra("buyerName"),
    buyerTel: extra("buyerTel"),
    buyerEmail: null,
    merchantBusinessNumber: extras.includes("merchantBusinessNumber")
      ? plainIdentifier(draft.merchantBusinessNumber)
      : null,
    taxFree: readTaxFree(draft.taxFree) ?? 0,
    vat: null,
  };
}
