import type { Payment } from "../payment.ts";
import { initialConsonants } from "./initial-consonants.ts";
import { digitsOf, normaliseForSearch } from "./normalise-for-search.ts";
import { nationalNumber } from "./parse-search-text.ts";
import { searchableAmount } from "./search-amount.ts";

/** Everything of one payment that search looks at, in the forms it looks at. No list holds a value twice. */
export interface SearchableFields {
  /** Normalised texts, none empty. */
  readonly texts: readonly string[];
  /** Runs of ASCII digits: telephone, ids, accounts, and the parts of a card number that its mask leaves visible. */
  readonly digits: readonly string[];
  /** Runs of initial consonants of the names of buyer and order. */
  readonly initials: readonly string[];
  /** Single characters: the first of every word of every text, and of the names also its initial consonant. */
  readonly starts: readonly string[];
  /** The paid amount as `searchableAmount` gives it. */
  readonly amount: number | null;
  readonly currency: string;
}

/** What can be found of a payment. Buyers' data is in it unmasked: people who may not see it may still search by it. */
export function searchableFields(payment: Payment): SearchableFields {
  const names = normalised([payment.buyer.name, payment.orderName]);
  const texts = normalised([
    payment.impUid,
    payment.merchantUid,
    payment.pgTid,
    payment.mid,
    payment.customerUid,
    payment.buyer.name,
    withoutSpaces(payment.buyer.name),
    payment.buyer.email,
    payment.buyer.tel,
    payment.orderName,
    withoutSpaces(payment.orderName),
    payment.card?.approvalNumber,
    payment.card?.number,
    payment.virtualAccount?.number,
    payment.virtualAccount?.holder,
    payment.cancelReason,
    payment.failReason,
    ...payment.cancellations.flatMap(({ cancellationId, pgTid, reason }) => [cancellationId, pgTid, reason]),
    ...payment.deposits.flatMap(({ pgTid, depositorName }) => [pgTid, depositorName]),
  ]);
  return {
    texts,
    digits: distinct([
      ...telephoneDigits(payment.buyer.tel),
      ...digitRuns(payment.card?.number),
      digitsOf(payment.virtualAccount?.number ?? ""),
      digitsOf(payment.impUid),
      digitsOf(payment.merchantUid),
      digitsOf(payment.card?.approvalNumber ?? ""),
    ]),
    initials: distinct(names.flatMap(initialConsonants)),
    starts: distinct([...texts.flatMap(wordStarts), ...names.flatMap(wordStarts).flatMap(initialConsonants)]),
    amount: searchableAmount(payment.amount),
    currency: payment.amount.currency,
  };
}

function normalised(values: readonly (string | null | undefined)[]): string[] {
  return distinct(values.map((value) => normaliseForSearch(value ?? "")));
}

/** Koreans put spaces differently from one day to the next: `반팔티셔츠` finds `반팔 티셔츠`. */
function withoutSpaces(name: string | null): string | null {
  return name !== null && /\p{Script=Hangul}/u.test(name) ? name.replace(/\s+/g, "") : null;
}

function telephoneDigits(tel: string | null): string[] {
  const digits = digitsOf(tel ?? "");
  return digits.startsWith("82") ? [digits, nationalNumber(digits)] : [digits];
}

/** A mask (`1234-56**-****-7890`) parts the visible digits; hyphens and spaces between them do not. */
function digitRuns(number: string | null | undefined): string[] {
  return normaliseForSearch(number ?? "")
    .replace(/[-\s]/g, "")
    .split(/\D+/);
}

function wordStarts(text: string): string[] {
  return text.split(" ").map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== "");
}
