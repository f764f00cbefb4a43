/** The consoles of the other stores behind the same key, as people declared them. */
export interface SubMerchantsTable {
  id: string;
  /** Empty for the parent store. */
  code: string;
  address: string;
  /** What upstream calls it; null for the parent store, which upstream does not name. */
  name: string | null;
  /** Whether upstream knew the code when it was last asked; null for the parent store. */
  is_known: number | null;
  read_at_ms: number | null;
  declared_by: string;
  declared_by_name: string;
  declared_at_ms: number;
}

export interface SubMerchantTables {
  sub_merchants: SubMerchantsTable;
}
