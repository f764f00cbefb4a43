import type { PaymentQuery } from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { columnFacts } from "../column-facts.ts";
import { readListItems } from "../list-payments.ts";
import type { PaymentPlace } from "../payment-cursor.ts";
import { findPlaces } from "../payment-search.repository.ts";
import type { ExportedPayment } from "./export-columns.ts";

/** Places are two numbers each, so many are found at once; rows are read in the pieces they are written in. */
const placesAtOnce = 10_000;
const rowsAtOnce = 1_000;

/**
 * Every payment the query admits, in its order and as the reader may see it, a piece at a time. Reads where reports are
 * read, so that no search waits behind it; upstream is never asked.
 */
export async function* readExported(
  ctx: Pick<SignedInContext, "store" | "actor">,
  query: PaymentQuery,
  needsFacts: boolean,
): AsyncGenerator<readonly ExportedPayment[], void> {
  const { reports } = ctx.store;
  let after: PaymentPlace | null = null;
  for (;;) {
    const places: PaymentPlace[] = await findPlaces(reports, query, after, placesAtOnce);
    for (let start = 0; start < places.length; start += rowsAtOnce) {
      const ids = places.slice(start, start + rowsAtOnce).map((place) => place.id);
      const items = await readListItems(ctx, ids, reports);
      const impUids = items.map((item) => item.impUid);
      const facts = needsFacts ? (await columnFacts(ctx, { impUids }, reports)).items : [];
      const factsOf = new Map(facts.map((each) => [each.impUid, each]));
      yield items.map((item) => ({ item, facts: factsOf.get(item.impUid) }));
    }
    after = places.at(-1) ?? null;
    if (places.length < placesAtOnce) return;
  }
}
