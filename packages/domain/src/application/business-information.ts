import * as z from "zod/mini";
import { isBusinessNumber } from "../cash-receipts/business-number.ts";
import { isKstDate } from "../kst-time.ts";
import type { Localised } from "../locale.ts";
import { canBeSent } from "../sendable-text.ts";

/** What stands on a certificate of business registration (사업자등록증), in the order in which it is printed. */
export const certificateFields = [
  "businessNumber",
  "companyName",
  "representative",
  "openedOn",
  "address",
  "businessType",
  "businessItem",
] as const;
export type CertificateField = (typeof certificateFields)[number];

export const certificateFieldNames: Readonly<Record<CertificateField, Localised>> = {
  businessNumber: { ko: "사업자등록번호", en: "Business registration number" },
  companyName: { ko: "상호(법인명)", en: "Company name" },
  representative: { ko: "대표자", en: "Representative" },
  openedOn: { ko: "개업일", en: "Opening date" },
  address: { ko: "사업장 소재지", en: "Business address" },
  businessType: { ko: "업태", en: "Type of business" },
  businessItem: { ko: "종목", en: "Items of business" },
};

/** Where a value came from: read off the picture by a machine, or typed by a person. */
const fieldSources = ["ocr", "typed"] as const;
export type FieldSource = (typeof fieldSources)[number];

export const companyForms = ["sole", "corporation"] as const;
export type CompanyForm = (typeof companyForms)[number];

export const serviceKinds = ["web", "app", "both"] as const;

const line = (most: number) =>
  z.string().check(z.trim(), z.maxLength(most), z.refine(canBeSent, "characters that cannot be kept"));
const lines = (most: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(most),
    z.refine((text) => canBeSent(text.replaceAll(/[\n\t]/g, " ")), "characters that cannot be kept"),
  );

export const longestCertificateValue = 200;

const certificateValue = z.strictObject({
  value: line(longestCertificateValue),
  source: z.enum(fieldSources),
  /** A person has compared it with the certificate. */
  isConfirmed: z.boolean(),
});
export type CertificateValue = z.output<typeof certificateValue>;

/** Every bound of the other fields, so that a form can hold them while one types. */
export const businessLimits = { name: 60, tel: 30, email: 254, url: 300, items: 300, memo: 1_000 } as const;

/** What a shop tells when it applies. Anything may still be missing: a half-filled form is kept as well. */
export const businessInformation = z.strictObject({
  certificate: z.strictObject({
    businessNumber: certificateValue,
    companyName: certificateValue,
    representative: certificateValue,
    openedOn: certificateValue,
    address: certificateValue,
    businessType: certificateValue,
    businessItem: certificateValue,
  }),
  companyForm: z.nullable(z.enum(companyForms)),
  representativeTel: line(businessLimits.tel),
  representativeEmail: line(businessLimits.email),
  contactName: line(businessLimits.name),
  contactTel: line(businessLimits.tel),
  contactEmail: line(businessLimits.email),
  serviceKind: z.nullable(z.enum(serviceKinds)),
  serviceUrl: line(businessLimits.url),
  salesItems: line(businessLimits.items),
  /** Won a month; null while nobody has said. */
  monthlyVolume: z.nullable(z.int().check(z.gte(0))),
  memo: lines(businessLimits.memo),
});
export type BusinessInformation = z.output<typeof businessInformation>;

const nothing: CertificateValue = { value: "", source: "typed", isConfirmed: false };

export const emptyBusiness: BusinessInformation = {
  certificate: {
    businessNumber: nothing,
    companyName: nothing,
    representative: nothing,
    openedOn: nothing,
    address: nothing,
    businessType: nothing,
    businessItem: nothing,
  },
  companyForm: null,
  representativeTel: "",
  representativeEmail: "",
  contactName: "",
  contactTel: "",
  contactEmail: "",
  serviceKind: null,
  serviceUrl: "",
  salesItems: "",
  monthlyVolume: null,
  memo: "",
};

export type BusinessField = CertificateField | Exclude<keyof BusinessInformation, "certificate" | "memo">;
export type BusinessProblemKind = "missing" | "unconfirmed" | "wrong";
export interface BusinessProblem {
  readonly field: BusinessField;
  readonly kind: BusinessProblemKind;
}

const required = [
  "companyForm",
  "representativeTel",
  "representativeEmail",
  "contactName",
  "contactTel",
  "contactEmail",
  "serviceKind",
  "serviceUrl",
  "salesItems",
  "monthlyVolume",
] as const satisfies readonly (keyof BusinessInformation)[];

/** The ten digits of a business number however it is written. */
export function plainBusinessNumber(text: string): string {
  return text.replace(/[\s-]/g, "");
}

const shapes: Readonly<Partial<Record<BusinessField, (text: string) => boolean>>> = {
  businessNumber: (text) => isBusinessNumber(plainBusinessNumber(text)),
  openedOn: isKstDate,
  representativeTel: isTel,
  contactTel: isTel,
  representativeEmail: isEmail,
  contactEmail: isEmail,
  serviceUrl: isWebAddress,
};

/** Everything that still stands between the information and an application, in the order of the form. */
export function businessProblems(information: BusinessInformation): readonly BusinessProblem[] {
  const ofCertificate = certificateFields.flatMap((field): BusinessProblem[] => {
    const { value, isConfirmed } = information.certificate[field];
    if (value.trim() === "") return [{ field, kind: "missing" }];
    if (shapes[field]?.(value.trim()) === false) return [{ field, kind: "wrong" }];
    return isConfirmed ? [] : [{ field, kind: "unconfirmed" }];
  });
  const ofRest = required.flatMap((field): BusinessProblem[] => {
    const value = information[field];
    if (value === null || value === "") return [{ field, kind: "missing" }];
    return typeof value === "string" && shapes[field]?.(value.trim()) === false ? [{ field, kind: "wrong" }] : [];
  });
  return [...ofCertificate, ...ofRest];
}

function isTel(text: string): boolean {
  return /^\+?[\d\s()-]+$/.test(text) && text.replace(/\D/g, "").length >= 8;
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s]+$/.test(text);
}
