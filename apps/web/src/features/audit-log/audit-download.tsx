import { useMutation } from "@tanstack/react-query";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { countFormatter } from "../../lib/count.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { saveText } from "../../lib/save-file.ts";
import { queryClient, trpc } from "../../lib/trpc.ts";
import type { AuditSearch } from "./audit-search.ts";

/** The log as it is filtered, as a file for spreadsheets. */
export function AuditDownload({ search }: { readonly search: AuditSearch }) {
  const words = useAllMessages().auditLog;
  const locale = useLocale();
  const download = useMutation(
    trpc.audit.export.mutationOptions({
      onSuccess: async ({ fileName, text, entries, isCut }) => {
        saveText(fileName, text);
        if (isCut) showToast(words.cut(countFormatter(locale)(entries)));
        await queryClient.invalidateQueries(trpc.audit.list.pathFilter());
      },
    }),
  );
  return (
    <div className="grid justify-items-end gap-2">
      <Button isPending={download.isPending} onClick={() => download.mutate({ ...search, locale })}>
        {words.download}
      </Button>
      {download.isError && <FailedNote error={download.error} />}
    </div>
  );
}
