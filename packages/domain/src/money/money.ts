/** An ISO 4217 code as upstream spells it, such as `KRW` or `USD`. */
export type Currency = string;

/** An amount of money: an integer count of the currency's minor units (won for KRW, cents for USD). */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** ISO 4217 exponents that are not two. */
const unusualDigits: ReadonlyMap<Currency, number> = /* @__PURE__ */ new Map([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
  ].map((currency) => [currency, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((currency) => [currency, 3] as const),
]);

/** How many decimals the currency has: 0 for KRW and JPY, 2 for USD and for every currency not known to differ. */
export function minorUnitDigits(currency: Currency): number {
  return unusualDigits.get(currency) ?? 2;
}

/** Throws a RangeError when the amount is not a safe integer of minor units. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount))
    throw new RangeError(`${amount} is not a whole number of minor units of ${currency}`);
  return { amount: amount === 0 ? 0 : amount, currency };
}

/** Throws when the currencies differ: money never crosses currencies. */
export function addMoney(left: Money, right: Money): Money {
  refuseMixing(left, right);
  return money(left.amount + right.amount, left.currency);
}

/** Throws when the currencies differ. The answer may be negative. */
export function subtractMoney(left: Money, right: Money): Money {
  refuseMixing(left, right);
  return money(left.amount - right.amount, left.currency);
}

function refuseMixing(left: Money, right: Money): void {
  if (left.currency !== right.currency) {
    throw new RangeError(`${left.currency} and ${right.currency} cannot be put together`);
  }
}
