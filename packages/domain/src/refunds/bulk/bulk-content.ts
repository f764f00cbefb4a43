import { narrowFullWidth } from "../../full-width.ts";
import { isFullAmountWord } from "./bulk-amount.ts";
import type { BulkRow } from "./bulk-row.ts";

/**
 * What a list asks for, as one text: the same for the same refunds whatever the encoding, the order of lines and
 * columns, the headings or the way amounts are written. Its digest recognises a list that was brought before.
 */
export function bulkContent(rows: readonly BulkRow[]): string {
  return rows
    .map((row) =>
      JSON.stringify([
        row.impUid ?? "",
        row.merchantUid ?? "",
        isFullAmountWord(row.amount) ? "full" : figure(row.amount),
        row.taxFree === null ? "" : figure(row.taxFree),
        row.vat === null ? "" : figure(row.vat),
        row.account === null ? "" : `${row.account.bank}/${row.account.number}/${row.account.holder}`,
      ]),
    )
    .toSorted()
    .join("\n");
}

function figure(text: string): string {
  return narrowFullWidth(text).replace(/[^\d.]/g, "");
}
