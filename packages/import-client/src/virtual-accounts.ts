import { type AppError, type Money, toWireAmount } from "@maru/domain";
import type { CallUpstream } from "./call-upstream.ts";
import { invalidInput, isPathSegment, isSendable } from "./check-input.ts";
import type { AccountChangeRequest, AccountIssueRequest, ImportClient, PaymentOutcome } from "./client-types.ts";
import type { WireCall } from "./http-exchange.ts";
import { outcomeOf } from "./outcome.ts";
import { readPayment } from "./read-payment.ts";
import { requireObject, requireText, unreadableShape } from "./wire-fields.ts";

type VirtualAccounts = Pick<
  ImportClient,
  "issueVirtualAccount" | "changeVirtualAccount" | "revokeVirtualAccount" | "getAccountHolder"
>;

/** Accounts that wait for a deposit (`/vbanks`). */
export function createVirtualAccounts({ read, write }: CallUpstream): VirtualAccounts {
  async function send(call: WireCall, isMeant: (payment: PaymentIds) => boolean): Promise<PaymentOutcome> {
    return outcomeOf(await write(call), (response): PaymentOutcome => {
      const read = readPayment(response);
      if (!isMeant(read.payment)) throw unreadableShape("imp_uid: of another payment than was written");
      return { kind: "accepted", read };
    });
  }

  return {
    async issueVirtualAccount(request) {
      const objection = objectionToIssue(request);
      if (objection) return { kind: "not_sent", cause: objection };
      return send(
        {
          operation: "issueVirtualAccount",
          method: "POST",
          path: "/vbanks",
          body: wireIssue(request),
          ...pgApiKeyOf(request),
        },
        ({ merchantUid }) => merchantUid === request.merchantUid,
      );
    },

    async changeVirtualAccount(request) {
      const objection = objectionToChange(request);
      if (objection) return { kind: "not_sent", cause: objection };
      return send(
        {
          operation: "changeVirtualAccount",
          method: "PUT",
          path: "/vbanks/{imp_uid}",
          segments: [request.impUid],
          body: {
            vbank_due: request.dueAt,
            ...(request.amount && { amount: toWireAmount(request.amount) }),
          },
        },
        ({ impUid }) => impUid === request.impUid,
      );
    },

    async revokeVirtualAccount(request) {
      if (!isPathSegment(request.impUid)) {
        return { kind: "not_sent", cause: invalidInput("An account to revoke belongs to a payment.") };
      }
      return send(
        {
          operation: "revokeVirtualAccount",
          method: "DELETE",
          path: "/vbanks/{imp_uid}",
          segments: [request.impUid],
          ...pgApiKeyOf(request),
        },
        ({ impUid }) => impUid === request.impUid,
      );
    },

    async getAccountHolder({ bankCode, number }) {
      if (bankCode === "" || !/^\d+$/.test(number)) throw invalidInput("An account has a bank and a number of digits.");
      const answer = await read({
        operation: "getAccountHolder",
        method: "GET",
        path: "/vbanks/holder",
        query: [
          ["bank_code", bankCode],
          ["bank_num", number],
        ],
        secrets: [number],
      });
      if (answer.kind === "answered") return requireText(requireObject(answer.response, "response"), "bank_holder");
      if (answer.error.code === "NOT_FOUND") return null;
      throw answer.error;
    },
  };
}

interface PaymentIds {
  readonly impUid: string;
  readonly merchantUid: string;
}

/** The key travels in the address, which is logged nowhere, and never comes back in upstream's words. */
function pgApiKeyOf({ pgApiKey }: { readonly pgApiKey?: string | undefined }): Partial<WireCall> {
  return pgApiKey === undefined ? {} : { query: [["pg_api_key", pgApiKey]], secrets: [pgApiKey] };
}

function objectionToIssue(request: AccountIssueRequest): AppError | undefined {
  const { channelKey, merchantUid, amount, bankCode, dueAt, isUnlimited = false, taxFreeAmount, vatAmount } = request;
  if (channelKey === "") return invalidInput("An account is issued through a channel.");
  if (merchantUid === "" || !merchantUid.isWellFormed()) return invalidInput("An account is issued for an order.");
  if (bankCode === "") return invalidInput("An account is issued at a bank.");
  if (!isInstant(dueAt)) return invalidInput("A deadline is an instant in unix seconds.");
  if (amount === null && !isUnlimited) return invalidInput("An account waits for an amount unless it is unlimited.");
  if (amount !== null && !isWon(amount, 1)) return invalidInput("An account waits for whole won above zero.");
  for (const part of [taxFreeAmount, vatAmount]) {
    if (part !== undefined && !isWon(part, 0)) return invalidInput("A tax part is whole won.");
  }
  if (amount !== null && (taxFreeAmount?.amount ?? 0) + (vatAmount?.amount ?? 0) > amount.amount) {
    return invalidInput("The tax parts of a deposit fit inside its amount.");
  }
  return undefined;
}

function objectionToChange({ impUid, amount, dueAt }: AccountChangeRequest): AppError | undefined {
  if (!isPathSegment(impUid)) return invalidInput("An account to change belongs to a payment.");
  if (!isInstant(dueAt)) return invalidInput("A deadline is an instant in unix seconds.");
  if (amount !== undefined && !isWon(amount, 1)) return invalidInput("An account waits for whole won above zero.");
  return undefined;
}

function isInstant(seconds: number): boolean {
  return Number.isSafeInteger(seconds) && seconds > 0;
}

/** Korean banks issue these accounts, in won alone. */
function isWon(amount: Money, least: number): boolean {
  return amount.currency === "KRW" && isSendable(amount, least);
}

/** Optional fields are left out, not nulled. */
function wireIssue(request: AccountIssueRequest): Record<string, unknown> {
  const { amount, buyer, taxFreeAmount, vatAmount } = request;
  const optional: Record<string, string | number | boolean | undefined> = {
    vbank_holder: request.holder,
    product_type: request.productType,
    name: request.orderName,
    buyer_name: buyer?.name,
    buyer_email: buyer?.email,
    buyer_tel: buyer?.tel,
    buyer_addr: buyer?.address,
    buyer_postcode: buyer?.postcode,
    business_registration_number: buyer?.businessNumber,
    vbank_num: request.fixedNumber,
    vbank_key: request.fixedKey,
    fixed_unlimited_vbank: request.isUnlimited,
    escrow_password: request.escrowPassword,
    tax_free: taxFreeAmount && toWireAmount(taxFreeAmount),
    vat_amount: vatAmount && toWireAmount(vatAmount),
    product_count: request.productCount,
    custom_data: request.customData,
  };
  return {
    channel_key: request.channelKey,
    merchant_uid: request.merchantUid,
    // The schema demands an amount, and the PG keeps an unlimited account's as 0.
    amount: amount === null ? 0 : toWireAmount(amount),
    vbank_code: request.bankCode,
    vbank_due: request.dueAt,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}
