import {
  type BusinessField,
  type BusinessInformation,
  businessLimits,
  businessProblems,
  type CertificateField,
  type CertificateValue,
  certificateFieldNames,
  certificateFields,
  companyForms,
  documentKindNames,
  formatInstant,
  longestCertificateValue,
  readCertificate,
  serviceKinds,
} from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { BackLink } from "../../../components/back-link.tsx";
import { PagePart } from "../../../components/page-part.tsx";
import { PartsSkeleton } from "../../../components/parts-skeleton.tsx";
import { Banner } from "../../../components/ui/banner.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { Choice } from "../../../components/ui/choice.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { controlClass, Field } from "../../../components/ui/field.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { Spinner } from "../../../components/ui/spinner.tsx";
import { TextField } from "../../../components/ui/text-field.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { classNames } from "../../../lib/class-names.ts";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useRolesThatMay } from "../../../lib/roles-that-may.ts";
import { useMay } from "../../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../../lib/trpc.ts";
import { OriginTag } from "../origin-tag.tsx";
import { uploadDocument } from "./application-files.ts";
import { applicationsPath } from "./application-name.ts";
import { ApplicationProblem, changedBy } from "./application-problem.tsx";
import { ChangedMeanwhile, type Difference } from "./changed-meanwhile.tsx";
import { DocumentFiles } from "./document-files.tsx";
import { DocumentButton } from "./document-upload.tsx";
import { readPicture } from "./read-picture.ts";

type Business = RouterOutputs["settings"]["application"]["business"];

/** What the shop tells of itself when it applies: read off the certificate where it can be, confirmed by a person. */
export function Component() {
  const words = useAllMessages().application;
  const locale = useLocale();
  const mayRead = useMay("application:read");
  const rolesThatMay = useRolesThatMay("application:write");
  const business = useQuery(trpc.settings.application.business.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.businessTitle);
  if (!mayRead) return <ForbiddenNote permission="application:read" />;
  const said = business.data;
  return (
    <div className="grid w-full max-w-[760px] gap-4 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to={applicationsPath}>{words.back}</BackLink>
        <div className="flex flex-wrap items-center gap-2">
          <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
            {words.businessTitle}
          </h1>
          <OriginTag origin="declared" />
        </div>
        <p className="text-ink-3">{words.businessHelp}</p>
        {said !== undefined && (
          <p className="text-small text-ink-3">
            {said.changedAtMs === null
              ? words.neverSaved
              : words.lastSaved(said.changedBy ?? "", formatInstant(said.changedAtMs / 1000, locale, "minute"))}
          </p>
        )}
      </div>
      {business.isPending && <PartsSkeleton parts={3} />}
      {business.isError && <FailedNote error={business.error} onRetry={() => void business.refetch()} />}
      {said?.isUnreadable === true && <Banner tone="bad">{words.unreadable}</Banner>}
      {said?.isMasked === true && <Banner tone="info">{`${words.masked} ${words.notYours(rolesThatMay)}`}</Banner>}
      {said !== undefined && <BusinessForm business={said} />}
    </div>
  );
}

type Reading =
  | { readonly state: "idle" }
  | { readonly state: "running" }
  | { readonly state: "failed" }
  | { readonly state: "done"; readonly read: number; readonly kept: number; readonly isNumberSound: boolean | null };

function BusinessForm({ business }: { readonly business: Business }) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const mayWrite = useMay("application:write");
  const [base, setBase] = useState({ version: business.version, information: business.information });
  const [draft, setDraft] = useState<BusinessInformation>(business.information);
  const [isTried, setTried] = useState(false);
  const [reading, setReading] = useState<Reading>({ state: "idle" });
  const save = useMutation(
    trpc.settings.application.saveBusiness.mutationOptions({
      async onSuccess(saved, sent) {
        setBase({ version: saved.version, information: saved.information });
        // What was typed while it was under way stays.
        setDraft((now) => (now === sent.information ? saved.information : now));
        setTried(saved.problems.length > 0);
        showToast(saved.problems.length === 0 ? words.saved : words.savedHalf(saved.problems.length));
        await queryClient.invalidateQueries(trpc.settings.application.pathFilter());
      },
      async onError(error) {
        if (changedBy(error) !== undefined)
          await queryClient.invalidateQueries(trpc.settings.application.business.pathFilter());
      },
    }),
  );
  const upload = useMutation({
    mutationFn: uploadDocument,
    async onSuccess(_, { file }) {
      await queryClient.invalidateQueries(trpc.settings.application.pathFilter());
      if (file.type !== "application/pdf") await read(file);
    },
  });

  async function read(file: File): Promise<void> {
    setReading({ state: "running" });
    try {
      const { fields, companyForm, isNumberSound } = readCertificate(await readPicture(file));
      const found = certificateFields.filter((field) => fields[field] !== undefined);
      setDraft((now) => ({ ...now, companyForm: now.companyForm ?? companyForm, certificate: propose(now, fields) }));
      const kept = found.filter((field) => isSettled(draft.certificate[field])).length;
      setReading({ state: "done", read: found.length - kept, kept, isNumberSound });
    } catch {
      setReading({ state: "failed" });
    }
  }

  const problems = businessProblems(draft);
  const problemOf = (field: BusinessField): string | undefined => {
    const kind = problems.find((each) => each.field === field)?.kind;
    if (kind === undefined || !isTried) return undefined;
    return kind === "wrong" ? Reflect.get(words.problems.wrong, field) : words.problems[kind];
  };
  const change = (part: Partial<BusinessInformation>) => setDraft((now) => ({ ...now, ...part }));
  const certify = (field: CertificateField, value: CertificateValue) =>
    setDraft((now) => ({ ...now, certificate: { ...now.certificate, [field]: value } }));
  const submit = (version: number) => save.mutate({ version, information: draft });
  const text = (
    field: Exclude<keyof BusinessInformation, "certificate" | "companyForm" | "serviceKind" | "monthlyVolume" | "memo">,
    most: number,
    more: { readonly type?: string; readonly hint?: ReactNode } = {},
  ) => (
    <TextField
      label={words.fields[field]}
      error={problemOf(field)}
      value={draft[field]}
      maxLength={most}
      disabled={!mayWrite}
      autoComplete="off"
      onChange={(value) => change({ [field]: value })}
      {...more}
    />
  );
  const conflict = changedBy(save.error);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(base.information);
  const certificateName = documentKindNames.business_certificate[locale];

  return (
    <>
      <PagePart title={words.certificate}>
        {mayWrite && <p className="text-ink-2">{words.certificateHelp}</p>}
        <DocumentFiles label={certificateName} applicationId={null} files={business.files} mayWrite={mayWrite} />
        {business.files.length === 0 && <p className="text-ink-3">{words.noFiles}</p>}
        {mayWrite && (
          <div>
            <DocumentButton
              kind="business_certificate"
              kindName={certificateName}
              isPending={upload.isPending || reading.state === "running"}
              onChoose={(file, kind) => upload.mutate({ file, kind, applicationId: null })}
            />
          </div>
        )}
        {upload.isError && <ApplicationProblem error={upload.error} />}
        <div role="status" className="grid gap-1">
          {upload.isPending && reading.state !== "running" && <p className="text-ink-2">{words.uploading}</p>}
          <ReadingNote reading={reading} />
        </div>
      </PagePart>
      <Form
        noValidate
        className="grid gap-6"
        onSubmit={() => {
          setTried(true);
          submit(base.version);
        }}
      >
        <ul className="grid gap-4" aria-label={words.certificate}>
          {certificateFields.map((field) => (
            <li key={field}>
              <CertificateRow
                field={field}
                value={draft.certificate[field]}
                problem={problemOf(field)}
                mayWrite={mayWrite}
                onChange={(value) => certify(field, value)}
              />
            </li>
          ))}
        </ul>
        <Choice
          label={words.fields.companyForm}
          error={problemOf("companyForm")}
          value={draft.companyForm}
          isWide
          options={companyForms.map((form) => ({ value: form, label: words.companyForms[form] }))}
          onChange={(companyForm) => mayWrite && change({ companyForm })}
        />
        <PagePart title={words.peopleTitle}>
          <div className="grid gap-4 sm:grid-cols-2">
            {text("representativeTel", businessLimits.tel, { type: "tel" })}
            {text("representativeEmail", businessLimits.email, { type: "email" })}
          </div>
          {mayWrite && (
            <Button
              className="justify-self-start"
              onClick={() =>
                change({
                  contactName: draft.certificate.representative.value,
                  contactTel: draft.representativeTel,
                  contactEmail: draft.representativeEmail,
                })
              }
            >
              {words.sameAsRepresentative}
            </Button>
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            {text("contactName", businessLimits.name)}
            {text("contactTel", businessLimits.tel, { type: "tel" })}
            {text("contactEmail", businessLimits.email, { type: "email" })}
          </div>
        </PagePart>
        <PagePart title={words.serviceTitle}>
          <Choice
            label={words.fields.serviceKind}
            error={problemOf("serviceKind")}
            value={draft.serviceKind}
            isWide
            options={serviceKinds.map((kind) => ({ value: kind, label: words.serviceKinds[kind] }))}
            onChange={(serviceKind) => mayWrite && change({ serviceKind })}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            {text("serviceUrl", businessLimits.url, { type: "url" })}
            {text("salesItems", businessLimits.items, { hint: words.salesItemsHint })}
            <TextField
              label={words.fields.monthlyVolume}
              error={problemOf("monthlyVolume")}
              inputMode="numeric"
              disabled={!mayWrite}
              maxLength={17}
              value={draft.monthlyVolume === null ? "" : draft.monthlyVolume.toLocaleString("en-US")}
              onChange={(typed) => change({ monthlyVolume: readVolume(typed) })}
            />
          </div>
          <Field label={words.fields.memo}>
            {(control) => (
              <textarea
                {...control}
                rows={3}
                maxLength={businessLimits.memo}
                disabled={!mayWrite}
                value={draft.memo}
                onChange={(event) => change({ memo: event.currentTarget.value })}
                className={classNames(controlClass, "h-auto resize-y py-2 coarse:h-auto")}
              />
            )}
          </Field>
        </PagePart>
        {conflict !== undefined && business.version !== base.version && (
          <ChangedMeanwhile
            by={conflict.name}
            differences={differencesOf(business.information, draft)}
            isPending={save.isPending}
            onKeepMine={() => submit(business.version)}
            onTakeTheirs={() => {
              setBase({ version: business.version, information: business.information });
              setDraft(business.information);
              save.reset();
            }}
          />
        )}
        {save.isError && conflict === undefined && <ApplicationProblem error={save.error} />}
        {mayWrite && (
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" size="medium" isPending={save.isPending} disabled={!isChanged}>
              {words.save}
            </Button>
            <p role="status" className="text-small text-ink-3">
              {words.left(problems.length)}
            </p>
          </div>
        )}
      </Form>
    </>
  );

  function differencesOf(theirs: BusinessInformation, mine: BusinessInformation): readonly Difference[] {
    const ofCertificate = certificateFields
      .filter((field) => JSON.stringify(theirs.certificate[field]) !== JSON.stringify(mine.certificate[field]))
      .map((field) => ({
        field: certificateFieldNames[field][locale],
        theirs: theirs.certificate[field].value,
        mine: mine.certificate[field].value,
      }));
    const shown = (information: BusinessInformation, field: keyof typeof words.fields) => {
      if (field === "companyForm")
        return information.companyForm === null ? "" : words.companyForms[information.companyForm];
      if (field === "serviceKind")
        return information.serviceKind === null ? "" : words.serviceKinds[information.serviceKind];
      return String(information[field] ?? "");
    };
    const ofRest = (Object.keys(words.fields) as (keyof typeof words.fields)[])
      .filter((field) => theirs[field] !== mine[field])
      .map((field) => ({ field: words.fields[field], theirs: shown(theirs, field), mine: shown(mine, field) }));
    return [...ofCertificate, ...ofRest];
  }
}

/** A person has settled it: a machine's proposal does not replace it. */
function isSettled({ value, isConfirmed }: CertificateValue): boolean {
  return isConfirmed && value !== "";
}

function propose(
  { certificate }: BusinessInformation,
  read: Readonly<Partial<Record<CertificateField, string>>>,
): BusinessInformation["certificate"] {
  const proposed = { ...certificate };
  for (const field of certificateFields) {
    const value = read[field];
    if (value !== undefined && !isSettled(certificate[field])) {
      proposed[field] = { value, source: "ocr", isConfirmed: false };
    }
  }
  return proposed;
}

function readVolume(typed: string): number | null {
  const digits = typed.replace(/\D/g, "").slice(0, 13);
  return digits === "" ? null : Number(digits);
}

function ReadingNote({ reading }: { readonly reading: Reading }) {
  const words = useAllMessages().application;
  if (reading.state === "idle") return null;
  if (reading.state === "running") {
    return (
      <p className="flex items-center gap-2 text-ink-2">
        <Spinner /> {words.reading}
      </p>
    );
  }
  if (reading.state !== "done") return <Banner tone="wait">{words.readFailed}</Banner>;
  return (
    <>
      <Banner tone={reading.read === 0 && reading.kept === 0 ? "wait" : "ok"}>
        {words.readDone(reading.read)} {reading.kept > 0 && words.keptTyped(reading.kept)}
      </Banner>
      {reading.isNumberSound === false && <Banner tone="bad">{words.numberUnsound}</Banner>}
    </>
  );
}

interface CertificateRowProps {
  readonly field: CertificateField;
  readonly value: CertificateValue;
  readonly problem: string | undefined;
  readonly mayWrite: boolean;
  readonly onChange: (value: CertificateValue) => void;
}

/** One field of the certificate, and whether a person has compared it. */
function CertificateRow({ field, value, problem, mayWrite, onChange }: CertificateRowProps) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const name = certificateFieldNames[field][locale];
  return (
    <div className="grid gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_14rem]">
      <TextField
        label={name}
        error={problem}
        value={value.value}
        maxLength={longestCertificateValue}
        disabled={!mayWrite}
        autoComplete="off"
        onChange={(typed) => onChange({ value: typed, source: "typed", isConfirmed: false })}
      />
      <div className="grid content-start gap-0.5 sm:pt-7">
        <Checkbox
          label={
            <>
              <span aria-hidden>{words.confirm}</span>
              <span className="sr-only">{words.confirmOf(name)}</span>
            </>
          }
          isSelected={value.isConfirmed && value.value !== ""}
          isDisabled={!mayWrite || value.value === ""}
          onChange={(isConfirmed) => onChange({ ...value, isConfirmed })}
        />
        {value.value !== "" && <p className="pl-6 text-small text-ink-3">{words.sources[value.source]}</p>}
      </div>
    </div>
  );
}
