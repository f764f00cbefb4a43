import type { ReactNode } from "react";
import { classNames } from "../lib/class-names.ts";
import { RowsSkeleton } from "./rows-skeleton.tsx";
import { FailedNote } from "./ui/failed-note.tsx";

interface ListFacesProps {
  readonly list: {
    readonly error: unknown;
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly isSuccess: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  /** Right below tabs, to which the page leaves no distance. */
  readonly isUnderTabs?: boolean;
  /** The table keeps the page's own distance, its lines too. */
  readonly isInside?: boolean;
  /** Whether what was fetched has no rows. */
  readonly isEmpty: boolean;
  /** What is said where that is so. */
  readonly children: ReactNode;
}

/** What a page shows instead of its rows, or above those it still has: they are being read, could not be read, or there are none. */
export function ListFaces({ list, isUnderTabs = false, isInside = false, isEmpty, children }: ListFacesProps) {
  return (
    <>
      {list.isPending && (
        <div className={isInside ? "px-3 md:px-5" : undefined}>
          <RowsSkeleton isFlush={isInside} />
        </div>
      )}
      {list.isError && (
        <div className={classNames("px-3 md:px-5", isUnderTabs && "pt-4")}>
          <FailedNote error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.isSuccess && isEmpty && children}
    </>
  );
}
