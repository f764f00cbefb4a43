import { storableText } from "../../db/storable-text.ts";

/** What a webhook's body claims. Only `impUid` is ever acted on, and only by asking upstream. */
export interface DeliveryClaim {
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  readonly status: string | null;
  readonly cancellationId: string | null;
}

const longestClaim = 80;
const nothing: DeliveryClaim = { impUid: null, merchantUid: null, status: null, cancellationId: null };

/** Reads a body sent as JSON or as a form; the vendor's console lets the shop choose. Never throws. */
export function readDelivery(contentType: string | null, body: string): DeliveryClaim {
  const fields = fieldsOfDelivery(contentType, body);
  const text = (name: string): string | null => {
    const value = fields.get(name);
    return typeof value === "string" && value.length <= longestClaim ? storableText(value) || null : null;
  };
  const impUid = text("imp_uid");
  if (impUid === null) return nothing;
  return {
    impUid,
    merchantUid: text("merchant_uid"),
    status: text("status"),
    cancellationId: text("cancellation_id"),
  };
}

/** The fields of a body sent as JSON or as a form; none where it is neither. */
export function fieldsOfDelivery(contentType: string | null, body: string): ReadonlyMap<string, unknown> {
  return contentType?.includes("form-urlencoded") ? formFields(body) : (jsonFields(body) ?? formFields(body));
}

function formFields(body: string): Map<string, unknown> {
  return new Map(new URLSearchParams(body));
}

function jsonFields(body: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  } catch {
    return undefined;
  }
}

const secretHeader = /authorization|cookie|token|secret|password|api-?key|signature|credential/i;

/** The headers without whatever could let somebody in. */
export function tellableHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !secretHeader.test(name)));
}
