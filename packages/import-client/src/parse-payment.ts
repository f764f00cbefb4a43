import { AppError, type Payment } from "@maru/domain";

/** A payment from its wire JSON. Throws UPSTREAM_UNREADABLE naming the field that is wrong. */
export function parseWirePayment(_wire: unknown): Payment {
  throw new AppError("BUG", "the client reads no payment yet");
}
