import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { Outlet } from "react-router";
import { queryClient } from "../../lib/trpc.ts";
import { Frame } from "./frame.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";
import { SessionGate } from "./session-gate.tsx";

/** Everything around a page for somebody who is signed in. */
export function Component() {
  return (
    <QueryClientProvider client={queryClient}>
      <SessionGate>
        <Frame>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </Frame>
      </SessionGate>
    </QueryClientProvider>
  );
}
