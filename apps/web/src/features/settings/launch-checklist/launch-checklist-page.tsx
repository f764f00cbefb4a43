import {
  formatInstant,
  type LaunchVerdict,
  launchGroups,
  launchListUrl,
  launchModes,
  launchVerdicts,
} from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { PartsSkeleton } from "../../../components/parts-skeleton.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { classNames } from "../../../lib/class-names.ts";
import { countFormatter } from "../../../lib/count.ts";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useRolesThatMay } from "../../../lib/roles-that-may.ts";
import { useMay, useSession } from "../../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../../lib/trpc.ts";
import { SettingsHead } from "../settings-head.tsx";
import { LaunchBox } from "./launch-box.tsx";
import { EnvironmentTable } from "./launch-details.tsx";
import { type LaunchSearch, readLaunchSearch, writeLaunchSearch } from "./launch-search.ts";

type Checklist = RouterOutputs["launchChecklist"]["get"];

/** The vendor's launch checklist: what records say of each item, what people say, and what is left to do. */
export function Component() {
  const words = useAllMessages().launchChecklist;
  const mayRead = useMay("checklist:read");
  const [parameters] = useSearchParams();
  const search = readLaunchSearch(parameters);
  const { mode } = search;
  const checklist = useQuery(trpc.launchChecklist.get.queryOptions({ mode }, { enabled: mayRead }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="checklist:read" />;
  return (
    <div className="grid gap-4 py-4">
      <SettingsHead title={words.title} help={words.help} />
      <div className="grid min-w-0 max-w-[860px] gap-5 px-3 pb-16 md:px-5 print:block print:space-y-5 print:pb-0">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
          <ModeLinks search={search} />
          <Button onClick={() => window.print()} className="ml-auto">
            {words.print}
          </Button>
        </div>
        {checklist.isPending && <PartsSkeleton parts={3} />}
        {checklist.isError && <FailedNote error={checklist.error} onRetry={() => void checklist.refetch()} />}
        {checklist.isSuccess && (
          <>
            <Standing checklist={checklist.data} search={search} />
            <Groups checklist={checklist.data} verdict={search.verdict} />
            {search.verdict === null && <EnvironmentTable cells={checklist.data.cells} />}
          </>
        )}
        <p className="text-small text-ink-3">
          {words.source}{" "}
          <a href={launchListUrl} target="_blank" rel="noreferrer" className="text-accent underline">
            {words.sourceLink}
          </a>
        </p>
      </div>
    </div>
  );
}

/** Live and test channels are two lists, each with an address. */
function ModeLinks({ search }: { readonly search: LaunchSearch }) {
  const words = useAllMessages().launchChecklist;
  return (
    <nav aria-label={words.modesLabel} className="flex gap-1">
      {launchModes.map((mode) => (
        <Link
          key={mode}
          to={writeLaunchSearch({ ...search, mode })}
          aria-current={mode === search.mode ? "true" : undefined}
          className={classNames(
            "flex h-9 items-center gap-1.5 rounded-md border px-3 coarse:h-11",
            mode === search.mode ? "border-accent bg-accent-wash font-semibold text-accent" : "border-edge text-ink-2",
          )}
        >
          {words.modes[mode]}
        </Link>
      ))}
    </nav>
  );
}

/** How far one has come, and the ways to the items of one verdict. */
function Standing({ checklist, search }: { readonly checklist: Checklist; readonly search: LaunchSearch }) {
  const words = useAllMessages().launchChecklist;
  const locale = useLocale();
  const n = countFormatter(locale);
  const { user } = useSession();
  const mayAttest = useMay("checklist:attest");
  const rolesThatMay = useRolesThatMay("checklist:attest");
  const { boxes } = checklist;
  const settled = boxes.filter(({ isSettled }) => isSettled).length;
  const countOf = (verdict: LaunchVerdict) => boxes.filter((box) => box.verdict === verdict).length;
  return (
    <section aria-labelledby="launch-standing" className="grid gap-3">
      <div className="grid gap-1">
        <h2 id="launch-standing" className="text-lead font-semibold" aria-live="polite">
          {words.settled(settled, boxes.length)}
        </h2>
        <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunk print:hidden">
          <div className="h-full bg-ok" style={{ width: `${(settled / boxes.length) * 100}%` }} />
        </div>
        <p className="text-small text-ink-3">
          {words.modeHelp[checklist.mode]}{" "}
          {words.readAt(formatInstant(Math.floor(checklist.readAtMs / 1000), locale, "minute"))}
        </p>
        {!mayAttest && <p className="text-small text-ink-3 print:hidden">{words.notYours(rolesThatMay)}</p>}
        <p className="hidden text-small print:block">{words.printedBy(words.modes[checklist.mode], user.name)}</p>
      </div>
      <nav aria-label={words.filterLabel} className="flex flex-wrap gap-1 print:hidden">
        {([null, ...launchVerdicts] as const).map((verdict) => (
          <Link
            key={verdict}
            to={writeLaunchSearch({ ...search, verdict })}
            preventScrollReset
            aria-current={verdict === search.verdict ? "true" : undefined}
            className={classNames(
              "flex items-center gap-1.5 rounded-full border px-2.5 py-1 coarse:py-2.5",
              verdict === search.verdict
                ? "border-accent bg-accent-wash font-semibold text-accent"
                : "border-line-strong text-ink-2 hover:text-ink",
            )}
          >
            {words.filters[verdict ?? "all"]}
            <span className="tabular-nums">{n(verdict === null ? boxes.length : countOf(verdict))}</span>
          </Link>
        ))}
      </nav>
    </section>
  );
}

function Groups({ checklist, verdict }: { readonly checklist: Checklist; readonly verdict: LaunchVerdict | null }) {
  const words = useAllMessages().launchChecklist;
  const shown = checklist.boxes.filter((box) => verdict === null || box.verdict === verdict);
  if (shown.length === 0) return <p className="text-ink-2">{words.noneOfVerdict}</p>;
  return launchGroups.map((group) => {
    const own = shown.filter((box) => box.group === group);
    if (own.length === 0) return null;
    const titleId = `launch-${group}`;
    return (
      <section key={group} aria-labelledby={titleId} className="grid gap-1 print:block">
        <h2
          id={titleId}
          className="flex items-baseline gap-2 break-after-avoid border-line-strong border-b pb-1.5 font-semibold"
        >
          {words.groups[group]}
          <span className="text-small font-normal text-ink-3">
            {words.groupSettled(own.filter(({ isSettled }) => isSettled).length, own.length)}
          </span>
        </h2>
        <ul aria-labelledby={titleId} className="grid print:block">
          {own.map((box) => (
            <LaunchBox key={box.id} box={box} checklist={checklist} />
          ))}
        </ul>
      </section>
    );
  });
}
