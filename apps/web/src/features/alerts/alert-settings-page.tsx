import { useQuery } from "@tanstack/react-query";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useRolesThatMay } from "../../lib/roles-that-may.ts";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { AlertHead } from "./alert-head.tsx";
import { DestinationForm, DestinationItem } from "./destinations.tsx";
import { RuleForm } from "./rule-form.tsx";

/** What is watched over, and whom it is told to. */
export function Component() {
  const words = useAllMessages().alerts;
  const mayRead = useMay("alert:read");
  const mayWrite = useMay("alert:write");
  const rolesThatMay = useRolesThatMay("alert:write");
  const settings = useQuery(trpc.alerts.settings.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.settingsTitle);
  if (!mayRead) return <ForbiddenNote permission="alert:read" />;
  const { data } = settings;
  return (
    <div className="grid gap-5 py-4">
      <AlertHead title={words.settingsTitle} help={words.settingsHelp} />
      <div className="grid max-w-[860px] gap-8 px-3 md:px-5">
        {settings.isPending && <PartsSkeleton parts={3} />}
        {settings.isError && <FailedNote error={settings.error} onRetry={() => void settings.refetch()} />}
        {data !== undefined && (
          <>
            <section aria-labelledby="destinations-title" className="grid gap-2">
              <h2 id="destinations-title" className="text-lead font-semibold">
                {words.destinations}
              </h2>
              {!data.canMail && (
                <Banner tone="wait">
                  <p>{words.noMail}</p>
                </Banner>
              )}
              {data.destinations.length === 0 ? (
                <p className="text-ink-2">{words.noDestinations}</p>
              ) : (
                <ul aria-labelledby="destinations-title" className="grid">
                  {data.destinations.map((destination) => (
                    <DestinationItem key={destination.id} destination={destination} mayWrite={mayWrite} />
                  ))}
                </ul>
              )}
              {mayWrite ? <DestinationForm /> : <p className="text-small text-ink-3">{words.notYours(rolesThatMay)}</p>}
            </section>
            <section aria-labelledby="rules-title" className="grid gap-2">
              <h2 id="rules-title" className="text-lead font-semibold">
                {words.rules}
              </h2>
              <div className="grid">
                {data.rules.map((rule) => (
                  <RuleForm
                    key={JSON.stringify([rule.rule, rule.isEnabled, rule.figures])}
                    rule={rule}
                    mayWrite={mayWrite}
                  />
                ))}
              </div>
            </section>
          </>
        )}
      </div>
    </div>
  );
}
