import type { PartialCancelStatus } from "./computed-payment.ts";
import { type Fields, numberField } from "./request-fields.ts";

/** What differs between shops, contracts and sources, and is therefore a choice. */
export interface SandboxSettings {
  /** How the merchant's PG ids are set up for tax; a tax-free part is named at mixed ones only. */
  taxClass: TaxClass;
  /** Whether this shop may fix the VAT of an amount itself (Welcome, "부가세업체정함"). */
  ownVatContract: boolean;
  /** PGs at which this shop may issue virtual accounts by API. */
  vbankIssueContracts: readonly string[];
  /** Whether this shop may give out accounts of a fixed number. */
  fixedAccountContract: boolean;
  /** PGs, among those that demand a contract for it, at which this shop may register escrow deliveries. */
  escrowContracts: readonly string[];
  /** The key from KG Inicis' merchant admin, without which it issues and revokes no account. */
  inicisApiKey: string;
  /** Whether `GET /vbanks/holder` answers; the published document no longer has it. */
  holderLookup: boolean;
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

export type TaxClass = "taxable" | "tax_free" | "mixed";
const taxClasses: readonly TaxClass[] = ["taxable", "tax_free", "mixed"];

export const usualSettings: SandboxSettings = {
  taxClass: "taxable",
  ownVatContract: false,
  vbankIssueContracts: ["settle", "nice", "nice_v2", "html5_inicis", "ksnet", "smartro_v2", "tosspayments", "welcome"],
  fixedAccountContract: true,
  escrowContracts: ["ksnet", "smartro_v2"],
  inicisApiKey: "sandbox-iniapi-key",
  holderLookup: false,
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
      case "taxClass": {
        const taxClass = taxClasses.find((one) => one === value);
        if (taxClass === undefined) return `taxClass must be one of ${taxClasses.join(", ")}`;
        changed.taxClass = taxClass;
        break;
      }
      case "inicisApiKey":
        if (typeof value !== "string" || value === "") return "inicisApiKey must be a text";
        changed.inicisApiKey = value;
        break;
      case "escrowContracts":
      case "partialCancelContracts":
      case "vbankIssueContracts":
        if (!Array.isArray(value)) return `${name} must be a list of PG codes`;
        changed[name] = value.map(String);
        break;
      case "fixedAccountContract":
      case "holderLookup":
      case "laterMonthPhoneContract":
      case "ownVatContract":
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
