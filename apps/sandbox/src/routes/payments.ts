import type { Hono } from "hono";
import { answer, messages, Refusal } from "../envelope.ts";
import { isListStatus, isSorting, type ListStatus, type Sorting, sortPayments } from "../listing.ts";
import { listField, nestPairs } from "../request-fields.ts";
import type { ApiEnv } from "../sandbox.ts";
import type { Store } from "../store.ts";

const LONGEST_WINDOW = 90 * 86_400;
const LARGEST_PAGE = 1000;
const USUAL_PAGE = 20;
const MOST_IDS = 100;

/** Reads: one payment, several by id, all of one order, and the list by status and time. */
export function addPaymentReads(api: Hono<ApiEnv>): void {
  api.get("/payments/status/:status", (c) =>
    answer(listByStatus(c.get("store"), c.req.param("status"), c.req.query())),
  );

  api.get("/payments/find/:merchantUid/:status?", (c) => {
    const store = c.get("store");
    const status = statusOr(c.req.param("status"), 404);
    const ids = idsOfOrder(store, c.req.param("merchantUid"), status, sortingOr(c.req.query("sorting"), 404));
    const first = ids[0];
    if (first === undefined) throw new Refusal(404, messages.paymentNotFound);
    return answer(store.world.peek(first).wire);
  });

  api.get("/payments/findAll/:merchantUid/:status?", (c) => {
    const store = c.get("store");
    const status = statusOr(c.req.param("status"), 400);
    const ids = idsOfOrder(store, c.req.param("merchantUid"), status, sortingOr(c.req.query("sorting"), 400));
    if (ids.length === 0) throw new Refusal(404, messages.paymentNotFound);
    return answer(pageOf(store, ids, c.req.query()));
  });

  api.get("/payments", (c) => {
    const store = c.get("store");
    const fields = nestPairs([...new URL(c.req.url).searchParams].map(([name, value]) => [listName(name), value]));
    const impUids = listField(fields, "imp_uid");
    const merchantUids = listField(fields, "merchant_uid");
    const asked = impUids.length + merchantUids.length;
    if (asked === 0) throw new Refusal(404, messages.missing("imp_uid[], merchant_uid[]"));
    if (asked > MOST_IDS) throw new Refusal(400, "한 번에 최대 100건까지 조회할 수 있습니다.");
    const found = new Set<number>();
    let missing = 0;
    const take = (id: number | null | undefined) => {
      if (id === null || id === undefined) missing += 1;
      else found.add(id);
    };
    for (const impUid of impUids) take(store.world.idOfImpUid(impUid));
    for (const merchantUid of merchantUids) take(idsOfOrder(store, merchantUid, "all", "-started")[0]);
    if (found.size === 0) throw new Refusal(404, messages.noPayments);
    return answer(
      [...found].map((id) => store.world.peek(id).wire),
      missing > 0 ? 207 : 200,
    );
  });

  api.get("/payments/:impUid/balance", (c) => answer(balanceOf(c.get("store"), c.req.param("impUid"))));

  api.get("/payments/:impUid", (c) => {
    const { world } = c.get("store");
    const id = world.idOfImpUid(c.req.param("impUid"));
    const wire = id === null ? null : world.peek(id).wire;
    const wantsTests = /^(true|1)$/i.test(c.req.query("include_sandbox") ?? "");
    if (wire === null || (wire.sandbox && !wantsTests)) throw new Refusal(404, messages.paymentNotFound);
    return answer(wire);
  });
}

/** `imp_uid=a&imp_uid=b` means the same list as `imp_uid[]=a&imp_uid[]=b` and `imp_uid[0]=a&imp_uid[1]=b`. */
function listName(name: string): string {
  return `${name.replace(/\[\d*\]$/, "")}[]`;
}

function statusOr(text: string | undefined, httpStatus: number): ListStatus {
  if (text === undefined || text === "") return "all";
  if (!isListStatus(text)) throw new Refusal(httpStatus, messages.badStatus);
  return text;
}

function sortingOr(text: string | undefined, httpStatus: number): Sorting {
  if (text === undefined || text === "") return "-started";
  if (!isSorting(text)) throw new Refusal(httpStatus, messages.wrong("sorting"));
  return text;
}

function idsOfOrder({ world }: Store, merchantUid: string, status: ListStatus, sorting: Sorting): Uint32Array {
  const all = Uint32Array.from(world.idsOfMerchantUid(merchantUid));
  const ids = status === "all" ? all : all.filter((id) => world.statusOf(id) === status);
  sortPayments(world, ids, sorting);
  return ids;
}

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined || text === "") return null;
  if (!/^\d{1,12}$/.test(text)) throw new Refusal(400, messages.wrong(name));
  return Number(text);
}

/** One page of payments in the shape of V1 `PagedPaymentAnnotation`. An empty first page is a page; any page beyond is refused. */
function pageOf({ world }: Store, ids: Uint32Array, query: Record<string, string>) {
  const page = wholeNumber(query.page, "page") ?? 1;
  const limit = wholeNumber(query.limit, "limit") ?? USUAL_PAGE;
  if (limit < 1 || limit > LARGEST_PAGE) throw new Refusal(400, messages.wrong("limit (1 ~ 1000)"));
  if (page < 1) throw new Refusal(400, messages.wrong("page"));
  const pages = Math.max(1, Math.ceil(ids.length / limit));
  if (page > pages) throw new Refusal(400, messages.pageTooFar);
  const list = [];
  for (const id of ids.subarray((page - 1) * limit, page * limit)) list.push(world.peek(id).wire);
  return { total: ids.length, previous: page - 1, next: page < pages ? page + 1 : 0, list };
}

function listByStatus(store: Store, statusText: string, query: Record<string, string>) {
  if (!isListStatus(statusText)) throw new Refusal(400, messages.badStatus);
  const to = wholeNumber(query.to, "to") ?? store.world.now;
  const from = wholeNumber(query.from, "from") ?? Math.max(0, to - LONGEST_WINDOW);
  if (from > to) throw new Refusal(400, messages.wrong("from, to"));
  if (to - from > LONGEST_WINDOW) throw new Refusal(400, messages.windowTooLong);
  const sorting = sortingOr(query.sorting, 400);
  return pageOf(store, store.listings.idsIn({ status: statusText, from, to, sorting }), query);
}

function amounts(total: number, taxFree: number) {
  const vat = Math.round((total - taxFree) / 11);
  return { tax_free: taxFree, supply: total - taxFree - vat, vat, service: 0 };
}

/** How a PAYCO payment splits by means and tax, net of refunds. Only PAYCO reports this (V1 OpenAPI). */
function balanceOf({ world }: Store, impUid: string) {
  const id = world.idOfImpUid(impUid);
  const record = id === null ? null : world.peek(id);
  if (record === null) throw new Refusal(404, messages.paymentNotFound);
  const { wire, hidden } = record;
  if (wire.pg_provider !== "payco") throw new Refusal(404, "PAYCO 결제건에 한하여 조회할 수 있습니다.");
  const none = amounts(0, 0);
  const taxFree = wire.cancel_history.length === 0 ? hidden.taxFreeLeft : Math.min(hidden.taxFreeLeft, wire.amount);
  const paid = wire.paid_at > 0 ? wire.amount : 0;
  const steps = wire.cancel_history.map((one) => ({
    cash_receipt: none,
    primary: amounts(-one.amount, 0),
    secondary: none,
    discount: none,
    created: one.cancelled_at,
  }));
  return {
    amount: wire.amount,
    cash_receipt: none,
    primary: amounts(Math.max(0, paid - wire.cancel_amount), Math.min(taxFree, Math.max(0, paid - wire.cancel_amount))),
    secondary: none,
    discount: none,
    histories:
      paid === 0
        ? []
        : [
            {
              cash_receipt: none,
              primary: amounts(paid, taxFree),
              secondary: none,
              discount: none,
              created: wire.paid_at,
            },
            ...steps,
          ],
  };
}
