/**
 * `iamport` is the whitelist as people declare it to stand in the vendor's console, `required` the addresses that have to
 * be let in by it, `console` the addresses this console can be reached from.
 */
export type AddressListName = "iamport" | "required" | "console";

export interface AddressListsTable {
  name: AddressListName;
  is_on: number;
  /** Grows with every change, so that two people who edit at once notice. */
  version: number;
  changed_by: string | null;
  changed_by_name: string | null;
  changed_at_ms: number | null;
}

/** One line as it was written. Whoever declared it first stays its author. */
export interface AddressRulesTable {
  id: string;
  list: AddressListName;
  position: number;
  cidr: string;
  memo: string;
  declared_by: string;
  declared_by_name: string;
  declared_at_ms: number;
}

export interface WhitelistTables {
  address_lists: AddressListsTable;
  address_rules: AddressRulesTable;
}
