import type { Localised } from "../locale.ts";
import type { ApplicationMethodName } from "./application-catalog.ts";
import type { CompanyForm } from "./business-information.ts";

/** Papers PGs ask for. Source: PortOne help centre, contract pages. */
export const documentKinds = [
  "business_certificate",
  "contract",
  "bank_account_copy",
  "representative_id",
  "seal_certificate",
  "owner_check",
  "corporate_register",
  "shareholder_proof",
  "sector_permit",
  "guarantee_insurance",
  "other",
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const documentKindNames: Readonly<Record<DocumentKind, Localised>> = {
  business_certificate: { ko: "사업자등록증", en: "Business registration certificate" },
  contract: { ko: "계약서 2부", en: "Contract, two copies" },
  bank_account_copy: { ko: "통장 사본", en: "Copy of the bank account" },
  representative_id: { ko: "대표자 신분증 사본", en: "Copy of the representative's id" },
  seal_certificate: { ko: "인감증명서", en: "Seal certificate" },
  owner_check: { ko: "실제 소유자 확인서", en: "Beneficial owner check" },
  corporate_register: { ko: "법인 등기부등본", en: "Corporate register extract" },
  shareholder_proof: { ko: "주주명부", en: "Proof of shareholders" },
  sector_permit: { ko: "업종 인허가증", en: "Permit of the sector" },
  guarantee_insurance: { ko: "보증보험증권", en: "Guarantee insurance" },
  other: { ko: "그 밖의 서류", en: "Another document" },
};

export const documentStates = ["needed", "ready", "sent", "accepted"] as const;
export type DocumentState = (typeof documentStates)[number];

export const documentStateNames: Readonly<Record<DocumentState, Localised>> = {
  needed: { ko: "필요", en: "Needed" },
  ready: { ko: "준비됨", en: "Ready" },
  sent: { ko: "보냄", en: "Sent" },
  accepted: { ko: "PG사 확인", en: "Accepted" },
};

const always: readonly DocumentKind[] = [
  "business_certificate",
  "contract",
  "bank_account_copy",
  "representative_id",
  "seal_certificate",
  "owner_check",
];

/** What a PG usually asks a shop of this form for; identity checks are contracted without a settlement account. */
export function usualDocuments(form: CompanyForm | null, method: ApplicationMethodName): readonly DocumentKind[] {
  const usual = method === "identity" ? always.filter((kind) => kind !== "bank_account_copy") : always;
  return form === "corporation" ? [...usual, "corporate_register", "shareholder_proof"] : usual;
}
