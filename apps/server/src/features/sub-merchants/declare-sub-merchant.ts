import { AppError, mostSubMerchants, type subMerchantDeclaration } from "@maru/domain";
import type * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { lockChain } from "../audit/audit.repository.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { listSubMerchants, type SubMerchants } from "./list-sub-merchants.ts";
import { deleteSubMerchant, insertSubMerchant, selectSubMerchants } from "./sub-merchants.repository.ts";

/**
 * Writes down where the console of another store behind the same key is. Rejects with SUB_MERCHANT_UNKNOWN where upstream
 * does not know the code, and with SUB_MERCHANT_TAKEN where the store or the address is this console's own or on the list.
 */
export async function declareSubMerchant(
  ctx: SignedInContext,
  { code, address }: z.output<typeof subMerchantDeclaration>,
): Promise<SubMerchants> {
  const { config, store, clock, ids, actor } = ctx;
  const taken = () => new AppError("SUB_MERCHANT_TAKEN", "The store or the address of its console is known already.");
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

/** Takes one declaration off the list. Rejects with NOT_FOUND where somebody has done so already. */
export async function removeSubMerchant(ctx: SignedInContext, { id }: { readonly id: string }): Promise<SubMerchants> {
  await ctx.store.transact(async (tx) => {
    const row = await deleteSubMerchant(tx, id);
    if (row === undefined) throw new AppError("NOT_FOUND", "The declaration is not on the list any more.");
    const { name, address } = row;
    const code = row.code === "" ? null : row.code;
    await recordAudit(tx, ctx, { event: "sub_merchant.removed", code, name, address });
  });
  return listSubMerchants(ctx);
}

async function readName({ upstream }: SignedInContext, code: string): Promise<string> {
  try {
    return (await upstream.getTier(code)).name;
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== "NOT_FOUND") throw cause;
    throw new AppError("SUB_MERCHANT_UNKNOWN", `i'mport knows no sub-merchant ${code}.`, { details: { code }, cause });
  }
}
