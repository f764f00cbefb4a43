import { narrowFullWidth } from "../../full-width.ts";

/** The number as it is sent: couriers print hyphens and blanks for the eye only. */
export function plainInvoice(text: string): string {
  return narrowFullWidth(text)
    .replace(/[\s‐-―−-]/g, "")
    .toUpperCase();
}

/** A spreadsheet's `6.12345E+11`: the digits after the fifth are gone, and no reading brings them back. */
export function isRoundedNumber(text: string): boolean {
  return /^\d(?:\.\d+)?e\+?\d+$/i.test(text.trim());
}

const shortest = 8;
const longest = 30;

/** Whether it can be an invoice number: digits, with letters around them abroad and at the post. */
export function isInvoiceLike(text: string): boolean {
  const plain = plainInvoice(text);
  return plain.length >= shortest && plain.length <= longest && /^[A-Z]{0,4}\d+[A-Z]{0,3}$/.test(plain);
}
