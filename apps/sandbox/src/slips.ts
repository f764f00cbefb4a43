/** Where slips and receipts are said to be: well formed, and leading nowhere. */
export const RECEIPT_HOST = "https://receipt.sandbox.invalid";
