import { isRouteErrorResponse, useRevalidator, useRouteError } from "react-router";
import { NotFoundPage } from "./not-found-page.tsx";
import { PageError } from "./page-error.tsx";

/** What a route shows instead of a page that cannot be drawn. The rest of the console stays usable. */
export function RouteError() {
  const error = useRouteError();
  const revalidator = useRevalidator();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return <PageError error={error} onRetry={() => void revalidator.revalidate()} />;
}
