import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { Navigate, useLocation } from "react-router";
import { Button } from "../../components/ui/button.tsx";
import { useAccountPreferences } from "../../lib/account-preferences.ts";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { appErrorOf, describeError } from "../../lib/error-message.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { startLive } from "../../lib/live.ts";
import { SessionProvider } from "../../lib/session.tsx";
import { reportSignedIn, useIsSignedOut } from "../../lib/session-watch.ts";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { Notice } from "../notice.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";

const SessionExpired = lazy(() => import("./session-expired.tsx"));

/**
 * Lets the signed-in through. Who arrives without a session goes to sign in and comes back here; who loses it while
 * working signs in again over the page, which stays as it is.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const m = useMessages();
  const location = useLocation();
  const isSignedOut = useIsSignedOut();
  const me = useQuery(trpc.sessions.me.queryOptions(undefined, { staleTime: 60_000 }));
  const isSignedIn = me.data !== undefined;
  const { state: statusState } = useConsoleStatus();

  useAccountPreferences(me.data);
  useEffect(() => {
    if (!isSignedIn || isSignedOut) return;
    return startLive();
  }, [isSignedIn, isSignedOut]);

  if (me.data === undefined) {
    if (me.error === null) return <PageSkeleton />;
    if (appErrorOf(me.error)?.code === "SIGNED_OUT") {
      const from = `${location.pathname}${location.search}${location.hash}`;
      return <Navigate replace to={`/sign-in?${new URLSearchParams({ from })}`} />;
    }
    const described = describeError(me.error, m.errors);
    return (
      <main>
        <Notice
          isFailure
          title={m.shell.session.failedTitle}
          help={`${described.title}. ${described.help}`}
          detail={described.requestId === null ? null : m.errors.requestId(described.requestId)}
          action={
            <Button variant="primary" isPending={me.isFetching} onClick={() => void me.refetch()}>
              {m.ui.retry}
            </Button>
          }
        />
      </main>
    );
  }

  // What the frame says of the store must not push a drawn page down; where no answer comes the page comes without it.
  if (statusState === "reading") return <PageSkeleton />;
  if (me.data.secondFactorMissing && location.pathname !== "/account") return <Navigate replace to="/account" />;
  return (
    <SessionProvider session={me.data}>
      {children}
      {isSignedOut && (
        <Suspense>
          <SessionExpired
            session={me.data}
            onSignedIn={() => {
              reportSignedIn();
              void queryClient.invalidateQueries();
            }}
          />
        </Suspense>
      )}
    </SessionProvider>
  );
}
