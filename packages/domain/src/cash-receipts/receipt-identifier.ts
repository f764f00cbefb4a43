import { narrowFullWidth } from "../full-width.ts";
import type { Localised } from "../locale.ts";
import { maskAccount, maskTel } from "../masking/mask-text.ts";
import { isBusinessNumber } from "./business-number.ts";
import type { ReceiptIdentifierType, ReceiptType } from "./receipt-order.ts";

export type IdentifierProblem =
  | "identifier_empty"
  | "identifier_not_digits"
  | "identifier_length"
  | "identifier_not_mobile"
  | "identifier_check_digit"
  | "identifier_not_a_date"
  | "identifier_pair";

/**
 * Which identifiers go with which receipt. PortOne lists no pairs and some PGs check none, so that a wrong one passes for
 * a success and helps nobody; these are the pairs that the tax office's own forms offer.
 */
const pairs: Readonly<Record<ReceiptType, readonly ReceiptIdentifierType[]>> = {
  person: ["phone", "taxcard", "person"],
  company: ["business", "taxcard"],
};

/** The kinds of number a receipt of this type can be issued to. */
export function identifierTypesOf(type: ReceiptType): readonly ReceiptIdentifierType[] {
  return pairs[type];
}

/** The digits of an identifier as people type it: hyphens break some PGs silently. */
export function plainIdentifier(text: string): string {
  return narrowFullWidth(text).replace(/[\s-]/g, "");
}

/** What is wrong with an identifier; undefined when it can be one. Says nothing of its digits. */
export function identifierProblem(
  type: ReceiptType,
  identifierType: ReceiptIdentifierType,
  text: string,
): IdentifierProblem | undefined {
  const digits = plainIdentifier(text);
  if (!pairs[type].includes(identifierType)) return "identifier_pair";
  if (digits === "") return "identifier_empty";
  if (!/^\d+$/.test(digits)) return "identifier_not_digits";
  switch (identifierType) {
    case "phone":
      if (digits.length < 10 || digits.length > 11) return "identifier_length";
      return /^01[016789]/.test(digits) ? undefined : "identifier_not_mobile";
    case "business":
      if (digits.length !== 10) return "identifier_length";
      return isBusinessNumber(digits) ? undefined : "identifier_check_digit";
    case "taxcard":
      // The tax office's cards have 18 digits; older and prepaid ones as few as 13.
      return digits.length >= 13 && digits.length <= 19 ? undefined : "identifier_length";
    case "person":
      if (digits.length !== 13) return "identifier_length";
      return isBirthDate(digits) ? undefined : "identifier_not_a_date";
  }
}

/** The check digit of resident numbers is not asked: those given since October 2020 no longer have one. */
function isBirthDate(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && /^\d{6}[0-9]/.test(digits);
}

/** How an identifier may be shown and kept: a resident number not at all, any other with enough to compare. */
export function maskIdentifier(identifierType: ReceiptIdentifierType, text: string): string {
  const digits = plainIdentifier(text);
  switch (identifierType) {
    case "phone":
      return maskTel(digits);
    case "business":
      return digits.length === 10 ? `${digits.slice(0, 3)}-${digits.slice(3, 5)}-*****` : "*".repeat(digits.length);
    case "taxcard":
      return maskAccount(digits);
    case "person":
      return "******-*******";
  }
}

export const receiptTypeNames: Readonly<Record<ReceiptType, Localised>> = {
  person: { ko: "소득공제(개인)", en: "Income deduction (person)" },
  company: { ko: "지출증빙(사업자)", en: "Expense proof (company)" },
};

export const identifierTypeNames: Readonly<Record<ReceiptIdentifierType, Localised>> = {
  phone: { ko: "휴대폰번호", en: "Mobile number" },
  taxcard: { ko: "현금영수증 카드번호", en: "Cash receipt card number" },
  person: { ko: "주민등록번호", en: "Resident registration number" },
  business: { ko: "사업자등록번호", en: "Business registration number" },
};

export const identifierProblemWords: Readonly<Record<IdentifierProblem, Localised>> = {
  identifier_empty: { ko: "번호를 입력해 주세요.", en: "Enter the number." },
  identifier_not_digits: { ko: "숫자만 입력해 주세요.", en: "Enter digits only." },
  identifier_length: {
    ko: "번호의 자릿수가 맞지 않아요. 다시 확인해 주세요.",
    en: "The number has the wrong length. Check it again.",
  },
  identifier_not_mobile: {
    ko: "010처럼 휴대폰번호로 시작하지 않아요.",
    en: "It does not begin like a mobile number, such as 010.",
  },
  identifier_check_digit: {
    ko: "사업자등록번호의 검증 숫자가 맞지 않아요. 잘못 적은 숫자가 있어요.",
    en: "The check digit of the business number does not fit. One of its digits is wrong.",
  },
  identifier_not_a_date: {
    ko: "주민등록번호의 앞자리가 날짜가 아니에요.",
    en: "The resident number does not begin with a date.",
  },
  identifier_pair: {
    ko: "이 영수증 종류에는 쓸 수 없는 번호예요.",
    en: "This kind of receipt is not issued for such a number.",
  },
};
