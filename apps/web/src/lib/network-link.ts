import type { AppRouter } from "@maru/server/router";
import { httpBatchLink, type TRPCLink } from "@trpc/client";

/** Long filters still fit in one request line of every proxy we know of. */
const maxURLLength = 4000;
/** The server turns larger batches away; what many live events ask for at once comes in several. */
const maxItems = 25;

/** Queries and mutations, in batches over HTTP. Events have a connection of their own. */
export const networkLink: TRPCLink<AppRouter> = httpBatchLink({ url: "/trpc", maxURLLength, maxItems });
