import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { FailedNote } from "../ui/failed-note.tsx";
import type { NewListWords } from "./batch-words.ts";
import { KnownList } from "./known-list.tsx";

interface PrepareListProps {
  readonly words: NewListWords;
  /** Below this each list has its page. */
  readonly path: string;
  readonly prepare: {
    readonly data: { readonly batchId: string; readonly isKnown: boolean } | undefined;
    readonly error: unknown;
    readonly isError: boolean;
    readonly isPending: boolean;
  };
  /** Whether there is a list to send. */
  readonly hasList: boolean;
  /** Brings a list that was brought before, for this reason. */
  readonly onRepeat: (reason: string) => void;
}

/** The foot of a form that brings a list: why it was not taken, the same list from before, and the button. */
export function PrepareList({ words, path, prepare, hasList, onRepeat }: PrepareListProps) {
  const [reason, setReason] = useState("");
  return (
    <>
      {prepare.isError && <FailedNote error={prepare.error} />}
      {prepare.data?.isKnown === true && (
        <KnownList
          words={words}
          to={`${path}/${prepare.data.batchId}`}
          isPending={prepare.isPending}
          reason={reason}
          onReason={setReason}
          onRepeat={onRepeat}
        />
      )}
      <div>
        <Button type="submit" variant="primary" size="medium" isPending={prepare.isPending} disabled={!hasList}>
          {words.prepare}
        </Button>
      </div>
    </>
  );
}
