import { AppError, type ErrorCode, type ErrorFamily, errorFamily } from "@maru/domain";
import { TRPCError } from "@trpc/server";

type TrpcCode = TRPCError["code"];

interface ErrorRule {
  readonly trpcCode: TrpcCode;
  readonly level: "debug" | "info" | "warn" | "error";
  /** `operator`: reason and details may be shown. `log`: the caller learns the request id only. */
  readonly audience: "operator" | "log";
}

/** The one table from what went wrong to how it is answered and logged. */
const familyRules: Record<ErrorFamily, ErrorRule> = {
  invalid: { trpcCode: "BAD_REQUEST", level: "debug", audience: "operator" },
  signed_out: { trpcCode: "UNAUTHORIZED", level: "info", audience: "operator" },
  not_allowed: { trpcCode: "FORBIDDEN", level: "info", audience: "operator" },
  not_found: { trpcCode: "NOT_FOUND", level: "info", audience: "operator" },
  refused: { trpcCode: "PRECONDITION_FAILED", level: "info", audience: "operator" },
  stale: { trpcCode: "CONFLICT", level: "info", audience: "operator" },
  upstream_refused: { trpcCode: "UNPROCESSABLE_CONTENT", level: "warn", audience: "operator" },
  upstream_down: { trpcCode: "SERVICE_UNAVAILABLE", level: "warn", audience: "operator" },
  storage_down: { trpcCode: "SERVICE_UNAVAILABLE", level: "error", audience: "operator" },
  bug: { trpcCode: "INTERNAL_SERVER_ERROR", level: "error", audience: "log" },
};

/** Where a code's HTTP meaning is narrower than its family's. */
const codeRules: Partial<Record<ErrorCode, Partial<ErrorRule>>> = {
  TOO_MANY_REQUESTS: { trpcCode: "TOO_MANY_REQUESTS" },
  PAYLOAD_TOO_LARGE: { trpcCode: "PAYLOAD_TOO_LARGE" },
  ANSWER_OVERDUE: { trpcCode: "SERVICE_UNAVAILABLE", audience: "operator" },
};

/** The row of the table for a code: that of its family, but for what the code says otherwise. */
export function ruleOf(code: ErrorCode): ErrorRule {
  return { ...familyRules[errorFamily(code)], ...codeRules[code] };
}

/** Names whatever was thrown: an AppError as it is, anything unknown as a BUG that keeps its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof TRPCError) {
    if (thrown.cause instanceof AppError) return thrown.cause;
    return fromTrpcError(thrown);
  }
  return new AppError("BUG", "Something went wrong on our side.", { cause: thrown });
}

function fromTrpcError(error: TRPCError): AppError {
  switch (error.code) {
    case "BAD_REQUEST":
    case "PARSE_ERROR":
    case "METHOD_NOT_SUPPORTED":
    case "UNSUPPORTED_MEDIA_TYPE":
      return new AppError("INVALID_INPUT", "The request is not what this procedure expects.", {
        details: { issues: issuesOf(error.cause) },
      });
    case "NOT_FOUND":
      return new AppError("NOT_FOUND", "There is no such procedure.");
    case "PAYLOAD_TOO_LARGE":
      return new AppError("PAYLOAD_TOO_LARGE", "The request is larger than this address accepts.");
    default:
      return new AppError("BUG", "Something went wrong on our side.", { cause: error });
  }
}

/** Which field is wrong and why; a validator's message never repeats the value. */
function issuesOf(cause: unknown): { path: string; message: string }[] {
  if (!(cause instanceof Error) || !("issues" in cause) || !Array.isArray(cause.issues)) return [];
  return cause.issues.map((issue: unknown) => {
    const path = isRecord(issue) && Array.isArray(issue.path) ? issue.path.map(pathStep).join(".") : "";
    const message = isRecord(issue) && typeof issue.message === "string" ? issue.message : "Invalid";
    return { path, message };
  });
}

function pathStep(step: unknown): string {
  return String(isRecord(step) && "key" in step ? step.key : step);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Whether it was only given up because whoever asked has gone: nobody reads the answer, and nothing went wrong. */
export function isAskerGone(thrown: unknown): thrown is TRPCError {
  return thrown instanceof TRPCError && thrown.code === "CLIENT_CLOSED_REQUEST";
}

/** The error a procedure answers with; its cause stays an AppError so that the formatter can name it. */
export function toTrpcError(thrown: unknown): TRPCError {
  if (isAskerGone(thrown)) return thrown;
  const error = toAppError(thrown);
  return new TRPCError({ code: ruleOf(error.code).trpcCode, message: error.reason, cause: error });
}

/** What the outside may know of an error. */
export interface PublicError {
  readonly appCode: ErrorCode;
  readonly family: ErrorFamily;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Keeps a bug's own words inside: the caller gets a fixed sentence and the request id. */
export function toPublicError(error: AppError): PublicError {
  const isShown = ruleOf(error.code).audience === "operator";
  return {
    appCode: error.code,
    family: errorFamily(error.code),
    message: isShown ? error.reason : "Something went wrong on our side. The request id names it in the log.",
    details: isShown ? error.details : {},
  };
}
