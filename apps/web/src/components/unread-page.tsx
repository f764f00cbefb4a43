import { appErrorOf } from "../lib/error-message.ts";
import { BackLink } from "./back-link.tsx";
import { Face } from "./face.tsx";
import { FailedNote } from "./ui/failed-note.tsx";

interface UnreadPageProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly notFoundTitle: string;
  readonly notFoundHelp: string;
  /** The page it would stand under. */
  readonly back: { readonly to: string; readonly name: string };
}

/** Instead of a page about one thing that could not be read: there is no such thing, or something broke. */
export function UnreadPage({ error, onRetry, notFoundTitle, notFoundHelp, back }: UnreadPageProps) {
  const code = appErrorOf(error)?.code;
  return (
    <div className="grid gap-3 py-3">
      <div className="px-3 md:px-5">
        <BackLink to={back.to}>{back.name}</BackLink>
      </div>
      {/* An address that cannot be one of theirs leads as little anywhere as one that nobody has. */}
      {code === "NOT_FOUND" || code === "INVALID_INPUT" ? (
        <Face title={notFoundTitle} isPage>
          <p>{notFoundHelp}</p>
        </Face>
      ) : (
        <div className="px-3 md:px-5">
          <FailedNote error={error} onRetry={onRetry} />
        </div>
      )}
    </div>
  );
}
