import { useMutation } from "@tanstack/react-query";
import { saveText } from "../../lib/save-file.ts";
import { Button } from "../ui/button.tsx";
import { FailedNote } from "../ui/failed-note.tsx";

interface ResultButtonProps {
  readonly label: string;
  readonly read: () => Promise<{ readonly fileName: string; readonly text: string }>;
}

/** Brings what became of every row as a file for spreadsheets. */
export function ResultButton({ label, read }: ResultButtonProps) {
  const fetching = useMutation({
    mutationFn: read,
    onSuccess: ({ fileName, text }) => saveText(fileName, text),
  });
  return (
    <div className="grid justify-items-start gap-2">
      <Button size="medium" isPending={fetching.isPending} onClick={() => fetching.mutate()}>
        {label}
      </Button>
      {fetching.isError && <FailedNote error={fetching.error} onRetry={() => fetching.mutate()} />}
    </div>
  );
}
