import type { PaymentsTables } from "../features/payments/payments.tables.ts";

/** Every table of the store; each feature names its own in its `*.tables.ts`. */
export type Database = PaymentsTables;
