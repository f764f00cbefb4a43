import { type AppError, type ErrorCode, type ErrorFamily, errorFamily, type Permission } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "./record-audit.ts";
import { withoutPeople } from "./without-people.ts";

/** Writes down that somebody was refused a procedure, and by which rule. */
export async function recordRefusal(
  ctx: SignedInContext,
  refusal: { readonly code: ErrorCode; readonly permission: Permission; readonly procedure: string },
): Promise<void> {
  await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "access.refused", ...refusal }));
}

/** A right that is missing, a rule, or a world that moved: somebody was told no. What is malformed is only a slip. */
const refusing: ReadonlySet<ErrorFamily> = new Set(["not_allowed", "refused", "stale"]);

/** Refusals the log tells of already, in words of their own. */
const told = new WeakSet<AppError>();

/** Says that a refusal has its entry, so that it gets no second one. */
export function asTold(error: AppError): AppError {
  told.add(error);
  return error;
}

/** Writes down that a change was refused by a rule of the work itself, unless that work has written it down. */
export async function recordRefusedChange(
  ctx: SignedInContext,
  { procedure, error, input }: { readonly procedure: string; readonly error: AppError; readonly input: unknown },
): Promise<void> {
  if (!refusing.has(errorFamily(error.code)) || told.has(error)) return;
  const facts = withoutPeople(error.details);
  const { code } = error;
  await ctx.store.transact((tx) =>
    recordAudit(tx, ctx, { event: "change.refused", procedure, code, facts, ...paymentOf(input) }),
  );
}

function paymentOf(input: unknown): { readonly impUid?: string } {
  const isAboutOne = typeof input === "object" && input !== null && "impUid" in input;
  return isAboutOne && typeof input.impUid === "string" ? { impUid: input.impUid } : {};
}
