import type { PaymentQuery } from "@maru/domain";
import type { Kysely } from "kysely";
import type { SignedInContext } from "../../../context.ts";
import type { Database } from "../../../db/schema.ts";
import { columnFacts } from "../column-facts.ts";
import { readListItems } from "../list-payments.ts";
import type { PaymentPlace } from "../payment-cursor.ts";
import { findPlaces } from "../payment-search.repository.ts";
import type { ExportedPayment } from "./export-columns.ts";

/** Places are two numbers each, so many are found at once, but for the first, which somebody waits for. */
const placesAtOnce = 10_000;
const firstPlaces = 1_000;
/** Rows are read in the pieces they are written in. */
const rowsAtOnce = 500;

/**
 * Every payment the query admits, in its order and as the reader may see it, a piece at a time. The next piece is read
 * while the one before is written, so it is never more than two pieces ahead; upstream is never asked.
 */
export async function* readExported(
  ctx: Pick<SignedInContext, "store" | "actor">,
  query: PaymentQuery,
  needsFacts: boolean,
  db: Kysely<Database>,
): AsyncGenerator<readonly ExportedPayment[], void> {
  const read = async (ids: readonly number[]): Promise<readonly ExportedPayment[]> => {
    const items = await readListItems(ctx, ids, db);
    const impUids = items.map((item) => item.impUid);
    const facts = needsFacts ? (await columnFacts(ctx, { impUids }, db)).items : [];
    const factsOf = new Map(facts.map((each) => [each.impUid, each]));
    return items.map((item) => ({ item, facts: factsOf.get(item.impUid) }));
  };
  let reading: Promise<readonly ExportedPayment[]> | undefined;
  for await (const ids of readIds(query, db)) {
    const next = read(ids);
    // Whoever takes the piece hears of the failure; where nobody does any more it must not count as unhandled.
    next.catch(() => undefined);
    if (reading !== undefined) yield await reading;
    reading = next;
  }
  if (reading !== undefined) yield await reading;
}

async function* readIds(query: PaymentQuery, db: Kysely<Database>): AsyncGenerator<readonly number[], void> {
  let after: PaymentPlace | null = null;
  for (let count = firstPlaces; ; count = placesAtOnce) {
    const places: PaymentPlace[] = await findPlaces(db, query, after, count);
    for (let start = 0; start < places.length; start += rowsAtOnce) {
      yield places.slice(start, start + rowsAtOnce).map((place) => place.id);
    }
    after = places.at(-1) ?? null;
    if (places.length < count) return;
  }
}
