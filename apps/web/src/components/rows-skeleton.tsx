import { classNames } from "../lib/class-names.ts";
import { Skeleton } from "./ui/skeleton.tsx";

const widths = ["w-72", "w-80", "w-64", "w-96", "w-60"] as const;

/**
 * Stands where a page's table will be, its head and rows as tall as they are: from edge to edge, or flush where the page
 * keeps its own distance.
 */
export function RowsSkeleton({ isFlush = false }: { readonly isFlush?: boolean }) {
  const edge = classNames("flex items-center border-line border-b", !isFlush && "px-3 md:px-5");
  return (
    <div aria-busy="true" className="grid">
      <div className={classNames(edge, "h-8")}>
        <Skeleton className="w-16" />
      </div>
      {widths.map((width) => (
        <div key={width} className={classNames(edge, "h-row")}>
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
