import type { CallUpstream, ReadCall } from "./call-upstream.ts";
import { invalidInput, isPathSegment, requirePageAndLimit } from "./check-input.ts";
import type {
  BulkPayments,
  ImportClient,
  OrderListQuery,
  OrderPaymentQuery,
  PaymentListing,
  PaymentListQuery,
  ReadPayment,
} from "./client-types.ts";
import { readPayment, readPayments } from "./read-payment.ts";
import { noSuchPayment } from "./upstream-errors.ts";
import { readCount, requireList, requireObject, unreadableShape } from "./wire-fields.ts";

interface ListCall extends ReadCall {
  /** Status and window are checked before they are sent, so the first page can only be refused for not existing. */
  readonly hasNoPagesWhenEmpty?: boolean;
}

type PaymentReads = Pick<
  ImportClient,
  "getPayment" | "getPayments" | "findPayment" | "listPaymentsOfOrder" | "listPayments"
>;

const mostIds = 100;
const longestWindow = 90 * 24 * 60 * 60;
const defaultLimit = 20;

/**
 * The reads about payments. Each rejects with what upstream refused it for, or as unreadable where the answer has
 * another shape.
 */
export function createPaymentReads({ read }: CallUpstream): PaymentReads {
  async function responseOf(call: ReadCall): Promise<unknown> {
    const answer = await read(call);
    if (answer.kind === "refused") throw answer.error;
    return answer.response;
  }

  /**
   * One page. Upstream refuses a page past the end with 400, which it also gives for other reasons, so a refusal of a
   * later page is believed only when the first page shows that there is indeed no such page.
   */
  async function listingOf(call: ListCall, page: number, limit: number): Promise<PaymentListing> {
    const ask = (askedPage: number, askedLimit: number): ReadCall => ({
      ...call,
      query: [...(call.query ?? []), ["page", String(askedPage)], ["limit", String(askedLimit)]],
    });
    const answer = await read(ask(page, limit));
    if (answer.kind === "answered") return readListing(answer.response, page, limit);
    if (answer.error.code === "PAYMENT_NOT_FOUND") return emptyListing(page, 0);
    if (answer.httpStatus !== 400) throw answer.error;
    if (page === 1 && call.hasNoPagesWhenEmpty) return emptyListing(page, 0);
    if (page === 1) throw answer.error;
    const first = await listingOf(call, 1, 1);
    if (first.total > (page - 1) * limit) throw answer.error;
    return emptyListing(page, first.total);
  }

  return {
    async getPayment(impUid): Promise<ReadPayment> {
      const call: ReadCall = {
        operation: "getPayment",
        method: "GET",
        path: "/payments/{imp_uid}",
        segments: [impUid],
        query: [["include_sandbox", "true"]],
        notFound: "PAYMENT_NOT_FOUND",
      };
      if (!isPathSegment(impUid)) throw noSuchPayment(call);
      const found = readPayment(await responseOf(call));
      if (!isSameId(found.payment.impUid, impUid)) throw unreadableShape("imp_uid: of another payment than asked for");
      return found;
    },

    async getPayments(impUids): Promise<BulkPayments> {
      const asked = new Set(impUids);
      if (asked.size > mostIds) throw invalidInput(`At most ${mostIds} payments can be read at once.`);
      if (asked.size === 0) return { found: [], missing: [], unreadable: [] };
      const answer = await read({
        operation: "getPayments",
        method: "GET",
        path: "/payments",
        query: Array.from(asked, (impUid) => ["imp_uid[]", impUid.toWellFormed()]),
        notFound: "PAYMENT_NOT_FOUND",
      });
      if (answer.kind === "refused" && answer.httpStatus !== 404) throw answer.error;
      const wires = answer.kind === "refused" ? [] : requireList(answer.response, "response");
      const { payments, unreadable } = readPayments(wires);
      for (const { payment } of payments) asked.delete(payment.impUid);
      for (const { impUid } of unreadable) if (impUid !== null) asked.delete(impUid);
      return { found: payments, missing: [...asked], unreadable };
    },

    async findPayment(merchantUid, query: OrderPaymentQuery = {}): Promise<ReadPayment> {
      const call: ReadCall = {
        operation: "findPayment",
        method: "GET",
        ...orderPath("/payments/find/{merchant_uid}", merchantUid, query.status),
        query: query.sorting === undefined ? [] : [["sorting", query.sorting]],
        notFound: "PAYMENT_NOT_FOUND",
      };
      if (!isPathSegment(merchantUid)) throw noSuchPayment(call);
      return readPayment(await responseOf(call));
    },

    async listPaymentsOfOrder(merchantUid, query: OrderListQuery = {}): Promise<PaymentListing> {
      const { page = 1, limit = defaultLimit, sorting } = query;
      requirePageAndLimit(page, limit);
      if (!isPathSegment(merchantUid)) return emptyListing(page, 0);
      const call: ListCall = {
        operation: "listPaymentsOfOrder",
        method: "GET",
        ...orderPath("/payments/findAll/{merchant_uid}", merchantUid, query.status),
        query: sorting === undefined ? [] : [["sorting", sorting]],
        notFound: "PAYMENT_NOT_FOUND",
      };
      return listingOf(call, page, limit);
    },

    async listPayments(query: PaymentListQuery): Promise<PaymentListing> {
      const { status, from, to, page, limit, sorting } = query;
      requirePageAndLimit(page, limit);
      requireWindow(from, to);
      const call: ListCall = {
        operation: "listPayments",
        method: "GET",
        path: "/payments/status/{payment_status}",
        segments: [status],
        query: [
          ["from", String(from)],
          ["to", String(to)],
          ["sorting", sorting],
        ],
        hasNoPagesWhenEmpty: true,
      };
      return listingOf(call, page, limit);
    },
  };
}

/** The status is an optional last segment: left out, it means every status. */
function orderPath(
  path: string,
  merchantUid: string,
  status: OrderPaymentQuery["status"],
): Pick<ReadCall, "path" | "segments"> {
  if (status === undefined) return { path, segments: [merchantUid] };
  return { path: `${path}/{payment_status}`, segments: [merchantUid, status] };
}

function readListing(response: unknown, page: number, limit: number): PaymentListing {
  const wire = requireObject(response, "response");
  const total = readCount(wire, "total");
  if (total === null) throw unreadableShape("total: missing");
  // Without the list, a full page would pass for an empty one.
  const { payments, unreadable } = readPayments(requireList(wire.list, "list"));
  const next = readCount(wire, "next");
  return { total, page, hasMore: next === null ? page * limit < total : next > 0, payments, unreadable };
}

function emptyListing(page: number, total: number): PaymentListing {
  return { total, page, hasMore: false, payments: [], unreadable: [] };
}

function requireWindow(from: number, to: number): void {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from) {
    throw invalidInput("A window is two instants in unix seconds, the earlier one first.");
  }
  if (to - from > longestWindow) throw invalidInput("A window is at most 90 days long.");
}

/** A person may have typed the id in another case or pasted spaces with it; an answer to that is still the payment meant. */
function isSameId(left: string, right: string): boolean {
  return left.toLowerCase() === right.trim().toLowerCase();
}
