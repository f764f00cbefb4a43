import { type Payment, type PaymentQuery, paymentQuery, statusAt, toKstDate } from "@maru/domain";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnBothStores, type TestStore } from "../../db/testing/test-stores.ts";
import { countPayments } from "./count-payments.ts";
import { indexNotes } from "./index-notes.ts";
import { listPayments } from "./list-payments.ts";
import { hostileText } from "./testing/hostile-text.ts";
import { randomQuery } from "./testing/random-queries.ts";
import { type SamplePayment, samplePayments, saveSample } from "./testing/sample-payments.ts";
import { PaymentScan } from "./testing/scan-payments.ts";
import { seededRandom } from "./testing/seeded-random.ts";

/** How many random queries each engine answers; `pnpm --filter @maru/server compare-search` asks ten thousand. */
const queries = Number(process.env.MARU_SEARCH_QUERIES ?? 300);
const payments = 3_000;
/** Hostile texts each engine answers; `pnpm --filter @maru/server fuzz-search` asks a hundred thousand. */
const hostileTexts = Number(process.env.MARU_HOSTILE_TEXTS ?? 200);
const textsAtOnce = 16;
/** More of the newest than are looked at to guess what every payment holds. */
const newestNoted = 300;
const patience = 30_000 + queries * 100 + hostileTexts * 100;

const actor = { userId: "u", name: "관리자", email: "a@example.com", role: "admin" } as const;

let sample: SamplePayment[] = [];
let everyPayment: Payment[] = [];
let scan: PaymentScan;
/** What the notes about some of them say. */
const notes = new Map<string, string[]>();

beforeAll(async () => {
  sample = await samplePayments(payments);
  everyPayment = sample.map(({ payment }) => payment);
  for (const [at, { impUid }] of everyPayment.entries()) {
    if (at % 40 === 0)
      notes.set(impUid, ["배송 지연으로 고객과 통화", "Refund promised, 김부장 확인"].slice(0, 1 + (at % 80) / 40));
  }
  for (const { impUid } of new PaymentScan(everyPayment).find(paymentQuery.parse({})).slice(0, newestNoted)) {
    notes.set(impUid, [...(notes.get(impUid) ?? []), "새로 들어온 결제"]);
  }
  scan = new PaymentScan(everyPayment, notes);
});

describeOnBothStores("search", (open) => {
  let db: TestStore;

  beforeAll(async () => {
    db = await open();
    await saveSample(db.store, sample);
    await db.store.transact(async (tx) => {
      for (const [impUid, texts] of notes) await indexNotes(tx, impUid, texts);
    });
  });
  afterAll(() => db.remove());

  /** The ids of a whole list, page after page. */
  async function readWhole(query: PaymentQuery, rowsWalked: number): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const asked = cursor === undefined ? query : { ...query, cursor };
      const page = await listPayments({ store: db.store, actor }, asked, rowsWalked);
      seen.push(...page.items.map(({ impUid }) => impUid));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return seen;
  }

  it("has payments to find", () => {
    expect(everyPayment.length).toBeGreaterThan(payments / 2);
  });

  it(
    "finds exactly what a scan of every payment finds",
    async () => {
      const random = seededRandom(20_261_120);
      for (let count = 0; count < queries; count += 1) {
        const query = randomQuery(random, everyPayment);
        const expected = scan.find(query);
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

  it("puts a payment first by each of its identifiers, and lists it by any part of four characters or more (A1)", async () => {
    const random = seededRandom(100);
    const foundBy = (text: string) => readWhole(paymentQuery.parse({ text, limit: 200 }), 20);
    const withApproval = everyPayment.filter(({ card }) => card?.approvalNumber != null);
    for (let count = 0; count < 100; count += 1) {
      const { impUid, merchantUid, pgTid, card } = random.pick(withApproval);
      const identifiers = [impUid, merchantUid, pgTid ?? "", card?.approvalNumber ?? ""];
      for (const identifier of identifiers) {
        const sharing = everyPayment.filter((other) => other.merchantUid === identifier && other.impUid !== impUid);
        const found = (await foundBy(identifier)).filter((other) => !sharing.some((each) => each.impUid === other));
        expect(found[0], identifier).toBe(impUid);
      }
      const identifier = identifiers[count % identifiers.length] ?? "";
      const start = Math.floor(random.next() * (identifier.length - 4));
      const part = identifier.slice(start, start + 4 + Math.floor(random.next() * (identifier.length - start - 4)));
      expect(await foundBy(`"${part}"`), part).toContain(impUid);
    }
  });

  it("finds a rare word beside one that nearly every payment holds, in the same way", async () => {
    const random = seededRandom(5);
    for (let count = 0; count < 40; count += 1) {
      const payment = random.pick(everyPayment);
      const rare = random.pick([payment.impUid, payment.merchantUid.slice(-6), payment.buyer.tel ?? "1234"]);
      const text = random.pick([`imp_ ${rare}`, `${rare} 010`, `phone:010 ${rare}`, `010 imp ${rare}`]);
      const query = paymentQuery.parse({ text, sort: random.pick(["-time", "time", "-amount"]) });
      const page = await listPayments({ store: db.store, actor }, query, 0);
      const expected = scan.find(query).slice(0, query.limit);
      expect(
        page.items.map((item) => item.impUid),
        text,
      ).toEqual(expected.map(({ impUid }) => impUid));
    }
  });

  it(
    "counts exactly what a scan of every payment counts",
    async () => {
      const random = seededRandom(7);
      for (let count = 0; count < queries / 3; count += 1) {
        const { sort: _sort, limit: _limit, ...filter } = randomQuery(random, everyPayment);
        expect(await countPayments({ store: db.store }, filter), JSON.stringify(filter)).toEqual(scan.count(filter));
      }
    },
    patience,
  );

  it("counts what every payment holds, what only the newest hold, and either within days, as a scan does", async () => {
    const days = everyPayment.map((payment) => toKstDate(statusAt(payment))).toSorted();
    const middle = days[Math.floor(days.length / 2)];
    for (const text of ["imp", "im", "새로", "들어온 결제", "imp 새로", "010", "imp -새로"]) {
      for (const chosen of [
        {},
        { to: middle },
        { from: middle },
        { basis: "requested", from: middle },
        { mode: "live" },
      ]) {
        const { sort: _sort, limit: _limit, ...filter } = paymentQuery.parse({ text, ...chosen });
        expect(await countPayments({ store: db.store }, filter), JSON.stringify(filter)).toEqual(scan.count(filter));
      }
    }
    expect(scan.count(paymentQuery.parse({ text: "imp" })).total).toBe(everyPayment.length);
    expect(scan.count(paymentQuery.parse({ text: "새로" })).total).toBe(newestNoted);
  });

  it(
    "admits by any combination of filters what a scan admits, and counts as many as it lists (A7, A8)",
    async () => {
      const random = seededRandom(88);
      for (let combination = 0; combination < Math.max(200, queries / 10); combination += 1) {
        const { text: _text, where: _where, ...chosen } = randomQuery(random, everyPayment);
        const query = paymentQuery.parse({ ...chosen, limit: 200 });
        const expected = scan.find(query);
        const page = await listPayments({ store: db.store, actor }, query, random.pick([0, 300]));
        const { sort: _sort, limit: _limit, ...filter } = query;
        const counts = await countPayments({ store: db.store }, filter);
        expect(
          page.items.map(({ impUid }) => impUid),
          JSON.stringify(query),
        ).toEqual(expected.slice(0, query.limit).map(({ impUid }) => impUid));
        expect(counts, JSON.stringify(query)).toEqual(scan.count(filter));
        expect(Object.values(counts.byStatus).reduce((sum, each) => sum + each, 0)).toBe(expected.length);
      }
    },
    patience,
  );

  it(
    "answers any text as a scan does, or refuses it in one sentence",
    async () => {
      const random = seededRandom(666);
      const asked = Array.from({ length: hostileTexts }, () => ({
        text: hostileText(random),
        rowsWalked: random.pick([0, 300]),
      }));
      let refused = 0;
      const compare = async ({ text, rowsWalked }: (typeof asked)[number]) => {
        const [typed, condition] = [text.slice(0, 150), text.slice(150, 300)];
        const read = paymentQuery.safeParse({ text, limit: 20 });
        const query = read.success
          ? read.data
          : paymentQuery.parse({ text: typed, limit: 20, ...(condition === "" ? {} : { where: [condition] }) });
        if (!read.success) refused += 1;
        const page = await listPayments({ store: db.store, actor }, query, rowsWalked);
        expect(
          page.items.map(({ impUid }) => impUid),
          JSON.stringify(query),
        ).toEqual(
          scan
            .find(query)
            .slice(0, query.limit)
            .map(({ impUid }) => impUid),
        );
      };
      // Several at a time, as from several people: the store answers some while others are compared.
      for (let start = 0; start < asked.length; start += textsAtOnce) {
        await Promise.all(asked.slice(start, start + textsAtOnce).map(compare));
      }
      expect(refused).toBeLessThan(hostileTexts / 2);
    },
    patience,
  );

  it("pages in the order of amounts through what nearly all hold, within amounts and days, as a scan does", async () => {
    const amounts = everyPayment.map(({ amount }) => amount.amount).toSorted((a, b) => a - b);
    const [low, high] = [amounts[Math.floor(amounts.length / 3)], amounts[Math.floor(amounts.length * 0.8)]];
    for (const sort of ["-amount", "amount"]) {
      for (const text of [
        "010",
        `imp ${low}..${high}`,
        "imp method:card",
        `010 changed:>2025-01-01`,
        `${low}..${high}`,
      ]) {
        const query = paymentQuery.parse({ sort, text, limit: 200 });
        const seen = await readWhole(query, 0);
        expect(seen.length, text).toBeGreaterThan(query.limit);
        expect(seen, `${text} ${sort}`).toEqual(scan.find(query).map(({ impUid }) => impUid));
      }
    }
  });

  it("keeps to days of both times at once, by whichever the list goes", async () => {
    const statusDays = everyPayment.map((payment) => toKstDate(statusAt(payment))).toSorted();
    const middle = statusDays[Math.floor(statusDays.length / 2)]?.slice(0, 7);
    for (const basis of ["status", "requested"]) {
      for (const sort of ["-time", "time", "-amount", "amount"]) {
        for (const text of [`changed:${middle}`, `requested:${middle}`, `-changed:${middle} requested:${middle}`]) {
          const query = paymentQuery.parse({ text, basis, sort, limit: 200 });
          const { items } = await listPayments({ store: db.store, actor }, query, 20);
          expect(
            items.map(({ impUid }) => impUid),
            JSON.stringify(query),
          ).toEqual(
            scan
              .find(query)
              .slice(0, query.limit)
              .map(({ impUid }) => impUid),
          );
        }
      }
    }
  });

  it("pages through a whole list without skipping or repeating", async () => {
    for (const sort of ["-time", "time", "-amount", "amount"]) {
      for (const basis of ["status", "requested"]) {
        const query = paymentQuery.parse({ sort, basis, limit: 200, text: "0" });
        const seen = await readWhole(query, 500);
        expect(seen, `${sort} ${basis}`).toEqual(scan.find(query).map((payment) => payment.impUid));
      }
    }
  });
});
