import { AppError, type Currency, fromWireAmount, type Money, minorUnitDigits } from "@maru/domain";
import { isWireObject, type WireObject } from "./wire-object.ts";

/**
 * Readers of single wire fields. Each gives null for what is absent (missing, null, "" or a 0 instant) and throws
 * UPSTREAM_UNREADABLE naming the field, never its value, when the type is wrong. A number where text belongs is read as
 * its digits, and digits where a number belongs as the number: both lose nothing, and stand-ins for V1 answer so.
 */

/** Nothing upstream records lies beyond; larger figures are not unix seconds. */
const lastInstant = 253_402_300_799;
const wholeNumber = /^\d{1,15}$/;
const currencyCode = /^[A-Z]{3}$/;

/** The error for a shape that cannot be understood. `problem` names the field and must hold no value. */
export function unreadableShape(problem: string): AppError {
  return new AppError("UPSTREAM_UNREADABLE", `i'mport answered in a shape that cannot be read: ${problem}.`, {
    details: { problem },
  });
}

/** A text, or the digits of a whole number. */
export function readText(wire: WireObject, name: string, at = ""): string | null {
  const value = wire[name];
  if (typeof value === "string") return value === "" ? null : value;
  if (value === null || value === undefined) return null;
  if (Number.isSafeInteger(value)) return String(value);
  throw wrongType(at + name, value, "text");
}

/** Marks that turn round what follows them: a name that holds one is read as another. */
const turningMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text that people read, as it is written rather than as its marks would have it read; the wire keeps them. */
export function readWords(wire: WireObject, name: string, at = ""): string | null {
  return readText(wire, name, at)?.replace(turningMarks, "") || null;
}

/** A text that has to be there. */
export function requireText(wire: WireObject, name: string, at = ""): string {
  return readText(wire, name, at) ?? missing(at + name);
}

/** True or false, also as 1 or 0; absent is false. */
export function readFlag(wire: WireObject, name: string, at = ""): boolean {
  const value = wire[name];
  if (typeof value === "boolean") return value;
  if (value === null || value === undefined) return false;
  if (value === 0 || value === 1) return value === 1;
  throw wrongType(at + name, value, "true or false");
}

/** A count or a code: a whole number, never negative. */
export function readCount(wire: WireObject, name: string, at = ""): number | null {
  const value = wire[name];
  if (value === null || value === undefined || value === "") return null;
  const count = typeof value === "string" && wholeNumber.test(value) ? Number(value) : value;
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
  throw wrongType(at + name, value, "a whole number");
}

/** Unix seconds; 0 is upstream's way of saying "never". */
export function readInstant(wire: WireObject, name: string, at = ""): number | null {
  const seconds = readCount(wire, name, at);
  if (seconds === null || seconds === 0) return null;
  if (seconds > lastInstant) throw unreadableShape(`${at}${name}: too large for unix seconds`);
  return seconds;
}

/** Upstream's default is KRW. Without a currency of known shape the minor units of an amount cannot be known. */
export function readCurrency(wire: WireObject, name: string, at = ""): Currency {
  const currency = wire[name];
  if (currency === "KRW") return currency;
  const text = readText(wire, name, at)?.toUpperCase() ?? "KRW";
  if (currencyCode.test(text)) return text;
  throw unreadableShape(`${at}${name}: not a currency code`);
}

/** An amount that is there or not; a negative one is a wrong shape. */
export function readMoney(wire: WireObject, name: string, currency: Currency, at = ""): Money | null {
  const money = readSignedMoney(wire, name, currency, at);
  if (money !== null && money.amount < 0) throw unreadableShape(`${at}${name}: a negative amount`);
  return money;
}

function readSignedMoney(wire: WireObject, name: string, currency: Currency, at: string): Money | null {
  const value = wire[name];
  if (typeof value === "number" && Number.isSafeInteger(value) && minorUnitDigits(currency) === 0) {
    return { amount: value === 0 ? 0 : value, currency };
  }
  if (value === null || value === undefined || value === "") return null;
  if (typeof value !== "number" && typeof value !== "string") throw wrongType(at + name, value, "an amount");
  const money = exactMoney(value, currency);
  if (money === undefined) throw unreadableShape(`${at}${name}: not an exact amount of ${currency}`);
  return money;
}

/** An amount by which something grew or shrank. */
export function requireSignedMoney(wire: WireObject, name: string, currency: Currency, at = ""): Money {
  return readSignedMoney(wire, name, currency, at) ?? missing(at + name);
}

/** An amount that has to be there, never negative. */
export function requireMoney(wire: WireObject, name: string, currency: Currency, at = ""): Money {
  return readMoney(wire, name, currency, at) ?? missing(at + name);
}

const nothing: readonly unknown[] = [];

/** A list; absent is an empty one. */
export function readList(wire: WireObject, name: string, at = ""): readonly unknown[] {
  const value = wire[name];
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined) return nothing;
  throw wrongType(at + name, value, "a list");
}

/** An empty list stands for an empty object: PHP writes both alike. */
export function readObject(wire: WireObject, name: string, at = ""): WireObject | null {
  const value = wire[name];
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  return requireObject(value, at + name);
}

/** The value as an object; `name` is what an error calls it. */
export function requireObject(value: unknown, name: string): WireObject {
  if (isWireObject(value)) return value;
  throw wrongType(name, value, "an object");
}

/** The value as a list; `name` is what an error calls it. */
export function requireList(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw wrongType(name, value, "a list");
}

function exactMoney(value: number | string, currency: Currency): Money | undefined {
  try {
    return fromWireAmount(value, currency);
  } catch {
    return undefined;
  }
}

function missing(name: string): never {
  throw unreadableShape(`${name}: missing`);
}

function wrongType(name: string, value: unknown, expected: string): AppError {
  return unreadableShape(`${name}: ${typeName(value)} where ${expected} belongs`);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "another number";
    case "boolean":
      return "true or false";
    default:
      return "an object";
  }
}
