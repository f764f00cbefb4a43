/** What is left of a payment for tax: minor units, as the person who knows the order states them. */
export interface SplitLeft {
  readonly refundable: number;
  readonly taxFree: number;
  /** Null where the payment had no VAT amount of its own, and the PG computes it. */
  readonly vat: number | null;
}

export interface RefundSplit {
  readonly taxFreeAmount: number;
  readonly vatAmount: number | null;
}

/**
 * The tax parts of a refund in proportion to what is left, rounded down, so that the last refund takes what remains:
 * however a payment is refunded in parts, the parts add up to what it had. Refunding all that is left takes all that is
 * left of each part.
 */
export function proposeSplit(amount: number, left: SplitLeft): RefundSplit {
  const { refundable, taxFree, vat } = left;
  const taxFreeAmount = share(amount, taxFree, refundable);
  if (vat === null) return { taxFreeAmount, vatAmount: null };
  // Rounding down twice must leave neither more VAT than taxable money here nor in what remains.
  const leastVat = vat - (refundable - amount - (taxFree - taxFreeAmount));
  const vatAmount = Math.min(Math.max(share(amount, vat, refundable), leastVat, 0), vat, amount - taxFreeAmount);
  return { taxFreeAmount, vatAmount };
}

/** What is left for tax after that refund. */
export function splitLeftAfter(amount: number, split: RefundSplit, left: SplitLeft): SplitLeft {
  return {
    refundable: left.refundable - amount,
    taxFree: left.taxFree - split.taxFreeAmount,
    vat: left.vat === null ? null : left.vat - (split.vatAmount ?? 0),
  };
}

/** What is wrong with a split of that amount; undefined when it adds up. */
export type SplitProblem =
  | "negative"
  | "tax_free_over_amount"
  | "parts_over_amount"
  | "tax_free_over_left"
  | "taxable_over_left"
  | "vat_over_left";

/** Why the tax parts of a refund of that amount, in minor units, do not add up or are more than is left. */
export function splitProblem(amount: number, split: RefundSplit, left: SplitLeft): SplitProblem | undefined {
  const { taxFreeAmount, vatAmount } = split;
  const vat = vatAmount ?? 0;
  if (taxFreeAmount < 0 || vat < 0) return "negative";
  if (taxFreeAmount > amount) return "tax_free_over_amount";
  if (taxFreeAmount + vat > amount) return "parts_over_amount";
  if (taxFreeAmount > left.taxFree) return "tax_free_over_left";
  if (amount - taxFreeAmount > left.refundable - left.taxFree) return "taxable_over_left";
  if (left.vat !== null && vat > left.vat) return "vat_over_left";
  return undefined;
}

/** The VAT of what is taxable where nobody set another: one eleventh, rounded. */
export function standardVat(amount: number, taxFreeAmount: number): number {
  return Math.round((amount - taxFreeAmount) / 11);
}

/** Exact where the product leaves the safe integers. */
function share(amount: number, part: number, whole: number): number {
  if (whole === 0) return 0;
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}
