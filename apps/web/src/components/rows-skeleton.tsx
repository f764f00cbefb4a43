import { Skeleton } from "./ui/skeleton.tsx";

const widths = ["w-72", "w-80", "w-64", "w-96", "w-60"] as const;

/** Stands where the rows of a page's table will be, as tall as they are; flush where the page keeps its own distance. */
export function RowsSkeleton({ isFlush = false }: { readonly isFlush?: boolean }) {
  return (
    <div aria-busy="true" className={isFlush ? "grid" : "grid px-3 md:px-5"}>
      {widths.map((width) => (
        <div key={width} className="flex h-row items-center border-line border-b">
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
