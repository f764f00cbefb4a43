import { AppError, mostSubMerchants, type subMerchantDeclaration, type subMerchantMove } from "@maru/domain";
import type * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { lockChain } from "../audit/audit.repository.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { listSubMerchants, type SubMerchants } from "./list-sub-merchants.ts";
import {
  deleteSubMerchant,
  insertSubMerchant,
  selectSubMerchants,
  updateSubMerchant,
} from "./sub-merchants.repository.ts";
import type { SubMerchantsTable } from "./sub-merchants.tables.ts";

/**
 * Writes down where the console of another store behind the same key is. Rejects with SUB_MERCHANT_UNKNOWN where upstream
 * does not know the code, and with SUB_MERCHANT_TAKEN where the store or the address is this console's own or on the list.
 */
export async function declareSubMerchant(
  ctx: SignedInContext,
  { code, address }: z.output<typeof subMerchantDeclaration>,
): Promise<SubMerchants> {
  const { config, store, clock, ids, actor } = ctx;
  if (code === config.upstream.tier || address === new URL(config.publicUrl).origin) throw taken();
  const name = code === null ? null : await readName(ctx, code);
  const nowMs = clock.now();
  await store.transact(async (tx) => {
    // One declaration after another: each sees what the one before it wrote.
    await lockChain(tx);
    const rows = await selectSubMerchants(tx);
    if (rows.some((row) => row.code === (code ?? "") || row.address === address)) throw taken();
    if (rows.length >= mostSubMerchants)
      throw new AppError("SUB_MERCHANTS_FULL", `No more than ${mostSubMerchants} consoles can be declared.`);
    await insertSubMerchant(tx, {
      id: ids.next(),
      code: code ?? "",
      address,
      name,
      is_known: code === null ? null : 1,
      read_at_ms: code === null ? null : nowMs,
      declared_by: actor.userId,
      declared_by_name: actor.name,
      declared_at_ms: nowMs,
    });
    await recordAudit(tx, ctx, { event: "sub_merchant.declared", code, name, address });
  });
  return listSubMerchants(ctx);
}

/**
 * Puts another address in the place of a declared one. Rejects with SUB_MERCHANT_TAKEN where the address is this console's own
 * or on the list, with NOT_FOUND where the declaration is gone, and with ADDRESS_LIST_CHANGED where it says another by now.
 */
export async function moveSubMerchant(
  ctx: SignedInContext,
  { id, addressSeen, address }: z.output<typeof subMerchantMove>,
): Promise<SubMerchants> {
  const { config, store, clock, actor } = ctx;
  if (address === new URL(config.publicUrl).origin) throw taken();
  await store.transact(async (tx) => {
    await lockChain(tx);
    const rows = await selectSubMerchants(tx);
    const row = rows.find((each) => each.id === id);
    if (row === undefined) throw gone();
    const { name, address: before } = row;
    if (before !== addressSeen) {
      throw new AppError("ADDRESS_LIST_CHANGED", "Somebody has changed the address since you opened it.");
    }
    if (address === before) return;
    if (rows.some((each) => each.address === address)) throw taken();
    await updateSubMerchant(tx, id, {
      address,
      declared_by: actor.userId,
      declared_by_name: actor.name,
      declared_at_ms: clock.now(),
    });
    await recordAudit(tx, ctx, { event: "sub_merchant.moved", code: codeOf(row), name, before, after: address });
  });
  return listSubMerchants(ctx);
}

/** Takes one declaration off the list. Rejects with NOT_FOUND where somebody has done so already. */
export async function removeSubMerchant(ctx: SignedInContext, { id }: { readonly id: string }): Promise<SubMerchants> {
  await ctx.store.transact(async (tx) => {
    const row = await deleteSubMerchant(tx, id);
    if (row === undefined) throw gone();
    const { name, address } = row;
    await recordAudit(tx, ctx, { event: "sub_merchant.removed", code: codeOf(row), name, address });
  });
  return listSubMerchants(ctx);
}

function codeOf({ code }: SubMerchantsTable): string | null {
  return code === "" ? null : code;
}

function taken(): AppError {
  return new AppError("SUB_MERCHANT_TAKEN", "The store or the address of its console is known already.");
}

function gone(): AppError {
  return new AppError("NOT_FOUND", "The declaration is not on the list any more.");
}

async function readName({ upstream }: SignedInContext, code: string): Promise<string> {
  try {
    return (await upstream.getTier(code)).name;
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== "NOT_FOUND") throw cause;
    throw new AppError("SUB_MERCHANT_UNKNOWN", `i'mport knows no sub-merchant ${code}.`, { details: { code }, cause });
  }
}
