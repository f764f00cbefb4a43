import { AppError, isAllowed, type Permission } from "@maru/domain";
import { initTRPC } from "@trpc/server";
import type { RequestContext, SignedInContext } from "./context.ts";
import { toAppError, toPublicError, toTrpcError } from "./errors.ts";
import { recordRefusal } from "./features/audit/record-refusal.ts";
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

/** Gives every error a procedure throws its place in the error table. */
const translated = trpc.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  throw toTrpcError(result.error);
});

/** A procedure for anybody, signed in or not. */
export const open = translated.meta({ access: "anyone" });

const authenticated = translated.use(({ ctx, next }) => {
  const { actor, session } = ctx;
  if (actor === null || session === null) throw new AppError("SIGNED_OUT", "Sign in to continue.");
  return next({ ctx: { actor, session } satisfies Pick<SignedInContext, "actor" | "session"> });
});

/** A procedure for whoever is signed in, whatever their role. */
export const signedIn = authenticated.meta({ access: "signed_in" });

/**
 * A procedure for people whose role carries `permission`. A refusal is an entry of the audit log. Whoever must have a
 * second factor and has none is refused as well, so that enrolling is the only thing left to do.
 */
export function allowed(permission: Permission) {
  return authenticated.meta({ access: permission }).use(async ({ ctx, path, next }) => {
    if (!isAllowed(ctx.actor.role, permission)) {
      await recordRefusal(ctx, { code: "NOT_ALLOWED", permission, procedure: path });
      throw new AppError("NOT_ALLOWED", `Your role does not include "${permission}".`, { details: { permission } });
    }
    if (isSecondFactorMissing(ctx.config, ctx.actor.role, ctx.session)) {
      await recordRefusal(ctx, { code: "SECOND_FACTOR_REQUIRED", permission, procedure: path });
      throw new AppError("SECOND_FACTOR_REQUIRED", "Your role needs a second factor. Enrol one to continue.");
    }
    return next();
  });
}
