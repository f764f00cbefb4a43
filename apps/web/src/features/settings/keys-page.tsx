import { formatInstant } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { PageFact, PageFacts, PagePart } from "../../components/page-part.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Banner, type BannerTone } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { KeyRefusals } from "./key-refusals.tsx";
import { OriginTag } from "./origin-tag.tsx";
import { SettingsHead } from "./settings-head.tsx";

type Keys = RouterOutputs["settings"]["keys"]["get"];
type Setting = Keys["settings"][number];
type Clock = Keys["clocks"][number];

const tones: Readonly<Record<Keys["verdict"], BannerTone>> = {
  unknown: "info",
  accepted: "ok",
  runs_out: "bad",
  refused: "bad",
  maybe_blocked: "bad",
  unreachable: "wait",
};

/** What i'mport is spoken to with, where it comes from, whether it is taken, and how it is changed for another. */
export function Component() {
  const words = useAllMessages().settings.keys;
  const mayRead = useMay("key:read");
  const keys = useQuery(trpc.settings.keys.get.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="key:read" />;
  return (
    <div className="grid gap-5 py-4">
      <SettingsHead title={words.title} help={words.help} />
      <div className="grid min-w-0 max-w-[760px] gap-7 px-3 pb-16 md:px-5">
        {keys.isPending && <PartsSkeleton parts={3} />}
        {keys.isError && <FailedNote error={keys.error} onRetry={() => void keys.refetch()} />}
        {keys.isSuccess && (
          <>
            <Verdict keys={keys.data} />
            <Settings settings={keys.data.settings} />
            <Token keys={keys.data} />
            <Clocks keys={keys.data} />
            <KeyRefusals refusals={keys.data.refusals} days={keys.data.refusalDays} />
            <Checks checks={keys.data.checks} />
            <Rotation keys={keys.data} />
          </>
        )}
      </div>
    </div>
  );
}

function Verdict({ keys }: { readonly keys: Keys }) {
  const words = useAllMessages().settings.keys;
  const locale = useLocale();
  const mayCheck = useMay("key:check");
  const check = useMutation(
    trpc.settings.keys.check.mutationOptions({
      onSuccess(found) {
        queryClient.setQueryData(trpc.settings.keys.get.queryKey(), found);
        showToast(words.verdicts[found.verdict].title);
      },
    }),
  );
  const { title, help } = words.verdicts[keys.verdict];
  const isBad = keys.verdict !== "accepted" && keys.verdict !== "unknown";
  const endsAt = keys.token === null ? null : formatInstant(keys.token.expiresAtMs / 1000, locale, "minute");
  return (
    <div className="grid gap-3">
      <Banner
        tone={tones[keys.verdict]}
        title={title}
        action={
          mayCheck && (
            <Button isPending={check.isPending} onClick={() => check.mutate()}>
              {words.check}
            </Button>
          )
        }
      >
        <p>{keys.verdict === "runs_out" && endsAt !== null ? words.runsOutAt(endsAt) : help}</p>
        {isBad && keys.lastFailure?.message != null && (
          <figure className="mt-1 grid gap-0.5">
            <figcaption className="text-small text-ink-3">{words.theirWords}</figcaption>
            <blockquote className="border-line-strong border-l-3 pl-3">{keys.lastFailure.message}</blockquote>
          </figure>
        )}
        {keys.verdict === "maybe_blocked" && (
          <p>
            <Link to="/settings/whitelist" className="text-accent underline underline-offset-2">
              {words.toWhitelist}
            </Link>
          </p>
        )}
      </Banner>
      {mayCheck && <p className="text-small text-ink-3">{words.checkHelp}</p>}
      {check.isError && <FailedNote error={check.error} />}
    </div>
  );
}

function Settings({ settings }: { readonly settings: readonly Setting[] }) {
  const words = useAllMessages().settings.keys;
  return (
    <PagePart title={words.settings}>
      {settings
        .filter(({ file }) => file === "changed" || file === "unreadable")
        .map(({ name, file }) => (
          <Banner key={name} tone={file === "changed" ? "wait" : "bad"} title={words.names[name]}>
            {file === "changed" ? words.fileChanged : words.fileUnreadable}
          </Banner>
        ))}
      <ul className="grid gap-3">
        {settings.map((setting) => (
          <li key={setting.name} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <p className="font-medium">
              {words.names[setting.name]}
              <span className="block font-id text-small font-normal text-ink-3">{setting.variable}</span>
            </p>
            <div className="min-w-0">
              <p className="wrap-anywhere">{shownOf(setting)}</p>
              <p className="text-small text-ink-2">{originOf(setting)}</p>
              {setting.fingerprint !== null && (
                <p className="text-small text-ink-3">{words.fingerprint(setting.fingerprint)}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="text-small text-ink-3">{words.fingerprintHelp}</p>
    </PagePart>
  );

  function shownOf({ name, shown, fingerprint }: Setting): ReactNode {
    if (shown !== null) return <span className="font-id">{shown}</span>;
    return fingerprint === null || name !== "secret" ? <NoValue /> : words.neverShown;
  }

  function originOf({ name, variable, origin }: Setting): string {
    switch (origin.kind) {
      case "environment":
        return words.origins.environment(variable);
      case "file":
        return words.origins.file(origin.path);
      case "unset":
        return words.origins.unset[name];
    }
  }
}

function Token({ keys: { token, lastUse, lastFailure, sinceMs } }: { readonly keys: Keys }) {
  const words = useAllMessages().settings.keys;
  const locale = useLocale();
  return (
    <PagePart title={words.token}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-3">
        <OriginTag origin="observed" />
        <span>{words.since(formatInstant(sinceMs / 1000, locale, "minute"))}</span>
      </p>
      <PageFacts>
        <PageFact
          label={words.received}
          value={token === null ? words.noToken : <DateTime at={token.receivedAtMs / 1000} format="second" />}
        />
        {token !== null && (
          <PageFact
            label={words.ends}
            value={
              <>
                <DateTime at={token.expiresAtMs / 1000} format="second" />{" "}
                <span className="text-ink-2">{token.isLive ? words.isLive : words.isOver}</span>
              </>
            }
          />
        )}
        <PageFact
          label={words.lastUse}
          value={
            lastUse === null ? null : (
              <>
                <DateTime at={lastUse.atMs / 1000} format="second" />{" "}
                <span className="font-id text-ink-2">{lastUse.operation}</span>
              </>
            )
          }
        />
        <PageFact
          label={words.lastFailure}
          value={
            lastFailure === null ? (
              words.noFailure
            ) : (
              <>
                <DateTime at={lastFailure.atMs / 1000} format="second" />{" "}
                <span className="text-ink-2">{lastFailure.message ?? words.failures[lastFailure.hint ?? "other"]}</span>
              </>
            )
          }
        />
      </PageFacts>
    </PagePart>
  );
}

function Clocks({ keys: { clocks, mostClockErrorMs } }: { readonly keys: Keys }) {
  const words = useAllMessages().settings.keys;
  const locale = useLocale();
  const seconds = (ms: number) =>
    new Intl.NumberFormat(locale === "ko" ? "ko-KR" : "en-US", { maximumFractionDigits: 1 }).format(
      Math.abs(ms) / 1000,
    );
  const say = ({ verdict, aheadMs, uncertaintyMs }: Clock) =>
    words.clock[verdict](seconds(aheadMs), seconds(uncertaintyMs));
  return (
    <PagePart title={words.clocks}>
      {clocks.some(({ aheadMs }) => Math.abs(aheadMs) > mostClockErrorMs) && (
        <Banner tone="bad" title={words.clockOff(seconds(mostClockErrorMs))}>
          {words.clockOffHelp}
        </Banner>
      )}
      {clocks.length === 0 ? (
        <p className="text-ink-3">{words.noClock}</p>
      ) : (
        <PageFacts>
          {clocks.map((clock) => (
            <PageFact
              key={clock.source}
              label={words.sources[clock.source]}
              value={
                <>
                  {say(clock)}{" "}
                  <span className="text-small text-ink-3">
                    <DateTime at={clock.measuredAtMs / 1000} format="second" />
                  </span>
                </>
              }
            />
          ))}
        </PageFacts>
      )}
      <p className="text-small text-ink-3">{words.clockHelp(seconds(mostClockErrorMs))}</p>
    </PagePart>
  );
}

function Checks({ checks }: { readonly checks: Keys["checks"] }) {
  const words = useAllMessages().settings.keys;
  return (
    <PagePart title={words.checks}>
      {checks.length === 0 ? (
        <p className="text-ink-3">{words.noChecks}</p>
      ) : (
        <ul className="grid gap-2">
          {checks.map(({ id, atMs, byName, verdict, message, secretFingerprint }) => (
            <li key={id} className="grid gap-0.5 border-line border-l-3 pl-3">
              <p className="font-medium">{words.verdicts[verdict].title}</p>
              {message !== null && <p className="text-ink-2">{message}</p>}
              <p className="text-small text-ink-3">
                <DateTime at={atMs / 1000} format="second" /> · {words.checkedBy(byName, secretFingerprint)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </PagePart>
  );
}

/** In the order in which nothing is lost: what to look at first, what to change where, what to look at after. */
function Rotation({ keys: { settings, refundsOnTheirWay } }: { readonly keys: Keys }) {
  const words = useAllMessages().settings.keys.rotation;
  const secret = settings.find(({ name }) => name === "secret");
  const place =
    secret?.origin.kind === "file" ? words.inFile(secret.origin.path) : words.inEnvironment(secret?.variable ?? "");
  const steps: readonly { readonly title: string; readonly help: string; readonly link?: [string, string] }[] = [
    {
      title: words.quiet,
      help: refundsOnTheirWay === 0 ? words.noRefunds : words.refundsOnTheirWay(refundsOnTheirWay),
      link: ["/refunds", words.toRefunds],
    },
    { title: words.others, help: words.othersHelp },
    { title: words.renew, help: words.renewHelp },
    { title: words.put, help: place },
    { title: words.restart, help: words.restartHelp },
    { title: words.check, help: words.checkHelp },
    { title: words.watch, help: words.watchHelp },
  ];
  return (
    <PagePart title={words.title}>
      <p className="text-ink-2">{words.help}</p>
      <ol className="grid list-decimal gap-3 pl-5 marker:text-ink-3">
        {steps.map(({ title, help, link }) => (
          <li key={title}>
            <p className="font-medium">{title}</p>
            <p className="text-ink-2">{help}</p>
            {link !== undefined && (
              <Link to={link[0]} className="text-accent underline underline-offset-2">
                {link[1]}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </PagePart>
  );
}
