import { AppError } from "../errors.ts";
import { type Currency, type Money, minorUnitDigits } from "./money.ts";

const decimalNumber = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * Reads an amount as upstream writes it (`1000`, `12.3`), digit by digit, so that no binary fraction rounds it.
 * Throws UPSTREAM_UNREADABLE when it is not a number, has more decimals than the currency, or is too large to be exact.
 */
export function fromWireAmount(wire: number | string, currency: Currency): Money {
  const parts = decimalNumber.exec(String(wire).trim());
  if (parts === null) throw unreadable(wire, currency, "is not a number");
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  // The decimal point moves right by the exponent and by the currency's own decimals.
  const digits = whole + fraction;
  const pointAt = whole.length + Number(exponent) + minorUnitDigits(currency);
  const kept = pointAt <= 0 ? "" : digits.slice(0, pointAt).padEnd(pointAt, "0");
  const dropped = pointAt <= 0 ? digits : digits.slice(pointAt);
  if (/[1-9]/.test(dropped)) throw unreadable(wire, currency, `has more decimals than ${currency}`);
  const amount = Number(kept === "" ? "0" : kept);
  if (!Number.isSafeInteger(amount)) throw unreadable(wire, currency, "is too large");
  return { amount: sign === "-" && amount !== 0 ? -amount : amount, currency };
}

/**
 * Writes an amount as the JSON number upstream expects: won as they are, dollars with their cents.
 * Throws a RangeError when a JSON number cannot carry it exactly.
 */
export function toWireAmount(money: Money): number {
  const wire = money.amount / 10 ** minorUnitDigits(money.currency);
  if (fromWireAmount(wire, money.currency).amount !== money.amount) {
    throw new RangeError(`${money.amount} minor units of ${money.currency} do not fit a JSON number`);
  }
  return wire;
}

function unreadable(wire: number | string, currency: Currency, problem: string): AppError {
  return new AppError("UPSTREAM_UNREADABLE", `The amount ${JSON.stringify(wire)} (${currency}) ${problem}.`, {
    details: { amount: String(wire).slice(0, 40), currency },
  });
}
