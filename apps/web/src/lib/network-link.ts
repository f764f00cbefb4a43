import type { AppRouter } from "@maru/server/router";
import { httpBatchLink, httpSubscriptionLink, splitLink, type TRPCLink } from "@trpc/client";

const url = "/trpc";
/** Long filters still fit in one request line of every proxy we know of. */
const maxURLLength = 4000;

/** Queries and mutations travel in batches over HTTP, subscriptions over server-sent events. */
export const networkLink: TRPCLink<AppRouter> = splitLink({
  condition: (operation) => operation.type === "subscription",
  true: httpSubscriptionLink({ url }),
  false: httpBatchLink({ url, maxURLLength }),
});
