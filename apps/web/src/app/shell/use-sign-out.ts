import { showToast } from "../../components/ui/toast-queue.ts";
import { signOut } from "../../lib/auth.ts";
import { forgetDrafts } from "../../lib/drafts.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { expectSignOut } from "../../lib/live.ts";

/** Ends the session and leaves the console with nothing of it in memory, and no form half-filled in the tab. */
export function useSignOut(): () => Promise<void> {
  const m = useMessages();
  return async () => {
    expectSignOut(true);
    if (await signOut()) {
      forgetDrafts();
      window.location.assign("/sign-in");
      return;
    }
    expectSignOut(false);
    showToast(m.shell.signOutFailed, { tone: "bad" });
  };
}
