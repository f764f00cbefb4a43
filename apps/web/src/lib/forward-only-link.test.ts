import type { AppRouter } from "@maru/server/router";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { expect, test } from "vitest";
import { forwardOnlyLink } from "./forward-only-link.ts";

test("asks for a page by exactly what the procedure knows", async () => {
  const asked: unknown[] = [];
  const noting: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        asked.push(op.input);
        observer.next({ result: { type: "data", data: { items: [], nextCursor: null } } });
        observer.complete();
      });
  const client = createTRPCClient<AppRouter>({ links: [forwardOnlyLink, noting] });
  const queryClient = new QueryClient();
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  await queryClient.fetchInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  expect(asked).toEqual([{ limit: 50 }]);
});
