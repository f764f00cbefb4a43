import { isRouteErrorResponse, useRevalidator, useRouteError } from "react-router";
import { Button } from "../components/ui/button.tsx";
import { useDocumentTitle } from "../lib/document-title.ts";
import { describeError } from "../lib/error-message.ts";
import { useEntryMessages } from "../lib/i18n.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Notice } from "./notice.tsx";

/** A page's code that is gone from the server means that a newer version has been put there. */
function isMissingChunk(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|module script failed|error loading dynamically|unable to preload/i.test(error.message)
  );
}

/** What a page shows instead of itself when it cannot be drawn. The rest of the console stays usable. */
export function RouteError() {
  const error = useRouteError();
  const { errors } = useEntryMessages();
  const revalidator = useRevalidator();
  const isMissing = isMissingChunk(error);
  const described = isMissing && navigator.onLine ? null : describeError(error, errors);
  const title = described?.title ?? errors.newVersion.title;
  useDocumentTitle(title);

  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  const needsReload = isMissing || !(error instanceof Error && "data" in error);
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
          <Button variant="primary" onClick={() => void revalidator.revalidate()}>
            {errors.retry}
          </Button>
        )
      }
    />
  );
}
