import { applicationMethods, formatInstant, furtherQuestions, mayCancelApplication } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { BackLink } from "../../../components/back-link.tsx";
import { PageFact, PageFacts, PagePart } from "../../../components/page-part.tsx";
import { PartsSkeleton } from "../../../components/parts-skeleton.tsx";
import { Banner } from "../../../components/ui/banner.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { DialogButtons } from "../../../components/ui/dialog-buttons.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { UnreadPage } from "../../../components/unread-page.tsx";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useRolesThatMay } from "../../../lib/roles-that-may.ts";
import { useMay } from "../../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../../lib/trpc.ts";
import { OriginTag } from "../origin-tag.tsx";
import { ApplicationHistory } from "./application-history.tsx";
import { type Application, applicationsPath, businessPath, partsOf } from "./application-name.ts";
import { ApplicationProblem } from "./application-problem.tsx";
import { ApplicationStateBadge } from "./application-state-badge.tsx";
import { CareForm } from "./care-form.tsx";
import { DocumentSection } from "./document-section.tsx";
import { MoveForm } from "./move-form.tsx";

export type Detail = RouterOutputs["settings"]["application"]["get"];

/** Takes what was recorded; `seen` is the version it followed, null where a person chose to replace what was there. */
export type OnRecorded = (recorded: Detail, seen: number | null) => Promise<void>;

/** One application: its stage, who looks after it, its papers, and everything that was recorded of it. */
export function Component() {
  const { applicationId = "" } = useParams();
  const words = useAllMessages().application;
  const locale = useLocale();
  const mayRead = useMay("application:read");
  const detail = useQuery(trpc.settings.application.get.queryOptions({ applicationId }, { enabled: mayRead }));
  const method = detail.data === undefined ? undefined : applicationMethods[detail.data.application.method][locale];
  useDocumentTitle(method ?? words.title);
  if (!mayRead) return <ForbiddenNote permission="application:read" />;
  if (detail.isError) {
    return (
      <UnreadPage
        error={detail.error}
        onRetry={() => void detail.refetch()}
        notFoundTitle={words.notFound}
        notFoundHelp={words.notFoundHelp}
        back={{ to: applicationsPath, name: words.back }}
      />
    );
  }
  return (
    <div className="grid w-full max-w-[860px] gap-6 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to={applicationsPath}>{words.back}</BackLink>
        <div className="flex flex-wrap items-center gap-2">
          <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
            {method ?? words.title}
          </h1>
          <OriginTag origin="declared" />
        </div>
      </div>
      {detail.isPending ? <PartsSkeleton parts={3} /> : <ApplicationBody key={applicationId} detail={detail.data} />}
    </div>
  );
}

function ApplicationBody({ detail }: { readonly detail: Detail }) {
  const words = useAllMessages().application;
  const mayWrite = useMay("application:write");
  const rolesThatMay = useRolesThatMay("application:write");
  const { application } = detail;
  // What the forms stand on: it follows what is recorded here, never what others record meanwhile.
  const [base, setBase] = useState(detail);
  const record: OnRecorded = async (recorded, seen) => {
    setBase((now) => (seen === null || seen === now.application.version ? recorded : now));
    queryClient.setQueryData(
      trpc.settings.application.get.queryKey({ applicationId: recorded.application.id }),
      recorded,
    );
    await queryClient.invalidateQueries(trpc.settings.application.pathFilter());
  };
  return (
    <>
      {application.contradiction !== null && (
        <Banner tone="bad" announce="status" title={words.contradicted}>
          {words.contradictions[application.contradiction]}
        </Banner>
      )}
      <Facts application={application} />
      {detail.isMasked && <p className="text-small text-ink-3">{`${words.masked} ${words.notYours(rolesThatMay)}`}</p>}
      {mayWrite && <MoveForm key={application.state} detail={detail} onRecorded={record} />}
      <CareForm
        base={base}
        latest={detail}
        mayWrite={mayWrite}
        onRecorded={record}
        onTakeLatest={() => setBase(detail)}
      />
      <DocumentSection detail={detail} mayWrite={mayWrite} />
      <ApplicationHistory detail={detail} mayWrite={mayWrite} onRecorded={record} />
      {mayWrite && ["draft", "cancelled", "rejected"].includes(application.state) && (
        <Removal application={application} />
      )}
    </>
  );
}

function Facts({ application }: { readonly application: Application }) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const { pg, type, integration } = partsOf(application, locale);
  const question = furtherQuestions[application.pgProvider]?.[locale];
  const at = formatInstant(application.changedAtMs / 1000, locale, "minute");
  return (
    <PagePart title={words.facts}>
      <PageFacts>
        <PageFact label={words.columns.state} value={<ApplicationStateBadge state={application.state} />} />
        <PageFact label={words.columns.pg} value={words.kindsAt(pg, type, integration)} />
        <PageFact
          label={words.columns.channel}
          value={
            application.seen === null
              ? words.channels.unknown
              : application.seen.mids.length === 0
                ? words.channels.none
                : words.channels.some(application.seen.mids.length)
          }
        />
        {question !== undefined && <PageFact label={words.questions} value={question} />}
        <PageFact
          label={words.businessTitle}
          value={
            <Link to={businessPath} className="text-accent underline-offset-2 hover:underline">
              {words.toBusiness}
            </Link>
          }
        />
      </PageFacts>
      {application.contactBy !== null && <p className="text-ink-2">{words.contactBy(application.contactBy)}</p>}
      <p className="text-small text-ink-3">
        {words.recordedBy(application.changedBy, at)}{" "}
        {mayCancelApplication(application.state)
          ? words.cancelUntil
          : !["cancelled", "rejected", "live"].includes(application.state) && words.cancelOver}
      </p>
    </PagePart>
  );
}

function Removal({ application }: { readonly application: Application }) {
  const words = useAllMessages().application;
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation(
    trpc.settings.application.remove.mutationOptions({
      async onSuccess() {
        showToast(words.removed);
        await navigate(applicationsPath);
        await queryClient.invalidateQueries(trpc.settings.application.list.pathFilter());
      },
    }),
  );
  return (
    <div className="border-line border-t pt-4">
      <Button onClick={() => setAsking(true)}>{words.remove}</Button>
      <Dialog
        role="alertdialog"
        size="small"
        title={words.removeTitle}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        footer={
          <DialogButtons
            keep={words.cancel}
            onKeep={() => setAsking(false)}
            go={words.remove}
            variant="danger"
            isPending={remove.isPending}
            onGo={() => remove.mutate({ applicationId: application.id, version: application.version })}
          />
        }
      >
        <p className="text-ink-2">{words.removeHelp}</p>
        {remove.isError && <ApplicationProblem error={remove.error} />}
      </Dialog>
    </div>
  );
}
