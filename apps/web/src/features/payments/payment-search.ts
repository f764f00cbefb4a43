import {
  isPaymentQueryValue,
  type PaymentFilter,
  type PaymentQuery,
  readColumns,
  standardColumns,
  writeColumns,
} from "@maru/domain";

type RowQuery = Omit<PaymentQuery, "cursor" | "limit">;

/** What the payments page shows, as its URL says it: a payment query without its paging, and how its rows are drawn. */
export interface PaymentSearch extends RowQuery {
  /** As the domain's `writeColumns` writes them; absent are the usual ones. */
  columns?: string;
  /** The saved view it began with. It may have been changed since. */
  view?: string;
  /** Payments of one order number stand together. */
  isGrouped?: true;
}

/** The search an empty URL stands for. */
export const defaultPaymentSearch: PaymentSearch = { mode: "all", basis: "status", sort: "-time" };

const singleParameters = [
  ["q", "text"],
  ["mode", "mode"],
  ["basis", "basis"],
  ["from", "from"],
  ["to", "to"],
  ["sort", "sort"],
  ["fail", "failReason"],
] as const;

const listParameters = [
  ["where", "where"],
  ["status", "status"],
  ["method", "method"],
  ["pg", "pgProvider"],
  ["mid", "mid"],
  ["currency", "currency"],
] as const;

const yesNoParameters = [
  ["escrow", "escrow"],
  ["receipt", "cashReceipt"],
  ["billing", "billing"],
] as const;

type ListKey = (typeof listParameters)[number][1];
type YesNoKey = (typeof yesNoParameters)[number][1];

/**
 * Reads the payments page's URL key by key by the domain's rules. What does not parse is dropped, so a hand-edited
 * or hostile link shows what can be understood of it and never fails.
 */
export function readPaymentSearch(parameters: URLSearchParams): PaymentSearch {
  const search: PaymentSearch = { ...defaultPaymentSearch };
  for (const [name, key] of singleParameters) {
    const value = parameters.get(name);
    if (value !== null && value !== "") assignIfValid(search, key, value);
  }
  for (const [name, key] of listParameters) {
    const values = [...new Set(parameters.getAll(name))].filter((value) => isPaymentQueryValue[key]([value])).sort();
    if (values.length > 0) assignIfValid(search, key, values);
  }
  for (const [name, key] of yesNoParameters) {
    const value = parameters.get(name);
    if (value === "yes" || value === "no") search[key] = value === "yes";
  }
  if (search.from !== undefined && search.to !== undefined && search.from > search.to) delete search.to;
  const columns = readColumns(parameters.get("cols") ?? "");
  const written = columns && writeColumns(columns);
  if (written !== undefined && written !== writeColumns(standardColumns)) search.columns = written;
  const view = parameters.get("view") ?? "";
  if (/^[0-9a-f]{1,64}$/.test(view)) search.view = view;
  if (parameters.get("group") === "order") search.isGrouped = true;
  return search;
}

/** Writes a search as URL parameters in a fixed order, leaving out whatever equals the default. */
export function writePaymentSearch(search: PaymentSearch): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, key] of singleParameters) {
    const value = search[key];
    if (value !== undefined && value !== "" && value !== defaultPaymentSearch[key]) parameters.set(name, value);
  }
  for (const [name, key] of listParameters) {
    for (const value of [...(search[key] ?? [])].sort()) parameters.append(name, value);
  }
  for (const [name, key] of yesNoParameters) {
    const value = search[key];
    if (value !== undefined) parameters.set(name, value ? "yes" : "no");
  }
  if (search.isGrouped) parameters.set("group", "order");
  if (search.columns !== undefined) parameters.set("cols", search.columns);
  if (search.view !== undefined) parameters.set("view", search.view);
  return parameters;
}

/** The address of the payments page showing `search`. */
export function paymentsPath(search: PaymentSearch): string {
  const parameters = writePaymentSearch(search).toString();
  return parameters === "" ? "/payments" : `/payments?${parameters}`;
}

/** The address that shows anybody the same list, whatever columns and views are their own. */
export function sharedPath(search: PaymentSearch, openImpUid: string | null): string {
  const parameters = writePaymentSearch({ ...search, columns: search.columns ?? writeColumns(standardColumns) });
  if (openImpUid !== null) parameters.set("open", openImpUid);
  return `/payments?${parameters}`;
}

/** The address of the page that asks which payment of an order number is meant, to open it or to refund it. */
export function orderPath(merchantUid: string, purpose: "open" | "refund" = "open"): string {
  return `/orders/${encodeURIComponent(merchantUid)}${purpose === "open" ? "" : "?for=refund"}`;
}

/** The address of one payment's page. */
export function paymentPath(impUid: string): string {
  return `/payments/${encodeURIComponent(impUid)}`;
}

/** What the server is asked for a search: how rows are drawn is no business of its. */
export function toRowQuery(search: PaymentSearch): RowQuery {
  const { columns: _columns, view: _view, isGrouped: _isGrouped, ...query } = search;
  return query;
}

/** The address at which a payment is refunded. */
export function refundPath(impUid: string): string {
  return `${paymentPath(impUid)}/refund`;
}

/** The filter of a search: what counters and totals follow, whatever the order of the rows. */
export function toPaymentFilter(search: PaymentSearch): PaymentFilter {
  const { sort: _order, ...filter } = toRowQuery(search);
  return filter;
}

/** `search` with other columns; undefined are the usual ones. */
export function withColumns(search: PaymentSearch, columns: string | undefined): PaymentSearch {
  const { columns: _before, ...rest } = search;
  return columns === undefined ? rest : { ...rest, columns };
}

/** The same way of drawing rows, of everything there is. */
export function withoutNarrowing({ columns, view, isGrouped }: PaymentSearch): PaymentSearch {
  return {
    ...defaultPaymentSearch,
    ...(columns === undefined ? {} : { columns }),
    ...(view === undefined ? {} : { view }),
    ...(isGrouped === undefined ? {} : { isGrouped }),
  };
}

/** A part of the search that narrows what is shown, and that a person can take away by itself. */
export type SearchPart = "text" | "status" | "range" | "mode" | "failReason" | ListKey | YesNoKey;

const searchParts: readonly SearchPart[] = [
  "text",
  "where",
  "range",
  "status",
  "method",
  "pgProvider",
  "mid",
  "mode",
  "escrow",
  "cashReceipt",
  "billing",
  "failReason",
  "currency",
];

/** The parts of `search` that narrow it, in reading order. */
export function narrowingParts(search: PaymentSearch): SearchPart[] {
  return searchParts.filter((part) => {
    if (part === "range") return search.from !== undefined || search.to !== undefined;
    if (part === "mode") return search.mode !== "all";
    return search[part] !== undefined && search[part] !== "";
  });
}

/** `search` without one of its parts. */
export function withoutPart(search: PaymentSearch, part: SearchPart): PaymentSearch {
  const rest = { ...search };
  if (part === "mode") rest.mode = "all";
  else if (part === "range") {
    delete rest.from;
    delete rest.to;
  } else delete rest[part];
  return rest;
}

/** `search` with its text replaced; an empty text is no text. */
export function withText(search: PaymentSearch, text: string): PaymentSearch {
  const rest = withoutPart(search, "text");
  return text.trim() === "" || !isPaymentQueryValue.text(text) ? rest : { ...rest, text };
}

/** `search` with one of its lists replaced; an empty list is no filter. */
export function withList(search: PaymentSearch, key: ListKey, values: readonly string[]): PaymentSearch {
  const next = withoutPart(search, key);
  if (values.length > 0) assignIfValid(next, key, [...values].sort());
  return next;
}

/** `search` with another filter; how its rows are ordered and drawn stays. */
export function withFilter(search: PaymentSearch, filter: PaymentFilter): PaymentSearch {
  const rest = searchParts.reduce(withoutPart, search);
  return { ...rest, ...filter };
}

function assignIfValid(search: PaymentSearch, key: keyof RowQuery, value: unknown): void {
  if (isPaymentQueryValue[key](value)) Object.assign(search, { [key]: value });
}
