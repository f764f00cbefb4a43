import type { Config } from "../../config.ts";
import type { Store } from "../../db/store.ts";

const modeFact = "mode";
const described: Record<Config["mode"], string> = { sandbox: "the sandbox's play payments", live: "real payments" };

/**
 * Marks a new database as the sandbox's or as a real shop's, and rejects with one sentence where it belongs to the other:
 * play money and real money never share an index.
 */
export async function claimMode(store: Store, mode: Config["mode"]): Promise<void> {
  const claimed = await store.transact(async (tx) => {
    await tx
      .insertInto("console_facts")
      .values({ name: modeFact, value: mode })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return tx.selectFrom("console_facts").select("value").where("name", "=", modeFact).executeTakeFirstOrThrow();
  });
  if (claimed.value === mode) return;
  const held = claimed.value === "live" ? described.live : described.sandbox;
  throw new Error(
    `The database holds ${held}, and this start is for ${described[mode]}; give it a database of its own, such as DATABASE_URL=file:./data/${mode}/maru.db.`,
  );
}
