import { Banner } from "../../components/ui/banner.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useSession } from "../../lib/session.tsx";
import { PasswordSection } from "./password-section.tsx";
import { PreferencesSection } from "./preferences-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { TelSection } from "./tel-section.tsx";

/** Everything one may know and decide about oneself. */
export function Component() {
  const m = useAllMessages();
  const { secondFactorMissing } = useSession();
  useDocumentTitle(m.account.title);
  return (
    <div className="grid max-w-[880px] gap-8 px-3 py-4 md:px-5">
      <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
        {m.account.title}
      </h1>
      {secondFactorMissing && <Banner tone="wait">{m.account.secondFactor.requiredNow}</Banner>}
      <ProfileSection />
      {!secondFactorMissing && <TelSection />}
      <SecondFactorSection />
      {!secondFactorMissing && (
        <>
          <PasswordSection />
          <SessionsSection />
          <PreferencesSection />
        </>
      )}
    </div>
  );
}
