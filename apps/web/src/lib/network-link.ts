import type { AppRouter } from "@maru/server/router";
import { httpBatchLink, splitLink, type TRPCLink } from "@trpc/client";

/** Long filters still fit in one request line of every proxy we know of. */
const maxURLLength = 4000;
/** The server turns larger batches away; what many live events ask for at once comes in several. */
const maxItems = 25;

const inBatches: TRPCLink<AppRouter> = httpBatchLink({ url: "/trpc", maxURLLength, maxItems });

/**
 * Queries and mutations, in batches over HTTP. A batch is answered when all of it is, so counts, which may visit a million
 * payments, travel apart from what is asked for at the same moment. Events have a connection of their own.
 */
export const networkLink: TRPCLink<AppRouter> = splitLink({
  condition: ({ path }) => path === "payments.counts",
  true: inBatches,
  false: inBatches,
});
