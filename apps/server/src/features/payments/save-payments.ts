import { cancellationDisagreement, toKstDate } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { noteDrifts } from "./note-drifts.ts";
import { type IndexedPayment, type PaymentCopy, toIndexed } from "./payment-row.ts";
import {
  addToSums,
  deletePayments,
  findNoteTexts,
  findStoredCopies,
  findTakenIds,
  insertChanges,
  insertPayments,
  lockIndex,
  type StoredCopy,
  type SumDelta,
  touchPayments,
} from "./payments.repository.ts";
import { firstIdOfSecond, idsPerSecond, lastSecond } from "./row-id.ts";
import { searchTextsOf } from "./search-texts.ts";

/**
 * A read may answer with an older state than another that was sent before it, but not when it was sent this much later:
 * no read of ours lasts as long. Only then do facts that go backwards (a PG undoing a cancel) replace newer ones.
 */
const longestReadMs = 120_000;

/** Copies made ready for the index; making them ready is most of the work and needs no transaction. */
export type PreparedCopy = IndexedPayment &
  Pick<PaymentCopy, "readAtMs" | "source"> & {
    /** Whether its list of cancels and its cancelled amount do not say the same. */
    readonly isDisagreeing: boolean;
  };

/** Makes a copy ready for the index, and judges whether its own figures agree. */
export function preparePayment(copy: PaymentCopy): PreparedCopy {
  const isDisagreeing = cancellationDisagreement(copy.payment) !== null;
  return { ...toIndexed(copy), readAtMs: copy.readAtMs, source: copy.source, isDisagreeing };
}

export interface SavedPayments {
  /** Payments that are new or differ from what was stored. */
  readonly changed: readonly string[];
  /** Of these, the ones the index did not hold before. */
  readonly added: readonly string[];
}

/**
 * Brings the index up to date with what was read. The newest facts win whatever the order of arrival; the same payment
 * twice is one row; reading an unchanged payment again changes nothing but the time it was read.
 */
export async function savePayments(
  tx: Transaction<Database>,
  copies: readonly PreparedCopy[],
  nowMs: number,
): Promise<SavedPayments> {
  if (copies.length === 0) return { changed: [], added: [] };
  await lockIndex(tx);
  const incoming = newestOfEach(copies);
  const stored = new Map((await findStoredCopies(tx, [...incoming.keys()])).map((copy) => [copy.imp_uid, copy]));
  const unchanged: StoredCopy[] = [];
  const replacing: { copy: PreparedCopy; before: StoredCopy | null }[] = [];
  for (const [impUid, copy] of incoming) {
    const before = stored.get(impUid) ?? null;
    if (before?.wire === copy.wire) unchanged.push(before);
    else if (before === null || isNewer(copy, before)) replacing.push({ copy, before });
  }
  await touchPayments(
    tx,
    unchanged.map((copy) => copy.id),
    Math.max(0, ...copies.map((copy) => copy.readAtMs)),
  );
  if (replacing.length === 0) return { changed: [], added: [] };

  const replaced = replacing.flatMap(({ before }) => (before === null ? [] : [before]));
  await deletePayments(
    tx,
    replaced.map((copy) => copy.id),
  );
  await insertPayments(
    tx,
    await withRowIds(
      tx,
      await withNotes(
        tx,
        replacing.map(({ copy }) => copy),
      ),
    ),
  );
  await addToSums(
    tx,
    sumDeltas(
      replaced,
      replacing.map(({ copy }) => copy),
    ),
  );
  await insertChanges(
    tx,
    replacing.flatMap(({ copy, before }) => changeOf(copy, before, nowMs)),
  );
  await noteDrifts(
    tx,
    replacing.map(({ copy: { row: now, isDisagreeing }, before }) => ({ now, isDisagreeing, before })),
    nowMs,
  );
  return {
    changed: replacing.map(({ copy }) => copy.row.imp_uid),
    added: replacing.filter(({ before }) => before === null).map(({ copy }) => copy.row.imp_uid),
  };
}

/** Notes are about a payment whatever upstream says of it next: a new copy stays findable by them. */
async function withNotes(tx: Transaction<Database>, copies: readonly PreparedCopy[]): Promise<PreparedCopy[]> {
  const notes = await findNoteTexts(
    tx,
    copies.map((copy) => copy.row.imp_uid),
  );
  return copies.map((copy) => {
    const texts = notes.get(copy.row.imp_uid);
    return texts === undefined ? copy : { ...copy, ...searchTextsOf(copy.wire, texts) };
  });
}

function newestOfEach(copies: readonly PreparedCopy[]): Map<string, PreparedCopy> {
  const newest = new Map<string, PreparedCopy>();
  for (const copy of copies) {
    const other = newest.get(copy.row.imp_uid);
    if (other === undefined || isNewer(copy, other.row)) newest.set(copy.row.imp_uid, copy);
  }
  return newest;
}

function isNewer(
  copy: PreparedCopy,
  other: { readonly facts_at: number; readonly cancelled_amount: number; readonly read_at_ms: number },
): boolean {
  const facts = copy.row.facts_at - other.facts_at || copy.row.cancelled_amount - other.cancelled_amount;
  const readLaterMs = copy.readAtMs - other.read_at_ms;
  if (facts === 0) return readLaterMs >= 0;
  return facts > 0 ? readLaterMs > -longestReadMs : readLaterMs > longestReadMs;
}

async function withRowIds(
  tx: Transaction<Database>,
  copies: readonly PreparedCopy[],
): Promise<(PreparedCopy & { id: number })[]> {
  const wanted = copies.map((copy) => firstIdOfSecond(copy.row.status_at) + spread(copy.row.imp_uid));
  const taken = new Set(await findTakenIds(tx, wanted));
  const placed: (PreparedCopy & { id: number })[] = [];
  for (const [at, copy] of copies.entries()) {
    let id = wanted[at] ?? 0;
    while (taken.has(id)) {
      id += 1;
      if (!taken.has(id) && (await findTakenIds(tx, [id])).length > 0) taken.add(id);
    }
    taken.add(id);
    placed.push({ ...copy, id });
  }
  return placed;
}

/** FNV-1a, cut to the room within a second: the same payment gets the same place however it arrives. */
function spread(impUid: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < impUid.length; at += 1) {
    hash ^= impUid.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % idsPerSecond;
}

type Summed = Omit<StoredCopy, "id" | "imp_uid" | "facts_at" | "read_at_ms" | "wire">;

/** What leaving out the old copies and counting the new ones does to the running sums. */
function sumDeltas(before: readonly StoredCopy[], after: readonly PreparedCopy[]): SumDelta[] {
  const sums = new Map<string, { key: Omit<SumDelta, "payments" | "amount" | "cancelled_amount">; sum: number[] }>();
  const count = (payment: Summed, sign: 1 | -1): void => {
    for (const [basis, at] of [
      ["status", payment.status_at],
      ["requested", payment.requested_at],
    ] as const) {
      const key = {
        basis,
        month: kstMonth(at),
        status: payment.status,
        method: payment.method ?? "",
        pg_provider: payment.pg_provider ?? "",
        mid: payment.mid ?? "",
        currency: payment.currency,
        is_test: payment.is_test,
        is_escrow: payment.is_escrow,
        is_cash_receipt: payment.is_cash_receipt,
        is_billing: payment.is_billing,
      };
      const name = JSON.stringify(Object.values(key));
      const known = sums.get(name) ?? { key, sum: [0, 0, 0] };
      sums.set(name, known);
      known.sum = [
        (known.sum[0] ?? 0) + sign,
        (known.sum[1] ?? 0) + sign * payment.amount,
        (known.sum[2] ?? 0) + sign * payment.cancelled_amount,
      ];
    }
  };
  for (const copy of before) count(copy, -1);
  for (const { row } of after) count(row, 1);
  return [...sums.values()]
    .filter(({ sum }) => sum.some((value) => value !== 0))
    .map(({ key, sum: [payments = 0, amount = 0, cancelled = 0] }) => ({
      ...key,
      payments,
      amount,
      cancelled_amount: cancelled,
    }));
}

/** The month in Korea, `YYYY-MM`. */
function kstMonth(unixSeconds: number): string {
  return toKstDate(Math.min(unixSeconds, lastSecond)).slice(0, 7);
}

/** A first load brings a million payments nobody has seen; only what happens to known ones is worth remembering. */
function changeOf(copy: PreparedCopy, before: StoredCopy | null, nowMs: number) {
  const { row, source } = copy;
  if (before === null && source === "first_load") return [];
  const isSame = before?.status === row.status && before.cancelled_amount === row.cancelled_amount;
  if (isSame) return [];
  return [
    {
      imp_uid: row.imp_uid,
      seen_at_ms: nowMs,
      source,
      status_before: before?.status ?? null,
      status_after: row.status,
      cancelled_before: before?.cancelled_amount ?? 0,
      cancelled_after: row.cancelled_amount,
    },
  ];
}
