import { showToast } from "../../components/ui/toast-queue.ts";
import { signOut } from "../../lib/auth.ts";
import { useMessages } from "../../lib/i18n.tsx";

/** Ends the session and leaves the console with nothing of it in memory. */
export function useSignOut(): () => Promise<void> {
  const m = useMessages();
  return async () => {
    if (await signOut()) window.location.assign("/sign-in");
    else showToast(m.shell.signOutFailed, { tone: "bad" });
  };
}
