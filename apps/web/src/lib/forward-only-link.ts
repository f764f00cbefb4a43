import type { AppRouter } from "@maru/server/router";
import type { TRPCLink } from "@trpc/client";

/**
 * Leaves out the direction that the client library adds to the input of a list read page by page: our procedures only
 * go forward, and refuse whatever they do not know.
 */
export const forwardOnlyLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next({ ...op, input: withoutDirection(op.input) });

function withoutDirection(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("direction" in input)) return input;
  const { direction: _forward, ...rest } = input;
  return rest;
}
