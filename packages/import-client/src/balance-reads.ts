import type { CallUpstream, ReadCall } from "./call-upstream.ts";
import { isPathSegment } from "./check-input.ts";
import type { BalanceGroups, BalanceParts, ImportClient, PaymentBalance } from "./client-types.ts";
import { noSuchPayment } from "./upstream-errors.ts";
import { readInstant, readList, readObject, requireMoney, requireObject } from "./wire-fields.ts";
import type { WireObject } from "./wire-object.ts";

/** Only PAYCO answers this, and PAYCO pays in won. */
const currency = "KRW";

export function createBalanceReads({ read }: CallUpstream): Pick<ImportClient, "getBalance"> {
  return {
    async getBalance(impUid) {
      const call: ReadCall = {
        operation: "getBalance",
        method: "GET",
        path: "/payments/{imp_uid}/balance",
        segments: [impUid],
        notFound: "PAYMENT_NOT_FOUND",
      };
      if (!isPathSegment(impUid)) throw noSuchPayment(call);
      const answer = await read(call);
      if (answer.kind === "refused") throw answer.error;
      return readBalance(answer.response);
    },
  };
}

function readBalance(value: unknown): PaymentBalance {
  const wire = requireObject(value, "balance");
  return {
    amount: requireMoney(wire, "amount", currency),
    ...readGroups(wire, ""),
    histories: readList(wire, "histories").map((item, index) => {
      const history = requireObject(item, `histories[${index}]`);
      return {
        ...readGroups(history, `histories[${index}].`),
        createdAt: readInstant(history, "created", `histories[${index}].`),
      };
    }),
  };
}

function readGroups(wire: WireObject, at: string): BalanceGroups {
  return {
    cashReceipt: readParts(wire, "cash_receipt", at),
    primary: readParts(wire, "primary", at),
    secondary: readParts(wire, "secondary", at),
    discount: readParts(wire, "discount", at),
  };
}

function readParts(wire: WireObject, name: string, at: string): BalanceParts | null {
  const parts = readObject(wire, name, at);
  if (parts === null) return null;
  const within = `${at}${name}.`;
  return {
    taxFree: requireMoney(parts, "tax_free", currency, within),
    supply: requireMoney(parts, "supply", currency, within),
    vat: requireMoney(parts, "vat", currency, within),
    service: requireMoney(parts, "service", currency, within),
  };
}
