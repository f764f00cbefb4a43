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
  return {
    texts: together(byField, "texts"),
    digits: together(byField, "digits"),
    initials: together(byField, "initials"),
    starts: together(byField, "starts"),
    byField,
    amount: searchableAmount(payment.amount),
    currency: payment.amount.currency,
  };
}

const none: readonly string[] = [];
const nothing: SearchableTexts = { texts: none, digits: none, initials: none, starts: none };

/** A first load does this a million times over: one set for all, and none for fields that are empty. */
function together(byField: Readonly<Record<SearchField, SearchableTexts>>, form: keyof SearchableTexts): string[] {
  const all = new Set<string>();
  for (const field of searchFields) {
    for (const value of byField[field][form]) all.add(value);
  }
  return [...all];
}

function textsOf(field: SearchField, values: readonly (string | null | undefined)[]): SearchableTexts {
  const texts: string[] = [];
  const starts: string[] = [];
  for (const value of values) {
    const text = value === null || value === undefined || value === "" ? "" : normaliseForSearch(value);
    if (text === "" || texts.includes(text)) continue;
    texts.push(text);
    addWordStarts(starts, text);
  }
  if (texts.length === 0) return nothing;
  const digits = digitFields.includes(field) ? distinct(values.flatMap((value) => digitsIn(field, value ?? ""))) : none;
  if (!nameFields.includes(field)) return { texts, digits, initials: none, starts };
  return {
    texts,
    digits,
    initials: distinct(texts.flatMap(initialConsonants)),
    starts: distinct([...starts, ...starts.flatMap(initialConsonants)]),
  };
}

function digitsIn(field: SearchField, value: string): string[] {
  if (field === "phone") return telephoneDigits(value);
  if (field === "card") return digitRuns(value);
  return [digitsOf(value)];
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

function addWordStarts(starts: string[], text: string): void {
  for (let at = 0; at >= 0 && at < text.length; at = text.indexOf(" ", at) + 1 || text.length) {
    const start = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
    if (!starts.includes(start)) starts.push(start);
  }
}

function distinct(values: readonly string[]): string[] {
  const found: string[] = [];
  for (const value of values) if (value !== "" && !found.includes(value)) found.push(value);
  return found;
}
