import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { AddressListName, AddressListsTable, AddressRulesTable } from "./whitelist.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** The list; each name has one from the beginning. */
export function findAddressList(db: Db, name: AddressListName): Promise<AddressListsTable> {
  return db.selectFrom("address_lists").where("name", "=", name).selectAll().executeTakeFirstOrThrow();
}

/** The rules of a list in their order. */
export function selectAddressRules(db: Db, list: AddressListName): Promise<AddressRulesTable[]> {
  return db.selectFrom("address_rules").where("list", "=", list).orderBy("position").selectAll().execute();
}

/** The list, which nobody else changes until the transaction ends. */
export function lockAddressList(tx: Tx, name: AddressListName): Promise<AddressListsTable> {
  return tx
    .updateTable("address_lists")
    .set(({ ref }) => ({ name: ref("name") }))
    .where("name", "=", name)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Changes a list, in the transaction that records it. */
export async function updateAddressList(
  tx: Tx,
  name: AddressListName,
  change: Partial<Omit<AddressListsTable, "name">>,
): Promise<void> {
  await tx.updateTable("address_lists").set(change).where("name", "=", name).execute();
}

/** Puts these rules in the place of a list's own, in the transaction that records it. */
export async function replaceAddressRules(
  tx: Tx,
  list: AddressListName,
  rules: readonly AddressRulesTable[],
): Promise<void> {
  await tx.deleteFrom("address_rules").where("list", "=", list).execute();
  if (rules.length > 0)
    await tx
      .insertInto("address_rules")
      .values([...rules])
      .execute();
}
