import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { saveText } from "../../lib/save-file.ts";
import { queryClient, trpc } from "../../lib/trpc.ts";

/** Brings what became of every row as a file for spreadsheets. */
export function ResultButton({ batchId }: { readonly batchId: string }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const download = async () => {
    setPending(true);
    setError(null);
    try {
      const { fileName, text } = await queryClient.fetchQuery(
        trpc.refunds.bulk.result.queryOptions({ batchId, locale }, { staleTime: 0, gcTime: 0 }),
      );
      saveText(fileName, text);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  return (
    <div className="grid justify-items-start gap-2">
      <Button size="medium" isPending={isPending} onClick={() => void download()}>
        {words.result}
      </Button>
      {error !== null && <FailedNote error={error} onRetry={() => void download()} />}
    </div>
  );
}
