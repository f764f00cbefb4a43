import type { AppRouter } from "@maru/server/router";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, type TRPCLink } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { earlyLink } from "./early-link.ts";
import { appErrorOf } from "./error-message.ts";
import { forwardOnlyLink } from "./forward-only-link.ts";
import { networkLink } from "./network-link.ts";
import { signOutLink } from "./sign-out-link.ts";

export type RouterOutputs = inferRouterOutputs<AppRouter>;

let connected: TRPCLink<AppRouter> = networkLink;

/** Chooses what carries the calls instead of the network. Takes effect for every later call. */
export function connectApi(link: TRPCLink<AppRouter>): void {
  connected = link;
}

const delegatingLink: TRPCLink<AppRouter> = (runtime) => {
  let built: { readonly link: TRPCLink<AppRouter>; readonly run: ReturnType<TRPCLink<AppRouter>> } | undefined;
  return (call) => {
    if (built?.link !== connected) built = { link: connected, run: connected(runtime) };
    return built.run(call);
  };
};

/** Answers that asking again cannot change are shown at once; anything else is asked twice more. */
function shouldRetry(failures: number, error: unknown): boolean {
  const known = appErrorOf(error);
  if (known !== undefined && known.family !== "upstream_down") return false;
  return failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: shouldRetry, staleTime: 30_000 },
    mutations: { retry: false },
  },
});

export const trpcClient = createTRPCClient<AppRouter>({
  links: [signOutLink, forwardOnlyLink, earlyLink, delegatingLink],
});

/** `useQuery(trpc.payments.list.queryOptions(query))`, `queryClient.invalidateQueries(trpc.payments.pathFilter())`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });
