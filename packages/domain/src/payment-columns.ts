/** Every column the payments list can show. `time` is the time of the basis in force. */
export const paymentColumns = [
  "status",
  "time",
  "buyer",
  "order",
  "method",
  "channel",
  "amount",
  "merchantUid",
  "impUid",
  "cancelledAmount",
  "refundable",
  "instrument",
  "approvalNumber",
  "pgTid",
  "depositor",
  "buyerTel",
  "buyerEmail",
  "currency",
  "requestedAt",
  "statusAt",
  "failReason",
  "mode",
  "escrow",
  "cashReceipt",
] as const;

export type PaymentColumn = (typeof paymentColumns)[number];

/** A column where it stands; without a width it has its usual one. */
export interface PlacedColumn {
  readonly column: PaymentColumn;
  /** CSS pixels. */
  readonly width?: number;
}

/** The columns of whoever has chosen none. */
export const standardColumns: readonly PlacedColumn[] = paymentColumns.slice(0, 8).map((column) => ({ column }));

export const narrowestColumn = 60;
export const widestColumn = 800;
export const longestColumnsText = 600;

/** A row is opened by the link in one of these, so a list always shows one. */
export const linkColumns: readonly PaymentColumn[] = ["merchantUid", "impUid"];

/**
 * Reads columns from one line of text, as an address and an account keep them: `status.time-150.buyer`. Undefined when it
 * names none; whatever else cannot be understood is left out.
 */
export function readColumns(text: string): PlacedColumn[] | undefined {
  const placed = new Map<PaymentColumn, PlacedColumn>();
  for (const part of text.slice(0, longestColumnsText).split(".")) {
    const [, name, digits] = /^([A-Za-z]+)(?:-(\d{1,4}))?$/.exec(part) ?? [];
    const column = paymentColumns.find((known) => known === name);
    if (column === undefined || placed.has(column)) continue;
    placed.set(column, digits === undefined ? { column } : { column, width: withinWidths(Number(digits)) });
  }
  if (placed.size === 0) return undefined;
  const columns = [...placed.values()];
  return linkColumns.some((column) => placed.has(column)) ? columns : [...columns, { column: "merchantUid" }];
}

/** Writes columns as `readColumns` reads them. */
export function writeColumns(columns: readonly PlacedColumn[]): string {
  return columns.map(({ column, width }) => (width === undefined ? column : `${column}-${width}`)).join(".");
}

/** The nearest width, in whole pixels, that a column may have. */
export function withinWidths(width: number): number {
  return Math.min(widestColumn, Math.max(narrowestColumn, Math.round(width)));
}
