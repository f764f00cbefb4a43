import * as z from "zod/mini";
import { minorUnitDigits } from "../money/money.ts";
import { sendableText } from "../sendable-text.ts";

export const windowMethods = [
  "card",
  "vbank",
  "trans",
  "phone",
  "kakaopay",
  "naverpay",
  "tosspay",
  "payco",
  "paypal",
] as const;

/** A method that the payment window is asked for (V1 SDK, `pay_method`). */
export type WindowMethod = (typeof windowMethods)[number];

const methodsOfPgs: Readonly<Record<string, readonly WindowMethod[]>> = {
  kakaopay: ["kakaopay"],
  naverpay: ["naverpay"],
  tosspay: ["tosspay"],
  tosspay_v2: ["tosspay"],
  payco: ["payco"],
  paypal: ["paypal"],
  paypal_v2: ["paypal"],
  danal: ["phone"],
  paymentwall: ["card"],
};
const usualMethods: readonly WindowMethod[] = ["card", "vbank", "trans", "phone"];

/** What the window of a PG may be asked for, the usual one first. */
export function windowMethodsOf(pgProvider: string): readonly WindowMethod[] {
  return Object.hasOwn(methodsOfPgs, pgProvider) ? (methodsOfPgs[pgProvider] ?? usualMethods) : usualMethods;
}

/** Windows that need more than an order: products (Naver order type), a registered member (KCP Quick Pay). */
const otherWindows: ReadonlySet<string> = new Set(["naverco", "kcp_quick"]);

/** Whether a channel has a window that an order alone opens. */
export function opensWindow({ type, pgProvider }: { readonly type: string; readonly pgProvider: string }): boolean {
  return type === "payment" && !otherWindows.has(pgProvider);
}

/** The currency a channel is tested in: PayPal knows no won, and Paymentwall's overseas shop sells in dollars. */
export function windowCurrencyOf(pgProvider: string): "KRW" | "USD" {
  return ["paypal", "paypal_v2", "paymentwall"].includes(pgProvider) ? "USD" : "KRW";
}

export const longestOrderName = 40;
/** In the currency's main units. Whoever mistypes on a live channel pays it. */
const largestTestAmount = { KRW: 1_000_000, USD: 1_000 };

/** The largest amount of a test payment, in minor units. */
export function mostTestAmount(currency: "KRW" | "USD"): number {
  return largestTestAmount[currency] * 10 ** minorUnitDigits(currency);
}

export const testPaymentId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, "not the id of a test payment"));

/** What a person asks for before the window opens. The id is minted once per opening of the form: the same id is the same one. */
export const testPaymentForm = z
  .strictObject({
    testPaymentId,
    channelKey: z.string().check(z.minLength(1), z.maxLength(100)),
    method: z.enum(windowMethods),
    /** In minor units of `currency`. */
    amount: z.int().check(z.gte(1)),
    currency: z.enum(["KRW", "USD"]),
    orderName: sendableText(longestOrderName).check(z.minLength(1)),
  })
  .check(
    z.refine(({ amount, currency }) => amount <= mostTestAmount(currency), {
      path: ["amount"],
      error: "more than a test payment may be",
    }),
  );
export type TestPaymentForm = z.output<typeof testPaymentForm>;
