/** An ISO 4217 code as upstream spells it, such as `KRW` or `USD`. */
export type Currency = string;

/** An amount of money: an integer count of the currency's minor units (won for KRW, cents for USD). */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}
