import type { PartialCancelStatus } from "./computed-payment.ts";
import { type Fields, numberField } from "./request-fields.ts";

/** What differs between shops, contracts and sources, and is therefore a choice. */
export interface SandboxSettings {
  /** `status` after a partial cancel. First-party sources say `cancelled`; some integrators report `paid`. */
  partialCancelStatus: PartialCancelStatus;
  /** Seconds until an asynchronous cancel finishes by itself; null = only when the controls say so. */
  asynchronousCancelSeconds: number | null;
  /** Longest cancel reason that is kept; null keeps all of it. */
  longestReason: number | null;
  /** PGs, among those that demand a contract for it, at which this shop may cancel a part. */
  partialCancelContracts: readonly string[];
  /** Whether KCP refunds phone bills of earlier months to an account. */
  laterMonthPhoneContract: boolean;
  /** Whether deposited virtual accounts can be refunded at all (Toss Payments needs no contract). */
  vbankRefundContract: boolean;
}

export const usualSettings: SandboxSettings = {
  partialCancelStatus: "cancelled",
  asynchronousCancelSeconds: 600,
  longestReason: null,
  partialCancelContracts: ["nice_v2", "welcome"],
  laterMonthPhoneContract: true,
  vbankRefundContract: true,
};

/** Changes what `fields` names and leaves the rest; a string says what is wrong. */
export function changeSettings(settings: SandboxSettings, fields: Fields): SandboxSettings | string {
  const changed = { ...settings };
  for (const [name, value] of Object.entries(fields)) {
    switch (name) {
      case "partialCancelStatus":
        if (value !== "cancelled" && value !== "paid") return "partialCancelStatus must be cancelled or paid";
        changed.partialCancelStatus = value;
        break;
      case "asynchronousCancelSeconds":
      case "longestReason": {
        const number = numberField(fields, name);
        if (number === undefined || (number !== null && number < 0)) return `${name} must be a number or null`;
        changed[name] = number;
        break;
      }
      case "partialCancelContracts":
        if (!Array.isArray(value)) return "partialCancelContracts must be a list of PG codes";
        changed.partialCancelContracts = value.map(String);
        break;
      case "laterMonthPhoneContract":
      case "vbankRefundContract":
        if (typeof value !== "boolean") return `${name} must be true or false`;
        changed[name] = value;
        break;
      default:
        return `there is no setting called ${name}`;
    }
  }
  return changed;
}
