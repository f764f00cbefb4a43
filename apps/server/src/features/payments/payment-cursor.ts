import { AppError, type PaymentQuery } from "@maru/domain";

/** A place in a sorted list: the sort value and the row id of the last payment shown. */
export interface PaymentPlace {
  readonly value: number;
  readonly id: number;
}

/** Spelled with the order it belongs to, so that a cursor of one order is not read as one of another. */
export function toCursor(query: Pick<PaymentQuery, "sort" | "basis">, place: PaymentPlace): string {
  return Buffer.from([orderOf(query), place.value, place.id].join(" ")).toString("base64url");
}

/** Throws INVALID_INPUT for a cursor that is not one of ours, or belongs to another order. */
export function readCursor(query: PaymentQuery): PaymentPlace | null {
  if (query.cursor === undefined) return null;
  const [order, ...numbers] = Buffer.from(query.cursor, "base64url").toString("utf8").split(" ");
  const [value, id] = numbers.map(Number);
  if (order !== orderOf(query) || numbers.length !== 2 || !isWhole(value) || !isWhole(id)) {
    throw new AppError("INVALID_INPUT", "The page address belongs to another list. Start again from the first page.", {
      details: { field: "cursor" },
    });
  }
  return { value, id };
}

function orderOf({ sort, basis }: Pick<PaymentQuery, "sort" | "basis">): string {
  return sort.endsWith("time") ? `${sort}:${basis}` : sort;
}

function isWhole(value: number | undefined): value is number {
  return Number.isSafeInteger(value);
}
