import type { Locale } from "@maru/domain";
import { tree as english } from "../../src/app/messages/en.ts";
import { tree as korean } from "../../src/app/messages/ko.ts";
import { messages as englishPayment } from "../../src/features/payments/detail-messages.en.ts";
import { messages as koreanPayment } from "../../src/features/payments/detail-messages.ko.ts";
import { messages as englishList } from "../../src/features/payments/list-messages.en.ts";
import { messages as koreanList } from "../../src/features/payments/list-messages.ko.ts";
import { messages as englishRefund } from "../../src/features/refunds/form-messages.en.ts";
import { messages as koreanRefund } from "../../src/features/refunds/form-messages.ko.ts";

/** Everything the console says, in one language. */
export type Words = typeof korean & {
  readonly list: typeof koreanList;
  readonly payment: typeof koreanPayment;
  readonly refund: typeof koreanRefund;
};

/** What people see, by language: the very catalogues the console is built with, so that no sentence is written twice. */
export const wordsOf: Readonly<Record<Locale, Words>> = {
  ko: { ...korean, list: koreanList, payment: koreanPayment, refund: koreanRefund },
  en: { ...english, list: englishList, payment: englishPayment, refund: englishRefund },
};

const gap = "\u0000";

/** Matches what a catalogue's sentence says, whatever stands in its gaps: `sentence((time) => words.asOf(time))`. */
export function sentence(say: (gap: string) => string): RegExp {
  const parts = say(gap).split(gap);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+"));
}
