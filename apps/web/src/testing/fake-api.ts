import { type ErrorCode, errorFamily } from "@maru/domain";
import type { AppRouter } from "@maru/server/router";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";

/** Answers by procedure path. A handler that throws refuses the call with what it throws. */
export type FakeProcedures = Record<string, (input: unknown) => unknown>;

export interface FakeCall {
  readonly path: string;
  readonly input: unknown;
}

/** A tRPC link that answers from `procedures`; calls to anything else fail loudly. Every call is kept in `calls`. */
export function fakeApi(procedures: FakeProcedures): {
  readonly link: TRPCLink<AppRouter>;
  readonly calls: readonly FakeCall[];
} {
  const calls: FakeCall[] = [];
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        calls.push({ path: op.path, input: op.input });
        const handler = procedures[op.path];
        Promise.resolve()
          .then(() => {
            if (handler === undefined) throw new Error(`The fake API has no ${op.path}.`);
            return handler(op.input);
          })
          .then(
            (data) => {
              observer.next({ result: { type: "data", data } });
              observer.complete();
            },
            (error: unknown) => observer.error(asClientError(error)),
          );
      });
  return { link, calls };
}

function asClientError(error: unknown): TRPCClientError<AppRouter> {
  if (error instanceof TRPCClientError) return error;
  return TRPCClientError.from(error instanceof Error ? error : new Error(String(error)));
}

/** The error a call ends with when the server refuses it for this reason. */
export function refusal(
  code: ErrorCode,
  details: Readonly<Record<string, unknown>> = {},
  message = "The operator-facing reason.",
): TRPCClientError<AppRouter> {
  return TRPCClientError.from({
    error: {
      message,
      code: -32_000,
      data: { code: "BAD_REQUEST", appCode: code, family: errorFamily(code), details, requestId: "req-test-1" },
    },
  });
}
