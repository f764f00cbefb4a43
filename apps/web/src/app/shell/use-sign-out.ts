import { showToast } from "../../components/ui/toast-queue.ts";
import { signOut } from "../../lib/auth.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { expectSignOut } from "../../lib/live.ts";

/** Ends the session and leaves the console with nothing of it in memory. */
export function useSignOut(): () => Promise<void> {
  const m = useMessages();
  return async () => {
    expectSignOut(true);
    if (await signOut()) {
      window.location.assign("/sign-in");
      return;
    }
    expectSignOut(false);
    showToast(m.shell.signOutFailed, { tone: "bad" });
  };
}
