import {
  matchesSearch,
  type Payment,
  type PaymentFilter,
  type PaymentQuery,
  type PaymentStatus,
  parseSearchText,
  paymentQuery,
  paymentStatuses,
  requestedAt,
  type SearchableFields,
  searchableAmount,
  searchableFields,
  statusAt,
  toKstDate,
} from "@maru/domain";
import { createImportClient } from "@maru/import-client";
import { createSandbox } from "@maru/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnBothStores, type TestStore } from "../../db/testing/test-stores.ts";
import { testNow } from "../../testing/create-test-app.ts";
import { fixedClock } from "../../testing/fixed-clock.ts";
import { countPayments } from "./count-payments.ts";
import { listPayments } from "./list-payments.ts";
import { preparePayment, savePayments } from "./save-payments.ts";
import { seededRandom } from "./testing/seeded-random.ts";

/** How many random queries each engine answers; `MARU_SEARCH_QUERIES=10000` is the long form. */
const queries = Number(process.env.MARU_SEARCH_QUERIES ?? 300);
const payments = 3_000;
const daySeconds = 86_400;
const patience = 30_000 + queries * 100;

const actor = { userId: "u", name: "관리자", email: "a@example.com", role: "admin" } as const;

async function samplePayments(): Promise<Payment[]> {
  const clock = fixedClock(testNow);
  const now = testNow / 1000;
  const sandbox = createSandbox({ payments, clock, anchor: now, keepsArriving: false });
  const client = createImportClient({
    baseUrl: "http://sandbox.invalid",
    credentials: { key: "sandbox", secret: "sandbox-secret" },
    clock,
    fetch: (request) => sandbox.fetch(request),
  });
  const found: Payment[] = [];
  for (let to = now; to > now - 800 * daySeconds; to -= 90 * daySeconds) {
    for (let page = 1; ; page += 1) {
      const from = to - 90 * daySeconds + 1;
      const listing = await client.listPayments({ status: "all", from, to, page, limit: 1000, sorting: "started" });
      found.push(...listing.payments.map((read) => read.payment));
      wires.push(...listing.payments.map((read) => read.wire));
      if (!listing.hasMore) break;
    }
  }
  await sandbox.close();
  return found;
}

const wires: Record<string, unknown>[] = [];
let everyPayment: Payment[] = [];

beforeAll(async () => {
  everyPayment = await samplePayments();
});

describeOnBothStores("search", (open) => {
  let db: TestStore;

  beforeAll(async () => {
    db = await open();
    const copies = everyPayment.map((payment, at) =>
      preparePayment({ payment, wire: wires[at] ?? {}, source: "first_load", readAtMs: testNow }),
    );
    for (let start = 0; start < copies.length; start += 1000) {
      await db.store.transact((tx) => savePayments(tx, copies.slice(start, start + 1000), testNow));
    }
  });
  afterAll(() => db.remove());

  it("has payments to find", () => {
    expect(everyPayment.length).toBeGreaterThan(payments / 2);
  });

  it(
    "finds exactly what a scan of every payment finds",
    async () => {
      const random = seededRandom(20_261_120);
      for (let count = 0; count < queries; count += 1) {
        const query = randomQuery(random, everyPayment);
        const expected = scan(query, everyPayment);
        // A short walk leaves most of the work to the gram index, a long one none of it.
        const page = await listPayments({ store: db.store, actor }, query, random.pick([0, 20, 300, 100_000]));
        expect(
          page.items.map((item) => item.impUid),
          JSON.stringify(query),
        ).toEqual(expected.slice(0, query.limit).map((payment) => payment.impUid));
        expect(page.nextCursor !== null, JSON.stringify(query)).toBe(expected.length > query.limit);
      }
    },
    patience,
  );

  it(
    "counts exactly what a scan of every payment counts",
    async () => {
      const random = seededRandom(7);
      for (let count = 0; count < queries / 3; count += 1) {
        const { sort: _sort, limit: _limit, ...filter } = randomQuery(random, everyPayment);
        expect(await countPayments({ store: db.store }, filter), JSON.stringify(filter)).toEqual(
          countByScan(filter, everyPayment),
        );
      }
    },
    patience,
  );

  it("pages through a whole list without skipping or repeating", async () => {
    for (const sort of ["-time", "time", "-amount", "amount"]) {
      for (const basis of ["status", "requested"]) {
        const query = paymentQuery.parse({ sort, basis, limit: 200, text: "0" });
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page: { items: readonly { impUid: string }[]; nextCursor: string | null } = await listPayments(
            { store: db.store, actor },
            { ...query, ...(cursor === null ? {} : { cursor }) },
            500,
          );
          seen.push(...page.items.map((item) => item.impUid));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(seen, `${sort} ${basis}`).toEqual(scan(query, everyPayment).map((payment) => payment.impUid));
      }
    }
  });
});

const knownFields = new Map<Payment, SearchableFields>();

function fieldsOf(payment: Payment): SearchableFields {
  const fields = knownFields.get(payment) ?? searchableFields(payment);
  knownFields.set(payment, fields);
  return fields;
}

function admits(filter: PaymentFilter, payment: Payment): boolean {
  const at = filter.basis === "status" ? statusAt(payment) : requestedAt(payment);
  const day = toKstDate(at);
  const isIn = (list: readonly string[] | undefined, value: string | null) =>
    list === undefined || (value !== null && list.includes(value));
  return (
    isIn(filter.status, payment.status) &&
    isIn(filter.method, payment.method) &&
    isIn(filter.pgProvider, payment.pgProvider) &&
    isIn(filter.mid, payment.mid) &&
    isIn(filter.currency, payment.amount.currency) &&
    (filter.mode === "all" || (filter.mode === "test") === payment.isTestChannel) &&
    (filter.escrow === undefined || filter.escrow === payment.isEscrow) &&
    (filter.cashReceipt === undefined || filter.cashReceipt === payment.isCashReceiptIssued) &&
    (filter.billing === undefined || filter.billing === (payment.billingUsage !== null)) &&
    (filter.from === undefined || day >= filter.from) &&
    (filter.to === undefined || day <= filter.to) &&
    matchesSearch(fieldsOf(payment), parseSearchText(filter.text ?? ""))
  );
}

function scan(query: PaymentQuery, all: readonly Payment[]): Payment[] {
  const value = (payment: Payment): number =>
    query.sort.endsWith("amount")
      ? (searchableAmount(payment.amount) ?? Number.MAX_SAFE_INTEGER)
      : query.basis === "status"
        ? rowOrder(payment)
        : requestedAt(payment);
  const direction = query.sort.startsWith("-") ? -1 : 1;
  return all
    .filter((payment) => admits(query, payment))
    .toSorted((a, b) => direction * (value(a) - value(b) || rowOrder(a) - rowOrder(b)));
}

/** Ties of one second are broken by a hash of the id, which any two payments of one second may share only by chance. */
function rowOrder(payment: Payment): number {
  let hash = 0x811c9dc5;
  for (const unit of payment.impUid) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193);
  return statusAt(payment) * 2 ** 20 + ((hash >>> 0) % 2 ** 20);
}

function countByScan(filter: PaymentFilter, all: readonly Payment[]) {
  const found = all.filter((payment) => admits(filter, payment));
  const byStatus = Object.fromEntries(
    paymentStatuses.map((status) => [status, found.filter((payment) => payment.status === status).length]),
  );
  const live = found.filter((payment) => !payment.isTestChannel);
  const taken = (payment: Payment) =>
    payment.status === "paid" || payment.status === "partially_cancelled"
      ? payment.amount.amount
      : payment.status === "cancelled"
        ? payment.cancelledAmount.amount
        : 0;
  const currencies = [...new Set(live.map((payment) => payment.amount.currency))].toSorted();
  return {
    total: found.length,
    byStatus,
    totals: currencies.map((currency) => {
      const own = live.filter((payment) => payment.amount.currency === currency);
      const paid = own.reduce((sum, payment) => sum + taken(payment), 0);
      const cancelled = own.reduce((sum, payment) => sum + payment.cancelledAmount.amount, 0);
      const inCurrency = (amount: number) => ({ amount, currency });
      return { currency, paid: inCurrency(paid), cancelled: inCurrency(cancelled), net: inCurrency(paid - cancelled) };
    }),
  };
}

type Random = ReturnType<typeof seededRandom>;

function randomQuery(random: Random, all: readonly Payment[]): PaymentQuery {
  const sample = random.pick(all);
  const codes = <Value extends string>(value: Value | null, chance: number): Value[] | undefined =>
    value !== null && random.chance(chance) ? [value] : undefined;
  const day = () => toKstDate(statusAt(random.pick(all)));
  const days = [day(), day()].toSorted();
  const status: PaymentStatus[] | undefined = random.chance(0.15)
    ? [...new Set([random.pick(paymentStatuses), random.pick(paymentStatuses)])]
    : undefined;
  const raw = {
    text: random.chance(0.8) ? randomText(random, sample) : undefined,
    status,
    method: codes(sample.method, 0.15),
    pgProvider: codes(sample.pgProvider, 0.15),
    mid: codes(sample.mid, 0.05),
    currency: random.chance(0.1) ? [random.pick(["KRW", "USD"])] : undefined,
    mode: random.pick(["all", "all", "all", "live", "test"]),
    escrow: random.chance(0.08) ? random.chance(0.5) : undefined,
    cashReceipt: random.chance(0.08) ? random.chance(0.5) : undefined,
    billing: random.chance(0.05) ? random.chance(0.5) : undefined,
    basis: random.pick(["status", "requested"]),
    from: random.chance(0.3) ? days[0] : undefined,
    to: random.chance(0.3) ? days[1] : undefined,
    sort: random.pick(["-time", "-time", "time", "-amount", "amount"]),
    limit: random.pick([1, 5, 50]),
  };
  return paymentQuery.parse(Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)));
}

function randomText(random: Random, payment: Payment): string {
  const values = [
    payment.impUid,
    payment.merchantUid,
    payment.pgTid,
    payment.buyer.name,
    payment.buyer.email,
    payment.buyer.tel,
    payment.buyer.tel?.replaceAll("-", ""),
    payment.orderName,
    payment.card?.approvalNumber,
    payment.card?.number,
    payment.virtualAccount?.number,
    payment.virtualAccount?.holder,
    payment.failReason,
    payment.cancelReason,
  ].filter((value) => typeof value === "string");
  const words = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => {
    const kind = random.next();
    if (kind < 0.7) return random.piece(random.pick(values));
    if (kind < 0.78) return String(payment.amount.amount);
    if (kind < 0.84) return `${payment.amount.amount.toLocaleString("en")}원`;
    if (kind < 0.88) return `>=${payment.amount.amount}`;
    if (kind < 0.92) return `${Math.floor(payment.amount.amount / 2)}..${payment.amount.amount}`;
    if (kind < 0.96) return random.pick(["ㄱㅁ", "ㅂㅅㄱ", "ㅇㅈ", "ㅋㅍ", "ㄱ", "ㅎㄴㄱ"]);
    return random.pick(["%", "_", "'", '"', "*", "\\", "a", "0", "김", "zzzz", "--", "🙂", "없는말", ":*", "&|!"]);
  });
  return words.join(" ").slice(0, 200);
}
