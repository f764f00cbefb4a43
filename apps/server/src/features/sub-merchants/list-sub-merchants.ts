import type { SignedInContext } from "../../context.ts";
import { type ConsoleStatus, ownTier } from "../console/describe-console.ts";
import { selectSubMerchants } from "./sub-merchants.repository.ts";

export interface SubMerchants {
  /** Whose console this is; null for the parent store's. */
  readonly here: ConsoleStatus["tier"];
  readonly items: readonly {
    readonly id: string;
    /** Null for the parent store. */
    readonly code: string | null;
    /** Read from upstream; null for the parent store. */
    readonly name: string | null;
    readonly readAtMs: number | null;
    /** False where upstream no longer knows the code. */
    readonly isKnown: boolean;
    readonly address: string;
    readonly declaredBy: string;
    readonly declaredAtMs: number;
  }[];
}

/** The consoles of the other stores behind the same key, the parent store's first. */
export async function listSubMerchants({ config, store }: SignedInContext): Promise<SubMerchants> {
  const [here, rows] = await Promise.all([ownTier({ config, store }), selectSubMerchants(store.read)]);
  return {
    here,
    items: rows.map((row) => ({
      id: row.id,
      code: row.code === "" ? null : row.code,
      name: row.name,
      readAtMs: row.read_at_ms,
      isKnown: row.is_known !== 0,
      address: row.address,
      declaredBy: row.declared_by_name,
      declaredAtMs: row.declared_at_ms,
    })),
  };
}
