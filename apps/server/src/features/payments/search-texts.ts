import { parseWirePayment, type WireObject } from "@maru/import-client";
import { type IndexedPayment, toIndexed } from "./payment-row.ts";

/** What search keeps of a stored copy of a payment and of the notes about it. */
export function searchTextsOf(wire: string, notes: readonly string[]): Pick<IndexedPayment, "text" | "grams"> {
  const stored: WireObject = JSON.parse(wire);
  const copy = { payment: parseWirePayment(stored), wire: stored, source: "refresh", readAtMs: 0 } as const;
  const { text, grams } = toIndexed(copy, notes);
  return { text, grams };
}
