import type { ErrorCode, Permission } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "./record-audit.ts";

/** Writes down that somebody was refused a procedure, and by which rule. */
export async function recordRefusal(
  ctx: SignedInContext,
  refusal: { readonly code: ErrorCode; readonly permission: Permission; readonly procedure: string },
): Promise<void> {
  await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "access.refused", ...refusal }));
}
