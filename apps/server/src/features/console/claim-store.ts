import type { Config } from "../../config.ts";
import type { Store } from "../../db/store.ts";

const modeFact = "mode";
const tierFact = "tier";
/** As the fact of the parent store is written. */
const parent = "";
const described: Record<Config["mode"], string> = { sandbox: "the sandbox's play payments", live: "real payments" };

type Claim = Pick<Config, "mode"> & { readonly upstream: Pick<Config["upstream"], "tier"> };

/**
 * Marks a new database as the sandbox's or as a real shop's, and as the parent store's or one sub-merchant's. Rejects with
 * one sentence where it belongs to another: play money and real money, and two stores, never share an index.
 */
export async function claimStore(store: Store, { mode, upstream: { tier } }: Claim): Promise<void> {
  const held = await store.transact(async (tx) => {
    const first = await tx
      .insertInto("console_facts")
      .values({ name: modeFact, value: mode })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    // A database that was claimed before sub-merchants were told apart is the parent store's.
    const isNew = first.numInsertedOrUpdatedRows === 1n;
    await tx
      .insertInto("console_facts")
      .values({ name: tierFact, value: isNew ? (tier ?? parent) : parent })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const facts = await tx
      .selectFrom("console_facts")
      .select(["name", "value"])
      .where("name", "in", [modeFact, tierFact])
      .execute();
    return new Map(facts.map(({ name, value }) => [name, value]));
  });
  if (held.get(modeFact) !== mode) {
    const other = held.get(modeFact) === "live" ? described.live : described.sandbox;
    throw new Error(
      `The database holds ${other}, and this start is for ${described[mode]}; give it a database of its own, such as DATABASE_URL=file:./data/${mode}/maru.db.`,
    );
  }
  const owner = held.get(tierFact) ?? parent;
  if (owner === (tier ?? parent)) return;
  throw new Error(
    `The database is ${nameOf(owner)}'s, and this start is for ${nameOf(tier ?? parent)}; give it a database of its own, such as DATABASE_URL=file:./data/${tier ?? "parent"}/maru.db.`,
  );
}

function nameOf(tier: string): string {
  return tier === parent ? "the parent store" : `sub-merchant ${tier}`;
}
