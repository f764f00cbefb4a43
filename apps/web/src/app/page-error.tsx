import { Button } from "../components/ui/button.tsx";
import { useDocumentTitle } from "../lib/document-title.ts";
import { describeError } from "../lib/error-message.ts";
import { useEntryMessages } from "../lib/i18n.tsx";
import { Notice } from "./notice.tsx";

/** A page's code that is gone from the server means that a newer version has been put there. */
function isMissingChunk(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|module script failed|error loading dynamically|unable to preload/i.test(error.message)
  );
}

/** What a page shows instead of itself when it cannot be drawn; without `onRetry` only a reload can help. */
export function PageError({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { errors } = useEntryMessages();
  const isMissing = isMissingChunk(error);
  const described = isMissing && navigator.onLine ? null : describeError(error, errors);
  const title = described?.title ?? errors.newVersion.title;
  useDocumentTitle(title);

  const needsReload = onRetry === undefined || isMissing || !(error instanceof Error && "data" in error);
  return (
    <Notice
      isFailure
      title={title}
      help={described?.help ?? errors.newVersion.help}
      quote={described?.quote ?? null}
      detail={described?.requestId == null ? null : errors.requestId(described.requestId)}
      action={
        needsReload ? (
          <Button variant="primary" onClick={() => location.reload()}>
            {errors.reload}
          </Button>
        ) : (
          <Button variant="primary" onClick={onRetry}>
            {errors.retry}
          </Button>
        )
      }
    />
  );
}
