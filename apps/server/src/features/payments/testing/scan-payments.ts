import {
  isAmountInRange,
  matchesSearch,
  type Payment,
  type PaymentFilter,
  type PaymentQuery,
  parseQuery,
  paymentStatuses,
  type QueryTerm,
  requestedAt,
  type SearchableFields,
  searchableAmount,
  searchableFields,
  searchTermsOf,
  statusAt,
  toKstDate,
} from "@maru/domain";

type FacetTerm = Extract<QueryTerm, { kind: "facet" }>;
type Condition = (payment: Payment) => boolean;

/** Answers every question by looking at each payment: slow, plain, and what the index must agree with. */
export class PaymentScan {
  readonly #payments: readonly Payment[];
  readonly #notes: ReadonlyMap<string, readonly string[]>;
  readonly #fields = new Map<Payment, SearchableFields>();

  constructor(payments: readonly Payment[], notes: ReadonlyMap<string, readonly string[]> = new Map()) {
    this.#payments = payments;
    this.#notes = notes;
  }

  find(query: PaymentQuery): Payment[] {
    const value = (payment: Payment): number =>
      query.sort.endsWith("amount")
        ? (searchableAmount(payment.amount) ?? Number.MAX_SAFE_INTEGER)
        : query.basis === "status"
          ? rowOrder(payment)
          : requestedAt(payment);
    const direction = query.sort.startsWith("-") ? -1 : 1;
    return this.#admitted(query).toSorted((a, b) => direction * (value(a) - value(b) || rowOrder(a) - rowOrder(b)));
  }

  count(filter: PaymentFilter) {
    const found = this.#admitted(filter);
    const byStatus = Object.fromEntries(
      paymentStatuses.map((status) => [status, found.filter((payment) => payment.status === status).length]),
    );
    const live = found.filter((payment) => !payment.isTestChannel);
    const currencies = [...new Set(live.map((payment) => payment.amount.currency))].toSorted();
    return {
      total: found.length,
      byStatus,
      totals: currencies.map((currency) => {
        const own = live.filter((payment) => payment.amount.currency === currency);
        const paid = own.reduce((sum, payment) => sum + takenAmount(payment), 0);
        const cancelled = own.reduce((sum, payment) => sum + payment.cancelledAmount.amount, 0);
        const inCurrency = (amount: number) => ({ amount, currency });
        return {
          currency,
          paid: inCurrency(paid),
          cancelled: inCurrency(cancelled),
          net: inCurrency(paid - cancelled),
        };
      }),
    };
  }

  #admitted(filter: PaymentFilter): Payment[] {
    const typed = [filter.text ?? "", ...(filter.where ?? [])].flatMap((text) =>
      parseQuery(text).terms.map(({ term }) => term),
    );
    const others = typed.filter((term) => term.kind !== "facet");
    const conditions = [
      choiceOf(filter),
      ...codesOf(typed),
      ...others.map((term) => this.#conditionOf(term, filter.basis)),
    ];
    return this.#payments.filter((payment) => conditions.every((isMet) => isMet(payment)));
  }

  /** What a term that is no code asks of a payment. */
  #conditionOf(term: Exclude<QueryTerm, FacetTerm>, basis: PaymentFilter["basis"]): Condition {
    switch (term.kind) {
      case "days": {
        const isByStatus = term.key === "changed" || (term.key === "date" && basis === "status");
        return (payment) => isOnDays(isByStatus ? statusAt(payment) : requestedAt(payment), term) !== term.isNegated;
      }
      case "amount":
        return ({ amount }) =>
          isAmountInRange(searchableAmount(amount), amount.currency, term.range) !== term.isNegated;
      case "text": {
        const searched = searchTermsOf([term]);
        return (payment) => matchesSearch(this.#fieldsOf(payment), searched);
      }
    }
  }

  #fieldsOf(payment: Payment): SearchableFields {
    const fields = this.#fields.get(payment) ?? searchableFields(payment, this.#notes.get(payment.impUid));
    this.#fields.set(payment, fields);
    return fields;
  }
}

function choiceOf(filter: PaymentFilter): Condition {
  const isIn = (list: readonly string[] | undefined, value: string | null) =>
    list === undefined || (value !== null && list.includes(value));
  const days = { from: filter.from ?? null, to: filter.to ?? null };
  return (payment) =>
    isIn(filter.status, payment.status) &&
    isIn(filter.method, payment.method) &&
    isIn(filter.pgProvider, payment.pgProvider) &&
    isIn(filter.mid, payment.mid) &&
    isIn(filter.currency, payment.amount.currency) &&
    (filter.mode === "all" || (filter.mode === "test") === payment.isTestChannel) &&
    (filter.escrow === undefined || filter.escrow === payment.isEscrow) &&
    (filter.cashReceipt === undefined || filter.cashReceipt === payment.isCashReceiptIssued) &&
    (filter.billing === undefined || filter.billing === (payment.billingUsage !== null)) &&
    (filter.failReason === undefined || filter.failReason === payment.failReason) &&
    isOnDays(filter.basis === "status" ? statusAt(payment) : requestedAt(payment), days);
}

/** What codes are asked for: none of those left out, and of each key at least one of those asserted. */
function codesOf(terms: readonly QueryTerm[]): Condition[] {
  const facets = terms.filter((term) => term.kind === "facet");
  const leftOut = facets.filter(({ isNegated }) => isNegated);
  const asserted = Map.groupBy(
    facets.filter(({ isNegated }) => !isNegated),
    ({ key }) => key,
  );
  return [
    ...leftOut.map((facet) => (payment: Payment) => !hasCode(payment, facet)),
    ...[...asserted.values()].map((same) => (payment: Payment) => same.some((facet) => hasCode(payment, facet))),
  ];
}

function isOnDays(at: number, { from, to }: { readonly from: string | null; readonly to: string | null }): boolean {
  if (from === null && to === null) return true;
  const day = toKstDate(at);
  return (from === null || day >= from) && (to === null || day <= to);
}

function hasCode(payment: Payment, { key, values }: FacetTerm): boolean {
  const flag = (isSet: boolean) => values.includes(isSet ? "yes" : "no");
  const code = (value: string | null) => value !== null && values.includes(value);
  switch (key) {
    case "status":
      return code(payment.status);
    case "method":
      return code(payment.method);
    case "pg":
      return code(payment.pgProvider);
    case "mid":
      return code(payment.mid);
    case "currency":
      return code(payment.amount.currency);
    case "mode":
      return code(payment.isTestChannel ? "test" : "live");
    case "escrow":
      return flag(payment.isEscrow);
    case "receipt":
      return flag(payment.isCashReceiptIssued);
    case "billing":
      return flag(payment.billingUsage !== null);
  }
}

function takenAmount(payment: Payment): number {
  if (payment.status === "paid" || payment.status === "partially_cancelled") return payment.amount.amount;
  return payment.status === "cancelled" ? payment.cancelledAmount.amount : 0;
}

/** Ties of one second are broken by a hash of the id, which any two payments of one second may share only by chance. */
function rowOrder(payment: Payment): number {
  let hash = 0x811c9dc5;
  for (const unit of payment.impUid) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193);
  return statusAt(payment) * 2 ** 20 + ((hash >>> 0) % 2 ** 20);
}
