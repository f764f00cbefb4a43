import { Banner } from "../../components/ui/banner.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { safeReturnPath } from "../../lib/safe-path.ts";
import { EntryFrame } from "./entry-frame.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** Where everybody comes in, and where they return to the page they were sent from. */
export function Component() {
  const { signIn } = useEntryMessages();
  const { state, status } = useConsoleStatus();
  useDocumentTitle(signIn.title);

  // A full load rather than a route change: nothing of whoever was signed in before stays in memory.
  const arrive = () => {
    const from = new URLSearchParams(window.location.search).get("from");
    window.location.assign(safeReturnPath(from));
  };

  return (
    <EntryFrame title={signIn.title}>
      {state === "failing" && (
        <Banner tone="wait" announce="status">
          {signIn.statusFailed}
        </Banner>
      )}
      {status?.isSetUpRequired === true && <Banner tone="info">{signIn.setupRequired}</Banner>}
      <SignInForm
        demoRoles={status?.demoRoles ?? []}
        demoPlaceholder={state === "reading" ? <DemoSkeleton /> : null}
        onSignedIn={arrive}
      />
    </EntryFrame>
  );
}

/** The room the demo roles take in the sandbox would move the form; it is held only while nobody knows. */
function DemoSkeleton() {
  return <Skeleton className="h-8 w-full" />;
}
