import { useEffect, useRef } from "react";
import { showToast } from "../components/ui/toast-queue.ts";
import { appErrorOf } from "./error-message.ts";
import { useMessages } from "./i18n.tsx";
import { type Preferences, setPreferences } from "./preferences.ts";
import type { Session } from "./session.tsx";
import { queryClient, trpc, trpcClient } from "./trpc.ts";

/** Takes over what the account remembers, once per sign-in, so that a new browser looks like the last one. */
export function useAccountPreferences(session: Session | undefined): void {
  const appliedFor = useRef<string>(undefined);
  useEffect(() => {
    if (session === undefined || appliedFor.current === session.user.id) return;
    appliedFor.current = session.user.id;
    const { language, theme, density } = session.preferences;
    setPreferences({ theme, density, ...(language === null ? {} : { language }) });
  }, [session]);
}

/** Changes a preference here at once and in the account behind it. */
export function useSavePreferences(): (change: Partial<Preferences>) => void {
  const m = useMessages();
  return (change) => {
    setPreferences(change);
    trpcClient.sessions.savePreferences.mutate(change).then(
      () => queryClient.invalidateQueries(trpc.sessions.me.pathFilter()),
      (error: unknown) => {
        // Whoever has to sign in again is told so elsewhere, and has more on their mind than this.
        if (appErrorOf(error)?.code !== "SIGNED_OUT") showToast(m.shell.preferencesNotSaved, { tone: "info" });
      },
    );
  };
}
