import type { CallUpstream, ReadCall } from "./call-upstream.ts";
import { isPathSegment } from "./check-input.ts";
import type { BalanceGroups, BalanceParts, ImportClient, PaymentBalance } from "./client-types.ts";
import { noSuchPayment } from "./upstream-errors.ts";
import { readInstant, readList, readObject, requireMoney, requireObject, requireSignedMoney } from "./wire-fields.ts";
import type { WireObject } from "./wire-object.ts";

/** Only PAYCO answers this, and PAYCO pays in won. */
const currency = "KRW";

/** Reads what is left of a PAYCO payment, in its parts. Upstream answers it for no other PG. */
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
    ...readGroups(wire, "", requireMoney),
    histories: readList(wire, "histories").map((item, index) => {
      const history = requireObject(item, `histories[${index}]`);
      return {
        // A refund stands there as what it took away.
        ...readGroups(history, `histories[${index}].`, requireSignedMoney),
        createdAt: readInstant(history, "created", `histories[${index}].`),
      };
    }),
  };
}

function readGroups(wire: WireObject, at: string, amountOf: typeof requireMoney): BalanceGroups {
  return {
    cashReceipt: readParts(wire, "cash_receipt", at, amountOf),
    primary: readParts(wire, "primary", at, amountOf),
    secondary: readParts(wire, "secondary", at, amountOf),
    discount: readParts(wire, "discount", at, amountOf),
  };
}

function readParts(wire: WireObject, name: string, at: string, amountOf: typeof requireMoney): BalanceParts | null {
  const parts = readObject(wire, name, at);
  if (parts === null) return null;
  const within = `${at}${name}.`;
  return {
    taxFree: amountOf(parts, "tax_free", currency, within),
    supply: amountOf(parts, "supply", currency, within),
    vat: amountOf(parts, "vat", currency, within),
    service: amountOf(parts, "service", currency, within),
  };
}
