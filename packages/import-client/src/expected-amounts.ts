import { AppError, toWireAmount } from "@maru/domain";
import type { CallUpstream } from "./call-upstream.ts";
import { invalidInput, isPathSegment, isSendable } from "./check-input.ts";
import type { ImportClient, PreparationOutcome, PreparationRequest, PreparedPayment } from "./client-types.ts";
import { outcomeOf } from "./outcome.ts";
import { readCurrency, readText, requireMoney, requireObject, requireText } from "./wire-fields.ts";

type ExpectedAmounts = Pick<ImportClient, "getPreparedPayment" | "preparePayment" | "updatePreparedPayment">;

/** The amount that the payment window has to ask for, registered in advance (`/payments/prepare`). */
export function createExpectedAmounts({ read, write }: CallUpstream): ExpectedAmounts {
  async function register(
    operation: string,
    method: "POST" | "PUT",
    { merchantUid, amount }: PreparationRequest,
  ): Promise<PreparationOutcome> {
    if (!isSendable(amount, 1))
      return { kind: "not_sent", cause: invalidInput("An expected amount is more than zero.") };
    const body = { merchant_uid: merchantUid, amount: toWireAmount(amount), currency: amount.currency };
    return outcomeOf(await write({ operation, method, path: "/payments/prepare", body }), (response) => ({
      kind: "accepted",
      prepared: readPrepared(response),
    }));
  }

  return {
    preparePayment: (request) => register("preparePayment", "POST", request),
    updatePreparedPayment: (request) => register("updatePreparedPayment", "PUT", request),

    async getPreparedPayment(merchantUid) {
      if (!isPathSegment(merchantUid)) throw new AppError("NOT_FOUND", "No amount is registered for this order.");
      const answer = await read({
        operation: "getPreparedPayment",
        method: "GET",
        path: "/payments/prepare/{merchant_uid}",
        segments: [merchantUid],
      });
      if (answer.kind === "refused") throw answer.error;
      return readPrepared(answer.response);
    },
  };
}

function readPrepared(value: unknown): PreparedPayment {
  const wire = requireObject(value, "prepared payment");
  return {
    merchantUid: requireText(wire, "merchant_uid"),
    amount: requireMoney(wire, "amount", readCurrency(wire, "currency")),
    isCurrencyChecked: readText(wire, "currency") !== null,
  };
}
