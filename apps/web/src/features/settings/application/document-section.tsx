import { type DocumentKind, documentKindNames, documentKinds } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { PagePart } from "../../../components/page-part.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import { uploadDocument } from "./application-files.ts";
import type { Detail } from "./application-page.tsx";
import { ApplicationProblem } from "./application-problem.tsx";
import { DocumentFiles } from "./document-files.tsx";
import { DocumentButton } from "./document-upload.tsx";

/** The files of an application by what they are. */
export function DocumentSection({ detail, mayWrite }: { readonly detail: Detail; readonly mayWrite: boolean }) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const applicationId = detail.application.id;
  const [kind, setKind] = useState<DocumentKind>(detail.application.documents[0]?.kind ?? "other");
  const upload = useMutation({
    mutationFn: uploadDocument,
    async onSuccess(_, sent) {
      showToast(words.uploaded(documentKindNames[sent.kind][locale]));
      await queryClient.invalidateQueries(trpc.settings.application.pathFilter());
    },
  });
  const kinds = documentKinds.filter((each) => detail.files.some((file) => file.kind === each));
  return (
    <PagePart title={words.files}>
      {mayWrite && <p className="text-ink-2">{words.documentsHelp}</p>}
      {kinds.length === 0 && <p className="text-ink-3">{words.noFiles}</p>}
      {kinds.map((each) => (
        <div key={each} className="grid gap-1">
          <h3 className="font-semibold">{documentKindNames[each][locale]}</h3>
          <DocumentFiles
            label={documentKindNames[each][locale]}
            applicationId={applicationId}
            files={detail.files.filter((file) => file.kind === each)}
            mayWrite={mayWrite}
          />
        </div>
      ))}
      {mayWrite && (
        <div className="flex flex-wrap items-end gap-2">
          <Select
            label={words.fileKind}
            className="w-64"
            value={kind}
            options={documentKinds.map((value) => ({ value, label: documentKindNames[value][locale] }))}
            onChange={setKind}
          />
          <DocumentButton
            kind={kind}
            kindName={documentKindNames[kind][locale]}
            isPending={upload.isPending}
            onChoose={(file, chosen) => upload.mutate({ file, kind: chosen, applicationId })}
          />
        </div>
      )}
      {upload.isError && <ApplicationProblem error={upload.error} />}
    </PagePart>
  );
}
