import { AppError, isAllowed, type Permission } from "@maru/domain";
import { initTRPC } from "@trpc/server";
import type { RequestContext, SignedInContext } from "./context.ts";
import { toAppError, toPublicError, toTrpcError } from "./errors.ts";
import { recordRefusal, recordRefusedChange } from "./features/audit/record-refusal.ts";
import { isSecondFactorMissing } from "./features/auth/second-factor-rule.ts";

/** Who may call a procedure. Every procedure declares one by the builder it starts from. */
export interface ProcedureMeta {
  readonly access: "anyone" | "signed_in" | Permission;
}

const trpc = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const { message, appCode, family, details } = toPublicError(toAppError(error));
      const { code, httpStatus, path } = shape.data;
      const requestId = ctx?.requestId ?? null;
      return {
        ...shape,
        message,
        data: { code, httpStatus, ...(path === undefined ? {} : { path }), appCode, family, details, requestId },
      };
    },
  });

export const router = trpc.router;
export const createCallerFactory = trpc.createCallerFactory;

/** A procedure for anybody, signed in or not. */
export const open = trpc.procedure.meta({ access: "anyone" }).use(async ({ next }) => translated(await next()));

/** A procedure for whoever is signed in, whatever their role. */
export const signedIn = trpc.procedure
  .meta({ access: "signed_in" })
  .use(async ({ ctx, path, type, getRawInput, next }) => {
    const person = requireSignedIn(ctx);
    const result = await next({ ctx: person });
    if (!result.ok && type === "mutation") await tellRefusal({ ...ctx, ...person }, path, result.error, getRawInput);
    return translated(result);
  });

/**
 * A procedure for people whose role carries `permission`. A refusal is an entry of the audit log. Whoever must have a
 * second factor and has none is refused as well, so that enrolling is the only thing left to do.
 */
export function allowed(permission: Permission) {
  // One step for all of it: every further one copies the context again, on every call.
  return trpc.procedure.meta({ access: permission }).use(async ({ ctx, path, type, getRawInput, next }) => {
    const person = requireSignedIn(ctx);
    await requirePermission({ ...ctx, ...person }, permission, path);
    const result = await next({ ctx: person });
    if (!result.ok && type === "mutation") await tellRefusal({ ...ctx, ...person }, path, result.error, getRawInput);
    return translated(result);
  });
}

/** A change that a rule of its own work refused is an entry of the audit log as well. */
async function tellRefusal(
  ctx: SignedInContext,
  procedure: string,
  error: Error,
  readInput: () => Promise<unknown>,
): Promise<void> {
  await recordRefusedChange(ctx, { procedure, error: toAppError(error), input: await readInput() });
}

/** The same for what is asked for outside of a procedure: throws unless the caller is signed in and may do it. */
export async function requireAllowed(
  ctx: RequestContext,
  permission: Permission,
  name: string,
): Promise<SignedInContext> {
  const person = { ...ctx, ...requireSignedIn(ctx) };
  await requirePermission(person, permission, name);
  return person;
}

function requireSignedIn({ actor, session }: RequestContext): Pick<SignedInContext, "actor" | "session"> {
  if (actor !== null && session !== null) return { actor, session };
  throw toTrpcError(new AppError("SIGNED_OUT", "Sign in to continue."));
}

async function requirePermission(ctx: SignedInContext, permission: Permission, procedure: string): Promise<void> {
  if (!isAllowed(ctx.actor.role, permission)) {
    await recordRefusal(ctx, { code: "NOT_ALLOWED", permission, procedure });
    const reason = `Your role does not include "${permission}".`;
    throw toTrpcError(new AppError("NOT_ALLOWED", reason, { details: { permission } }));
  }
  if (isSecondFactorMissing(ctx.config, ctx.actor.role, ctx.session)) {
    await recordRefusal(ctx, { code: "SECOND_FACTOR_REQUIRED", permission, procedure });
    const reason = "Your role needs a second factor. Enrol one to continue.";
    throw toTrpcError(new AppError("SECOND_FACTOR_REQUIRED", reason));
  }
}

/** Gives every error a procedure throws its place in the error table. */
function translated<Result extends { readonly ok: true } | { readonly ok: false; readonly error: Error }>(
  result: Result,
): Result {
  if (result.ok) return result;
  throw toTrpcError(result.error);
}
