import { appErrorOf } from "../lib/error-message.ts";
import { Face } from "./face.tsx";
import { FailedNote } from "./ui/failed-note.tsx";

interface UnreadPageProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly notFoundTitle: string;
  readonly notFoundHelp: string;
}

/** Instead of a page about one thing that could not be read: there is no such thing, or something broke. */
export function UnreadPage({ error, onRetry, notFoundTitle, notFoundHelp }: UnreadPageProps) {
  const code = appErrorOf(error)?.code;
  // An address that cannot be one of theirs leads as little anywhere as one that nobody has.
  if (code === "NOT_FOUND" || code === "INVALID_INPUT") {
    return (
      <Face title={notFoundTitle} isPage>
        <p>{notFoundHelp}</p>
      </Face>
    );
  }
  return (
    <div className="px-3 py-6 md:px-5">
      <FailedNote error={error} onRetry={onRetry} />
    </div>
  );
}
