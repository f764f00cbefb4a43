import { AppError, type Money, toWireAmount } from "@maru/domain";

/** What a call is refused with that was given what upstream would misread. */
export function invalidInput(reason: string): AppError {
  return new AppError("INVALID_INPUT", reason);
}

/**
 * Whether a text can stand as one path segment. The empty text and the dot segments would address another resource, and
 * a lone surrogate has no encoding, so nothing can be named so.
 */
export function isPathSegment(text: string): boolean {
  return text !== "" && text !== "." && text !== ".." && text.isWellFormed();
}

/**
 * Throws INVALID_INPUT for a page that is not a whole number from 1, and for more payments a page than upstream gives.
 */
export function requirePageAndLimit(page: number, limit: number): void {
  if (!Number.isSafeInteger(page) || page < 1) throw invalidInput("A page is a whole number from 1.");
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > largestLimit) {
    throw invalidInput(`A page holds 1 to ${largestLimit} payments.`);
  }
}

/** Upstream's own bound (`GET /payments/status`, `GET /payments/findAll`). */
const largestLimit = 1000;

/** Whether an amount is a whole number of minor units, not below `least`, that a JSON number carries exactly. */
export function isSendable(money: Money, least: number): boolean {
  if (!Number.isSafeInteger(money.amount) || money.amount < least) return false;
  try {
    toWireAmount(money);
    return true;
  } catch {
    return false;
  }
}
