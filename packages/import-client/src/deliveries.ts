import { type AppError, couriers, type Delivery, type EscrowParty } from "@maru/domain";
import type { CallUpstream } from "./call-upstream.ts";
import { invalidInput, isPathSegment } from "./check-input.ts";
import type { DeliveryOutcome, DeliveryRequest, ImportClient } from "./client-types.ts";
import { outcomeOf } from "./outcome.ts";
import { readInstant, requireObject, requireText } from "./wire-fields.ts";

type Deliveries = Pick<ImportClient, "getDelivery" | "registerDelivery" | "changeDelivery">;

const path = "/escrows/logis/{imp_uid}";

/** Parcels of escrow payments (`/escrows/logis`). */
export function createDeliveries({ read, write }: CallUpstream): Deliveries {
  async function send(
    operation: "registerDelivery" | "changeDelivery",
    method: "POST" | "PUT",
    request: DeliveryRequest,
  ): Promise<DeliveryOutcome> {
    const objection = objectionTo(request);
    if (objection) return { kind: "not_sent", cause: objection };
    // Whether the buyer gets a mail is decided once, with the registration.
    const body = { ...wireDelivery(request), ...given({ send_email: method === "POST" ? request.sendEmail : null }) };
    const answer = await write({ operation, method, path, segments: [request.impUid], body });
    return outcomeOf(answer, (response): DeliveryOutcome => {
      return { kind: "accepted", delivery: readDelivery(response) };
    });
  }

  return {
    async getDelivery(impUid) {
      if (!isPathSegment(impUid)) return null;
      const answer = await read({
        operation: "getDelivery",
        method: "GET",
        path,
        segments: [impUid],
        notFound: "PAYMENT_NOT_FOUND",
      });
      if (answer.kind === "answered") return readDelivery(answer.response);
      if (answer.httpStatus === 409) return null;
      throw answer.error;
    },
    registerDelivery: (request) => send("registerDelivery", "POST", request),
    changeDelivery: (request) => send("changeDelivery", "PUT", request),
  };
}

/** Upstream makes `ETC` of a courier it does not know, without a word, so such a code never leaves. */
function objectionTo({ impUid, courier, invoice, sentAt }: DeliveryRequest): AppError | undefined {
  if (!isPathSegment(impUid)) return invalidInput("A delivery belongs to a payment.");
  if (!Object.hasOwn(couriers, courier)) return invalidInput("A delivery names a courier of the table.");
  if (invoice.trim() === "") return invalidInput("A delivery has an invoice number.");
  if (!Number.isSafeInteger(sentAt) || sentAt <= 0)
    return invalidInput("A parcel was sent at an instant in unix seconds.");
  return undefined;
}

function wireDelivery({
  sender,
  receiver,
  courier,
  invoice,
  sentAt,
  receivingOn,
  dispatchAddress,
  products,
}: DeliveryRequest) {
  return {
    sender: wireParty(sender),
    receiver: wireParty(receiver),
    logis: {
      company: courier,
      invoice,
      sent_at: sentAt,
      ...given({ receiving_at: receivingOn?.replaceAll("-", "") ?? null, address: dispatchAddress }),
    },
    ...(products.length > 0 && { products }),
  };
}

function wireParty({ name, tel, postcode, address, addressLine1, addressLine2, relationship }: EscrowParty) {
  const lines = given({ address_line_1: addressLine1, address_line_2: addressLine2 });
  return {
    ...given({ name, tel, postcode, addr: address, relationship }),
    ...(Object.keys(lines).length > 0 && { formed_address: lines }),
  };
}

/** What is absent is left out, not nulled. */
function given(fields: Record<string, string | boolean | null>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function readDelivery(value: unknown): Delivery {
  const wire = requireObject(value, "delivery");
  return {
    courier: requireText(wire, "company"),
    invoice: requireText(wire, "invoice"),
    sentAt: readInstant(wire, "sent_at"),
    registeredAt: readInstant(wire, "applied_at"),
  };
}
