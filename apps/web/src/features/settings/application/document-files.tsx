import { formatInstant } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { DialogButtons } from "../../../components/ui/dialog-buttons.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../../lib/trpc.ts";
import { downloadDocument } from "./application-files.ts";
import { ApplicationProblem } from "./application-problem.tsx";

type File = RouterOutputs["settings"]["application"]["business"]["files"][number];

interface DocumentFilesProps {
  readonly label: string;
  readonly applicationId: string | null;
  readonly files: readonly File[];
  readonly mayWrite: boolean;
}

/** Files of one kind, each with the ways to take it out and to take it away. */
export function DocumentFiles({ label, applicationId, files, mayWrite }: DocumentFilesProps) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const [removing, setRemoving] = useState<File | null>(null);
  const download = useMutation({ mutationFn: downloadDocument });
  const remove = useMutation(
    trpc.settings.application.removeFile.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries(trpc.settings.application.pathFilter());
        setRemoving(null);
        showToast(words.fileRemoved);
      },
    }),
  );
  const size = (bytes: number) =>
    bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  const nameOf = (file: File) => file.name ?? words.fileHidden;
  return (
    <>
      {files.length > 0 && (
        <ul aria-label={label} className="grid gap-1">
          {files.map((file) => (
            <li key={file.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-52 wrap-anywhere">
                {nameOf(file)}{" "}
                <span className="text-small text-ink-3">
                  {words.fileLine(
                    size(file.bytes),
                    file.addedBy,
                    formatInstant(file.addedAtMs / 1000, locale, "minute"),
                  )}
                </span>
              </span>
              {mayWrite && (
                <span className="flex gap-1">
                  <Button
                    aria-label={words.downloadOf(nameOf(file))}
                    isPending={download.isPending && download.variables?.fileId === file.id}
                    onClick={() => download.mutate({ fileId: file.id, applicationId })}
                  >
                    {words.download}
                  </Button>
                  <Button
                    variant="quiet"
                    aria-label={words.removeFileOf(nameOf(file))}
                    onClick={() => {
                      remove.reset();
                      setRemoving(file);
                    }}
                  >
                    {words.removeFile}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {download.isError && <ApplicationProblem error={download.error} />}
      <Dialog
        role="alertdialog"
        size="small"
        title={words.removeFileTitle}
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        footer={
          <DialogButtons
            keep={words.cancel}
            onKeep={() => setRemoving(null)}
            go={words.removeFile}
            variant="danger"
            isPending={remove.isPending}
            onGo={() => removing !== null && remove.mutate({ fileId: removing.id, applicationId })}
          />
        }
      >
        {removing !== null && <p className="wrap-anywhere">{nameOf(removing)}</p>}
        <p className="text-ink-2">{words.removeFileHelp}</p>
        {remove.isError && <ApplicationProblem error={remove.error} />}
      </Dialog>
    </>
  );
}
