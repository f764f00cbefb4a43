import type { Payment } from "../payment.ts";
import { initialConsonants } from "./initial-consonants.ts";
import { digitsOf, normaliseForSearch } from "./normalise-for-search.ts";
import { searchableAmount } from "./search-amount.ts";
import { digitFields, nameFields, type SearchField, searchFields } from "./search-fields.ts";
import { nationalNumber } from "./search-ways.ts";

/** Texts in the forms search looks at. No list holds a value twice. */
export interface SearchableTexts {
  /** Normalised texts, none empty. */
  readonly texts: readonly string[];
  /** Runs of ASCII digits: telephone, ids, accounts, and the parts of a card number that its mask leaves visible. */
  readonly digits: readonly string[];
  /** Runs of initial consonants of the names of buyer and order. */
  readonly initials: readonly string[];
  /** Single characters: the first of every word of every text, and of the names also its initial consonant. */
  readonly starts: readonly string[];
}

/** Everything of one payment that search looks at, all of it together and field by field. */
export interface SearchableFields extends SearchableTexts {
  readonly byField: Readonly<Record<SearchField, SearchableTexts>>;
  /** The paid amount as `searchableAmount` gives it. */
  readonly amount: number | null;
  readonly currency: string;
}

/**
 * What can be found of a payment and of the notes about it. Buyers' data is in it unmasked: people who may not see it may
 * still search by it.
 */
export function searchableFields(payment: Payment, notes: readonly string[] = []): SearchableFields {
  const { buyer, card, virtualAccount, cancellations, deposits } = payment;
  const byField: Record<SearchField, SearchableTexts> = {
    impUid: textsOf("impUid", [payment.impUid]),
    order: textsOf("order", [payment.merchantUid]),
    tid: textsOf("tid", [
      payment.pgTid,
      ...cancellations.map(({ pgTid }) => pgTid),
      ...deposits.map(({ pgTid }) => pgTid),
    ]),
    approval: textsOf("approval", [card?.approvalNumber]),
    cancellation: textsOf(
      "cancellation",
      cancellations.map(({ cancellationId }) => cancellationId),
    ),
    mid: textsOf("mid", [payment.mid]),
    customer: textsOf("customer", [payment.customerUid]),
    name: textsOf("name", [buyer.name, withoutSpaces(buyer.name)]),
    phone: textsOf("phone", [buyer.tel]),
    email: textsOf("email", [buyer.email]),
    product: textsOf("product", [payment.orderName, withoutSpaces(payment.orderName)]),
    card: textsOf("card", [card?.number]),
    account: textsOf("account", [virtualAccount?.number, virtualAccount?.holder]),
    depositor: textsOf(
      "depositor",
      deposits.map(({ depositorName }) => depositorName),
    ),
    reason: textsOf("reason", [payment.cancelReason, ...cancellations.map(({ reason }) => reason)]),
    fail: textsOf("fail", [payment.failReason]),
    note: textsOf("note", notes),
  };
  const all = (form: keyof SearchableTexts) => distinct(searchFields.flatMap((field) => byField[field][form]));
  return {
    texts: all("texts"),
    digits: all("digits"),
    initials: all("initials"),
    starts: all("starts"),
    byField,
    amount: searchableAmount(payment.amount),
    currency: payment.amount.currency,
  };
}

const nothing: SearchableTexts = { texts: [], digits: [], initials: [], starts: [] };

function textsOf(field: SearchField, values: readonly (string | null | undefined)[]): SearchableTexts {
  const texts = normalised(values);
  if (texts.length === 0) return nothing;
  const isName = nameFields.includes(field);
  const starts = texts.flatMap(wordStarts);
  return {
    texts,
    digits: digitFields.includes(field) ? distinct(values.flatMap((value) => digitsIn(field, value ?? ""))) : [],
    initials: isName ? distinct(texts.flatMap(initialConsonants)) : [],
    starts: distinct(isName ? [...starts, ...starts.flatMap(initialConsonants)] : starts),
  };
}

function digitsIn(field: SearchField, value: string): string[] {
  if (field === "phone") return telephoneDigits(value);
  if (field === "card") return digitRuns(value);
  return [digitsOf(value)];
}

function normalised(values: readonly (string | null | undefined)[]): string[] {
  return distinct(values.map((value) => normaliseForSearch(value ?? "")));
}

/** Koreans put spaces differently from one day to the next: `반팔티셔츠` finds `반팔 티셔츠`. */
function withoutSpaces(name: string | null): string | null {
  return name !== null && /\p{Script=Hangul}/u.test(name) ? name.replace(/\s+/g, "") : null;
}

function telephoneDigits(tel: string): string[] {
  const digits = digitsOf(tel);
  return digits.startsWith("82") ? [digits, nationalNumber(digits)] : [digits];
}

/** A mask (`1234-56**-****-7890`) parts the visible digits; hyphens and spaces between them do not. */
function digitRuns(number: string): string[] {
  return normaliseForSearch(number).replace(/[-\s]/g, "").split(/\D+/);
}

function wordStarts(text: string): string[] {
  return text.split(" ").map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== "");
}
