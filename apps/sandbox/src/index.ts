export type { FaultOrder } from "./faults.ts";
export type { LedgerEntry } from "./ledger.ts";
export type { NewPayment } from "./new-payment.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
