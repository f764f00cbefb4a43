import { useState } from "react";
import { Dialog } from "../../components/ui/dialog.tsx";
import { SignInForm } from "../../features/sign-in/sign-in-form.tsx";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { useMessages } from "../../lib/i18n.tsx";
import type { Session } from "../../lib/session.tsx";
import { trpcClient } from "../../lib/trpc.ts";

/** Signing in again over the page. Somebody else signing in starts afresh: nothing of this session is shown to them. */
export default function SessionExpired({
  session,
  onSignedIn,
}: {
  readonly session: Session;
  readonly onSignedIn: () => void;
}) {
  const m = useMessages();
  const { status } = useConsoleStatus();
  const [isLeaving, setLeaving] = useState(false);

  const arrive = async () => {
    const me = await trpcClient.sessions.me.query();
    if (me.user.id === session.user.id) onSignedIn();
    else {
      setLeaving(true);
      window.location.assign("/payments");
    }
  };

  return (
    <Dialog title={m.signIn.expiredTitle} isOpen onClose={() => undefined} isDismissable={false} size="small">
      <div className="grid gap-4" aria-busy={isLeaving}>
        <p className="text-ink-2">{m.signIn.expiredHelp}</p>
        <SignInForm
          initialEmail={session.user.email}
          demoRoles={status?.demoRoles.filter((role) => role === session.user.role) ?? []}
          onSignedIn={arrive}
        />
        <p>
          <a href="/sign-in" className="text-accent underline underline-offset-2">
            {m.signIn.leave}
          </a>
        </p>
      </div>
    </Dialog>
  );
}
