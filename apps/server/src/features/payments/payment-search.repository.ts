import type { PaymentFilter, PaymentQuery, PaymentStatus, SearchTerm } from "@maru/domain";
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import { inList, isPostgres } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import {
  amountConditions,
  amountRange,
  type Bounds,
  type Condition,
  type DayRange,
  idsOf,
  isAmountTerm,
  type PaymentConditions,
  termCondition,
  toConditions,
  within,
} from "./payment-conditions.repository.ts";
import type { PaymentPlace } from "./payment-cursor.ts";
import { secondOfId } from "./row-id.ts";
import { askableTerms, type GramQuery, type GramQuestion, gramQuestion, toFts5, toTsquery } from "./search-grams.ts";
import { wholeMonths } from "./whole-months.ts";

type Db = Kysely<Database>;

/**
 * Rows looked at in the order of the list before the gram index is asked. What matches often is found among them at
 * once; what they do not hold is rare, and for rare things the index is fast. In the order of amounts rows that follow
 * each other lie far apart; PostgreSQL reads everything its index proposes, so it pays to ask it less often.
 */
const rowsWalkedFirst = { postgres: 4_000, byTime: 1_000, byAmount: 250 } as const;

function rowsToWalk(db: Db, { column }: Order): number {
  if (isPostgres(db)) return rowsWalkedFirst.postgres;
  return column === "amount_rank" ? rowsWalkedFirst.byAmount : rowsWalkedFirst.byTime;
}

/** The walk goes on for this many times its length where that is likely to find all that is missing. */
const worthwhileWalks = 10;

/**
 * Whether everything that is proposed must be gathered before the first is named: PostgreSQL's index always does, SQLite's
 * where a gram is a beginning only, since what begins so is spread over many lists; and whatever is proposed in another
 * order than that of the list is sorted. What is found again and again within a short walk is then found sooner by
 * walking on.
 */
function isGatheredWhole(db: Db, { index, terms }: PaymentConditions, { column, isDescending }: Order): boolean {
  if (isPostgres(db)) return true;
  const isProposedInOrder = column === "id" || (column === "requested_at" && isDescending);
  if (index.query.length === 0) return column !== "amount_rank" && amountsOf(terms).length > 0;
  return !isProposedInOrder || index.query.flat(2).some((pattern) => pattern.isBeginning);
}

interface Order {
  readonly column: "id" | "requested_at" | "amount_rank";
  readonly isDescending: boolean;
}

/**
 * The next `limit` places of the list after `after`, in order. Exact: every payment the filter admits, none twice,
 * whichever way they were found.
 */
export async function findPlaces(
  db: Db,
  query: PaymentQuery,
  after: PaymentPlace | null,
  limit: number,
  rowsWalked?: number,
): Promise<PaymentPlace[]> {
  const conditions = toConditions(query);
  const order = orderOf(query);
  const start: Stretch = { begin: after && { place: after, isIncluded: false }, end: null };
  if (conditions.codes.length + conditions.others.length + conditions.terms.length === 0 && conditions.days !== null) {
    return walk(db, conditions, order, start, limit);
  }
  const firstWalk = rowsWalked ?? rowsToWalk(db, order);
  let end = await findEndOfWalk(db, conditions, order, start, firstWalk);
  const found = await walk(db, conditions, order, { ...start, end }, limit);
  if (end === null || found.length === limit) return found;
  if (found.length * worthwhileWalks >= limit && isGatheredWhole(db, conditions, order)) {
    const second = from(end);
    end = await findEndOfWalk(db, conditions, order, second, firstWalk * worthwhileWalks);
    found.push(...(await walk(db, conditions, order, { ...second, end }, limit - found.length)));
    if (end === null || found.length === limit) return found;
  }
  const far = from(end);
  const missing = limit - found.length;
  if (conditions.index.query.length > 0) {
    const find = isPostgres(db) ? findByGrams : finderInOrder(order);
    const index = await narrowestQuestion(db, conditions);
    return [...found, ...(await find(db, { ...conditions, index }, order, far, missing))];
  }
  if (order.column !== "amount_rank" && amountsOf(conditions.terms).length > 0) {
    return [...found, ...(await findByAmount(db, conditions, order, far, missing))];
  }
  return [...found, ...(await walk(db, conditions, order, far, missing))];
}

/** How the index is asked on SQLite, where it can name proposals one by one. PostgreSQL names all of them at once. */
function finderInOrder({ column, isDescending }: Order): typeof findByGrams {
  if (column === "requested_at" && isDescending) return findNewestRequests;
  return column === "amount_rank" ? findByAmountAndGrams : findByGrams;
}

function orderOf(query: PaymentQuery): Order {
  const isDescending = query.sort.startsWith("-");
  if (query.sort.endsWith("amount")) return { column: "amount_rank", isDescending };
  return { column: query.basis === "status" ? "id" : "requested_at", isDescending };
}

/** A stretch of the list: from its beginning or a place on, to its end or to before a place. */
interface Stretch {
  readonly begin: { readonly place: PaymentPlace; readonly isIncluded: boolean } | null;
  readonly end: PaymentPlace | null;
}

/** What of the list begins with this place. */
function from(place: PaymentPlace): Stretch {
  return { begin: { place, isIncluded: true }, end: null };
}

/**
 * What bounds a stretch in the index that its order is read from. SQLite begins and ends at one bound of each side, so
 * where a place is one, what the filter says of that side is checked behind a plus, which keeps it from being chosen.
 */
function boundsOf(
  order: Order,
  conditions: PaymentConditions,
  { begin, end }: Stretch,
  id: RawBuilder<unknown> = sql`p.id`,
): Condition[] {
  const column = order.column === "id" ? id : sql`p.${sql.ref(order.column)}`;
  const range = rangeOf(order, conditions);
  const [isLowerAPlace, isUpperAPlace] = order.isDescending
    ? [end !== null, begin !== null]
    : [begin !== null, end !== null];
  return [
    ...within(isLowerAPlace ? sql`(+${column})` : column, { ...range, to: null }),
    ...within(isUpperAPlace ? sql`(+${column})` : column, { ...range, from: null }),
    ...(begin === null ? [] : [beyond(order, begin.place, begin.isIncluded ? "from" : "after", id)]),
    ...(end === null ? [] : [beyond(order, end, "before", id)]),
  ];
}

/** Places before, after, or from (and including) a place in the order. */
function beyond(
  order: Order,
  place: PaymentPlace,
  side: "before" | "after" | "from",
  id: RawBuilder<unknown>,
): Condition {
  const isLater = side !== "before";
  const comparison = sql.raw(`${isLater === order.isDescending ? "<" : ">"}${side === "from" ? "=" : ""}`);
  if (order.column === "id") return sql`${id} ${comparison} ${place.id}`;
  return sql`(p.${sql.ref(order.column)}, ${id}) ${comparison} (${place.value}, ${place.id})`;
}

/** What the filter says of the column the list is ordered by. */
function rangeOf({ column }: Order, conditions: PaymentConditions): Bounds {
  switch (column) {
    case "id":
      return conditions.ids;
    case "requested_at":
      return conditions.requestedAt;
    case "amount_rank":
      return amountBoundsOf(conditions.terms);
  }
}

function all(conditions: readonly Condition[]): Condition {
  return sql`(${sql.join([sql`1 = 1`, ...conditions], sql` and `)})`;
}

/** Days checked on every row. The plus keeps SQLite from leaving the order of the list for the order of ids or requests. */
function daysOfRow({ ids, requestedAt }: PaymentConditions): Condition[] {
  return [...within(sql`(+p.id)`, ids), ...within(sql`(+p.requested_at)`, requestedAt)];
}

function ordering({ column, isDescending }: Order, id: RawBuilder<unknown> = sql`p.id`): RawBuilder<unknown> {
  const direction = sql.raw(isDescending ? "desc" : "asc");
  if (column === "id") return sql`${id} ${direction}`;
  return sql`p.${sql.ref(column)} ${direction}, ${id} ${direction}`;
}

/** SQLite's index hands its proposals out in the order of ids only if it is its own id that is asked for. */
function idInIndex(order: Order): RawBuilder<unknown> {
  return order.column === "id" ? sql`g.id` : sql`p.id`;
}

/** The first place the walk does not reach; null when it reaches the end of the list. */
async function findEndOfWalk(
  db: Db,
  conditions: PaymentConditions,
  order: Order,
  stretch: Stretch,
  rowsWalked: number,
): Promise<PaymentPlace | null> {
  // In the order of amounts days are spread over the whole list, and only their rows count as walked.
  const days = order.column === "amount_rank" ? daysOfRow(conditions) : [];
  const { rows } = await sql<PaymentPlace>`
    select p.${sql.ref(order.column)} as value, p.id as id from ${paymentsInOrder(db, order)}
    where ${all([...boundsOf(order, conditions, stretch), ...days])}
    order by ${ordering(order)} limit 1 offset ${rowsWalked}`.execute(db);
  return rows[0] ?? null;
}

/** Walks the payments in the order of the list and checks each. */
async function walk(
  db: Db,
  conditions: PaymentConditions,
  order: Order,
  stretch: Stretch,
  limit: number,
): Promise<PaymentPlace[]> {
  const where = all([
    ...boundsOf(order, conditions, stretch),
    ...daysOfRow(conditions),
    ...conditions.codes,
    ...conditions.others,
    ...termsOf(db, conditions.terms),
  ]);
  const { rows } = await sql<PaymentPlace>`
    select p.${sql.ref(order.column)} as value, p.id as id
    from ${paymentsInOrder(db, order)} ${joinTexts(conditions.terms)}
    where ${where} order by ${ordering(order)} limit ${limit}`.execute(db);
  return rows;
}

/** SQLite would leave the order of the list for an index of what else is asked, and then sort all that it finds there. */
function paymentsInOrder(db: Db, { column }: Order): RawBuilder<unknown> {
  return sql`payments as p ${sql.raw(isPostgres(db) ? "" : indexOfOrder[column])}`;
}

const indexOfOrder: Readonly<Record<Order["column"], string>> = {
  id: "not indexed",
  requested_at: "indexed by payments_by_request",
  amount_rank: "indexed by payments_by_amount",
};

/** `cross join` fixes the order of the join on SQLite: texts are read only of rows that everything else admits. */
function joinTexts(terms: readonly SearchTerm[]): RawBuilder<unknown> {
  return terms.every(isAmountTerm) ? sql`` : sql`cross join payment_texts as t`;
}

function termsOf(db: Db, terms: readonly SearchTerm[]): Condition[] {
  const conditions = terms.map((term) => termCondition(term, isPostgres(db)));
  return terms.every(isAmountTerm) ? conditions : [sql<SqlBool>`t.id = p.id`, ...conditions];
}

const rowsSampled = 200;
/** Shares of a sample: a word this rare is found by itself, and one this frequent adds nothing to it but work. */
const rare = 0.03;
const frequent = 0.3;

/**
 * The question without the words that many of the newest payments hold, where another word is rare: the index would
 * gather every payment with a frequent word, only to find it again among the few that matter.
 */
async function narrowestQuestion(db: Db, conditions: PaymentConditions): Promise<GramQuestion> {
  const { terms, ids, gramFacets, index } = conditions;
  const askable = askableTerms(terms);
  if (askable.length < 2) return index;
  const counts = askable.map((term, at) => {
    return sql`count(*) filter (where ${termCondition(term, isPostgres(db))}) as ${sql.ref(`term_${at}`)}`;
  });
  const { rows } = await sql<Record<string, number>>`
    select count(*) as sampled, ${sql.join(counts)} from ${newestSampled(ids)}`.execute(db);
  const shares = askable.map((_, at) => (rows[0]?.[`term_${at}`] ?? 0) / Math.max(1, rows[0]?.sampled ?? 0));
  if (Math.min(...shares) > rare) return index;
  const leftOut = askable.filter((_, at) => (shares[at] ?? 0) >= frequent);
  return leftOut.length === 0 ? index : gramQuestion(terms, gramFacets, leftOut);
}

/** Some of the newest payments `p` of these ids, with their texts `t`. */
function newestSampled(ids: Bounds): RawBuilder<unknown> {
  return sql`
    (select id, amount_rank, currency from payments as p where ${all(within(sql`p.id`, ids))} order by id desc
      limit ${rowsSampled}) as p
    join payment_texts as t on t.id = p.id`;
}

function findByGrams(
  db: Db,
  conditions: PaymentConditions,
  order: Order,
  stretch: Stretch,
  limit: number,
): Promise<PaymentPlace[]> {
  const places = [
    ...boundsOf(order, conditions, stretch, idInIndex(order)),
    ...(order.column === "id" ? [] : within(sql`g.id`, conditions.ids)),
  ];
  return findProposed(db, conditions, order, places, limit);
}

/** Of what the index proposes in these places, what the filter admits; with the value of `valueColumn`. */
async function findProposed(
  db: Db,
  conditions: PaymentConditions,
  order: Order,
  places: readonly Condition[],
  limit: number,
  valueColumn = order.column,
): Promise<PaymentPlace[]> {
  const { query, undecided } = conditions.index;
  const where = all([
    ...places,
    ...within(sql`(+p.requested_at)`, conditions.requestedAt),
    ...conditions.codes,
    ...conditions.others,
    ...termsOf(db, undecided),
  ]);
  const { rows } = await sql<PaymentPlace>`
    ${proposals(db, query)}
    select p.${sql.ref(valueColumn)} as value, p.id as id
    from proposed as g cross join payments as p ${joinTexts(undecided)}
    where p.id = g.id and ${where} order by ${ordering(order, idInIndex(order))} limit ${limit}`.execute(db);
  return rows;
}

const firstProposals = 500;
const mostProposals = 8_000;

/**
 * The index proposes in the order of status times, and a request is never later than its status: once the proposals are
 * older than the oldest request still wanted, none that follows can be newer, so most proposals are never looked at.
 */
async function findNewestRequests(
  db: Db,
  conditions: PaymentConditions,
  order: Order,
  stretch: Stretch,
  limit: number,
): Promise<PaymentPlace[]> {
  const byStatus: Order = { column: "id", isDescending: true };
  let newest: PaymentPlace[] = [];
  let unseen: Stretch = { begin: null, end: null };
  for (let count = firstProposals; ; count = Math.min(mostProposals, count * 2)) {
    const places = [
      ...boundsOf(order, conditions, stretch),
      ...boundsOf(byStatus, conditions, unseen, idInIndex(byStatus)),
    ];
    const proposed = await findProposed(db, conditions, byStatus, places, count, order.column);
    newest = [...newest, ...proposed].toSorted((a, b) => b.value - a.value || b.id - a.id).slice(0, limit);
    const [lastProposed, lastWanted] = [proposed.at(-1), newest[limit - 1]];
    if (lastProposed === undefined || proposed.length < count) return newest;
    if (lastWanted !== undefined && secondOfId(lastProposed.id) < lastWanted.value) return newest;
    unseen = { begin: { place: lastProposed, isIncluded: false }, end: null };
  }
}

/** So few proposals are looked up and sorted sooner than enough of them are met in the index of amounts. */
const fewProposals = 2_000;

/**
 * What many payments hold is met soon in the order of amounts: the index of amounts is read, and of each entry only asked
 * whether it is among the proposals. Few proposals are looked up and sorted, and so are those of which more must be known
 * than the two indexes tell.
 */
async function findByAmountAndGrams(
  db: Db,
  conditions: PaymentConditions,
  order: Order,
  stretch: Stretch,
  limit: number,
): Promise<PaymentPlace[]> {
  const { index, codes, gramFacets, others, requestedAt, ids } = conditions;
  const isKnownToIndexes =
    index.undecided.every(isAmountTerm) &&
    codes.length === gramFacets.length &&
    others.length === 0 &&
    requestedAt.from === null &&
    requestedAt.to === null;
  const met: PaymentPlace[] = [];
  if (isKnownToIndexes) {
    const isProposed = [sql<SqlBool>`payment_grams match ${toFts5(index.query)}`, ...within(sql`rowid`, ids)];
    const where = all([
      ...boundsOf(order, conditions, stretch),
      // The plus keeps SQLite from looking up the proposals one by one after all.
      sql`(+p.id) in (select id from proposed)`,
      ...codes,
      ...termsOf(db, index.undecided),
    ]);
    const { rows } = await sql<PaymentPlace>`
      with proposed as materialized (select rowid as id from payment_grams where ${all(isProposed)})
      select p.amount_rank as value, p.id as id
      from (select 1 from proposed limit 1 offset ${fewProposals}) as many cross join ${paymentsInOrder(db, order)}
      where ${where} order by ${ordering(order)} limit ${limit}`.execute(db);
    met.push(...rows);
  }
  return met.length === limit ? met : findByGrams(db, conditions, order, stretch, limit);
}

function proposals(db: Db, query: GramQuery): RawBuilder<unknown> {
  return isPostgres(db)
    ? sql`with proposed as materialized (select id from payment_grams where grams @@ ${toTsquery(query)}::tsquery)`
    : sql`with proposed as not materialized (
        select rowid as id from payment_grams where payment_grams match ${toFts5(query)}
      )`;
}

/** Finds by the index of amounts, for searches that name amounts and nothing else the gram index knows. */
async function findByAmount(
  db: Db,
  conditions: PaymentConditions,
  order: Order,
  stretch: Stretch,
  limit: number,
): Promise<PaymentPlace[]> {
  const where = all([
    ...boundsOf(order, conditions, stretch, sql`(+p.id)`),
    ...daysOfRow(conditions),
    ...conditions.codes,
    ...conditions.others,
    ...amountsOf(conditions.terms),
    ...termsOf(db, conditions.terms),
  ]);
  const { rows } = await sql<PaymentPlace>`
    select p.${sql.ref(order.column)} as value, p.id as id
    from payments as p ${sql.raw(isPostgres(db) ? "" : "indexed by payments_by_amount")} ${joinTexts(conditions.terms)}
    where ${where} order by ${ordering(order)} limit ${limit}`.execute(db);
  return rows;
}

/** Amounts of terms that can be met in one way only: what an index can use, unlike an `or`. */
function amountWaysOf(terms: readonly SearchTerm[]) {
  return terms.flatMap(({ isNegated, ways: [way, ...others] }) =>
    way?.kind === "amount" && others.length === 0 && !isNegated ? [way] : [],
  );
}

function amountsOf(terms: readonly SearchTerm[]): Condition[] {
  return amountWaysOf(terms).flatMap((way) => amountConditions(way));
}

function amountBoundsOf(terms: readonly SearchTerm[]): Bounds {
  const ranges = amountWaysOf(terms).map(amountRange);
  return {
    from: ranges.length === 0 ? null : Math.max(...ranges.map(({ from }) => from)),
    to: ranges.length === 0 ? null : Math.min(...ranges.map(({ to }) => to)),
  };
}

/** A row of the list, before masking. */
export type ListRow = Awaited<ReturnType<typeof findListRows>>[number];

/** What the list shows of these payments, in no order; ids that are gone by now are missing. */
export async function findListRows(db: Db, ids: readonly number[]) {
  return db
    .selectFrom("payments as p")
    .innerJoin("payment_texts as t", "t.id", "p.id")
    .where("p.id", "in", inList(db, ids))
    .select([
      "p.id",
      "p.imp_uid",
      "p.merchant_uid",
      "p.status",
      "p.amount",
      "p.cancelled_amount",
      "p.currency",
      "p.method",
      "p.pg_provider",
      "p.mid",
      "p.is_test",
      "p.is_escrow",
      "p.requested_at",
      "p.status_at",
      "t.order_name",
      "t.buyer_name",
      "t.buyer_tel",
      "t.instrument",
      "t.easy_pay_provider",
      "t.fail_reason",
      "t.is_awaiting_deposit",
    ])
    .execute();
}

/** How many payments of one status, currency and mode a filter admits, and what they add up to in minor units. */
export interface PaymentSum {
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly is_test: number;
  readonly payments: number;
  readonly amount: number;
  readonly cancelled: number;
}

/** Whether the sums of a filter are read from running sums, and rows of broken months only. */
export function standsInSums(filter: PaymentFilter): boolean {
  const { days, terms } = toConditions(filter);
  return terms.length === 0 && days !== null;
}

/** Sums over everything the filter admits. What every payment holds is summed like a filter without it. */
export async function sumPayments(db: Db, filter: PaymentFilter): Promise<PaymentSum[]> {
  const conditions = toConditions(filter);
  const { days, terms } = conditions;
  if (days === null) return sumsOf(db, conditions, matchingRows(db, conditions));
  if (terms.length === 0) return sumsOf(db, conditions, sumsAndRows(conditions, days));
  if (canAllBeCounted(conditions) && (await isHeldByNewest(db, conditions))) {
    const sums = await sumsWhereAllMatch(db, conditions, days);
    if (sums.length > 0) return sums;
  }
  return sumsOf(db, conditions, matchingRows(db, conditions));
}

async function sumsOf(db: Db, conditions: PaymentConditions, source: RawBuilder<unknown>): Promise<PaymentSum[]> {
  const { rows } = await sql<PaymentSum>`
    ${needsProposals(conditions) ? proposals(db, conditions.index.query) : sql``}
    ${summed(source)}`.execute(db);
  return rows;
}

function summed(source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select status, currency, is_test,
      cast(sum(payments) as bigint) as payments,
      cast(sum(amount) as bigint) as amount,
      cast(sum(cancelled_amount) as bigint) as cancelled
    from (${source}) as counted
    group by status, currency, is_test having sum(payments) > 0`;
}

/** Whether the index alone says how many payments match, since nothing but its grams and its ids decides. */
function canAllBeCounted({ index, codes, others, requestedAt }: PaymentConditions): boolean {
  const isRequestFree = requestedAt.from === null && requestedAt.to === null;
  return index.undecided.length === 0 && codes.length === 0 && others.length === 0 && isRequestFree;
}

async function isHeldByNewest(db: Db, { terms, ids }: PaymentConditions): Promise<boolean> {
  const matches = all(terms.map((term) => termCondition(term, isPostgres(db))));
  const { rows } = await sql<{ sampled: number; matching: number }>`
    select count(*) as sampled, count(*) filter (where ${matches}) as matching from ${newestSampled(ids)}`.execute(db);
  return rows[0] !== undefined && rows[0].sampled > 0 && rows[0].matching === rows[0].sampled;
}

/** The sums of all payments in these days, if the index proposes as many as there are; else nothing. */
async function sumsWhereAllMatch(db: Db, conditions: PaymentConditions, days: DayRange): Promise<PaymentSum[]> {
  const { rows } = await sql<PaymentSum>`
    ${proposals(db, conditions.index.query)},
    summed as (${summed(sumsAndRows(conditions, days))})
    select * from summed where (select sum(payments) from summed)
      = (select count(*) from proposed as g where ${all(within(sql`g.id`, conditions.ids))})`.execute(db);
  return rows;
}

function needsProposals({ terms, days, index }: PaymentConditions): boolean {
  return (terms.length > 0 || days === null) && index.query.length > 0;
}

function sumsAndRows({ basis, codes }: PaymentConditions, days: DayRange): RawBuilder<unknown> {
  const { months, broken } = wholeMonths(days);
  const inMonths = [
    sql<SqlBool>`p.basis = ${basis}`,
    ...(months.from === null ? [] : [sql<SqlBool>`p.month >= ${months.from}`]),
    ...(months.to === null ? [] : [sql<SqlBool>`p.month < ${months.to}`]),
  ];
  const rowsOf = (seconds: Bounds): RawBuilder<unknown> => {
    const range = basis === "status" ? within(sql`p.id`, idsOf(seconds)) : within(sql`p.requested_at`, seconds);
    return sql`union all select ${rowSums} from payments as p where ${all([...range, ...codes])}`;
  };
  return sql`
    select p.status, p.currency, p.is_test, p.payments, p.amount, p.cancelled_amount
    from payment_sums as p where ${all([...inMonths, ...codes])}
    ${sql.join(broken.map(rowsOf), sql` `)}`;
}

const rowSums = sql`p.status, p.currency, p.is_test, 1 as payments, p.amount, p.cancelled_amount`;

function matchingRows(db: Db, conditions: PaymentConditions): RawBuilder<unknown> {
  const isProposed = needsProposals(conditions);
  const isDecided = isProposed && canAllBeCounted(conditions);
  const terms = isProposed ? conditions.index.undecided : conditions.terms;
  const where = all([
    ...within(isProposed ? sql`g.id` : sql`p.id`, conditions.ids),
    ...within(sql`p.requested_at`, conditions.requestedAt),
    ...conditions.codes,
    ...conditions.others,
    ...amountsOf(terms),
    ...termsOf(db, terms),
  ]);
  return isProposed
    ? sql`
        select ${rowSums} from proposed as g
        cross join payments as p ${sql.raw(isDecided && !isPostgres(db) ? "indexed by payments_for_sums" : "")} ${joinTexts(terms)}
        where p.id = g.id and ${where}`
    : sql`select ${rowSums} from payments as p ${joinTexts(terms)} where ${where}`;
}

/** More codes than anybody chooses from. */
const mostFacetCodes = 200;

/** The codes of a column that occur, the most frequent first. */
export async function findFacetCodes(db: Db, column: "method" | "pg_provider" | "mid" | "currency"): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select p.${sql.ref(column)} as code from payment_sums as p
    where p.basis = 'status' and p.${sql.ref(column)} <> ''
    group by p.${sql.ref(column)} having sum(p.payments) > 0
    order by sum(p.payments) desc, p.${sql.ref(column)} limit ${mostFacetCodes}`.execute(db);
  return rows.map((row) => row.code);
}
