import { formatInstant, instructionStateNames, isFinalInstructionState } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { FactList } from "../../components/fact-list.tsx";
import { instructionName } from "../../components/instructions/instruction-name.ts";
import { InstructionNote } from "../../components/instructions/instruction-note.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { StepList } from "../../components/step-list.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";

type Detail = RouterOutputs["instructions"]["get"];
type Instruction = Detail["instruction"];

/** One that is open is asked about this often, in case a live event is lost. */
const followMs = 5_000;

/** One request to a PG: where it stands, what was asked, what was found out, and how it came here. */
export function Component() {
  const words = useAllMessages().requests;
  const locale = useLocale();
  const { instructionId = "" } = useParams();
  const mayRead = useMay("payment:read");
  const reading = useQuery(
    trpc.instructions.get.queryOptions(
      { instructionId },
      {
        enabled: mayRead,
        refetchInterval: ({ state }) =>
          state.data !== undefined && !isFinalInstructionState(state.data.instruction.state) ? followMs : false,
      },
    ),
  );
  const instruction = reading.data?.instruction;
  const title = instruction === undefined ? words.title : instructionName(instruction.kind, locale);
  useDocumentTitle(title);
  if (!mayRead) return <ForbiddenNote permission="payment:read" />;
  if (reading.isError && reading.data === undefined) {
    return (
      <UnreadPage
        error={reading.error}
        onRetry={() => void reading.refetch()}
        notFoundTitle={words.notFoundTitle}
        notFoundHelp={words.notFoundHelp}
        back={{ to: "/requests", name: words.back }}
      />
    );
  }
  return (
    <div className="grid w-full max-w-[880px] gap-5 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to="/requests">{words.back}</BackLink>
        {instruction === undefined ? (
          <Skeleton className="h-[26px] w-72" />
        ) : (
          <>
            <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
              {title}
            </h1>
            <p className="text-ink-3">
              {words.targets[instruction.target.kind]}{" "}
              <span className="font-id wrap-anywhere">{instruction.target.id}</span>
            </p>
          </>
        )}
      </div>
      {instruction === undefined && <PartsSkeleton />}
      {instruction !== undefined && (
        <>
          <InstructionNote instruction={instruction} />
          <Found instruction={instruction} />
          <Facts instruction={instruction} />
          <Timeline steps={reading.data?.steps ?? []} />
        </>
      )}
    </div>
  );
}

/** What was read to find out what became of it, and what a person said. */
function Found({ instruction }: { readonly instruction: Instruction }) {
  const words = useAllMessages().requests;
  const locale = useLocale();
  const { confirmation, state, isReadBack, checks, lastCheckedAtMs, nextCheckAtMs } = instruction;
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "second");
  const isOpen = state === "checking" || state === "unconfirmed";
  return (
    <>
      {isOpen && (
        <p className="text-ink-2 tabular-nums">
          {!isReadBack
            ? words.noRecord
            : lastCheckedAtMs === null
              ? words.notLooked
              : words.looked(checks, time(lastCheckedAtMs))}
          {nextCheckAtMs !== null && <> {words.nextLook(time(nextCheckAtMs))}</>}
        </p>
      )}
      {confirmation !== null && (
        <Banner tone="info" title={words.confirmedTitle}>
          <p className="text-ink wrap-anywhere">{confirmation.reason}</p>
          <p className="text-small tabular-nums">{words.confirmed(confirmation.by.name, time(confirmation.atMs))}</p>
        </Banner>
      )}
    </>
  );
}

function Facts({ instruction }: { readonly instruction: Instruction }) {
  const words = useAllMessages().requests;
  const locale = useLocale();
  const { contents, result, impUid, sentAtMs, settledAtMs } = instruction;
  const time = (ms: number) => formatInstant(Math.floor(ms / 1000), locale, "second");
  const asked: readonly (readonly [string, ReactNode])[] = [
    ...(impUid === null
      ? []
      : ([
          [
            words.payment,
            <Link
              key="payment"
              to={`/payments/${encodeURIComponent(impUid)}`}
              className="font-id text-accent hover:underline"
            >
              {impUid}
            </Link>,
          ],
        ] as const)),
    [words.sentAt, sentAtMs === null ? words.notSent : time(sentAtMs)],
    ...(settledAtMs === null ? [] : ([[words.settledAt, time(settledAtMs)]] as const)),
  ];
  return (
    <>
      <Rows title={words.facts} rows={[...asked, ...plainRows(contents, locale)]} />
      {result !== null && Object.keys(result).length > 0 && (
        <Rows title={words.result} rows={plainRows(result, locale)} />
      )}
    </>
  );
}

/** Facts under the names they have in the record: each kind keeps its own. */
function plainRows(facts: Readonly<Record<string, unknown>>, locale: "ko" | "en"): (readonly [string, ReactNode])[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    const isInstant = typeof value === "number" && /At$/.test(name);
    const text = isInstant
      ? formatInstant(value, locale, "minute")
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
    return [[name, text] as const];
  });
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 border-line border-b pb-1.5 font-semibold">{title}</h2>
      <FactList facts={rows} />
    </section>
  );
}

function Timeline({ steps }: { readonly steps: Detail["steps"] }) {
  const words = useAllMessages().requests;
  const locale = useLocale();
  return (
    <StepList
      title={words.timeline}
      steps={steps.map(({ atMs, to, by, details: { reason } }) => ({
        atMs,
        name: instructionStateNames[to][locale],
        by: by?.name ?? words.ourselves,
        more: typeof reason === "string" && <p className="text-ink-2">{reason}</p>,
      }))}
    />
  );
}
