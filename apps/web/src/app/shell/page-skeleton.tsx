import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useMessages } from "../../lib/i18n.tsx";

/** Stands where a page will be while its code arrives. */
export function PageSkeleton() {
  const m = useMessages();
  return (
    <div aria-busy="true" className="grid gap-3 px-3 py-4 md:px-5">
      <span className="sr-only">{m.frame.loadingPage}</span>
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-4 w-full max-w-xl" />
    </div>
  );
}
