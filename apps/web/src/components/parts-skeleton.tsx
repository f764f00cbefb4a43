import { Skeleton } from "./ui/skeleton.tsx";

const values = ["w-40", "w-56", "w-32", "w-48"] as const;

/** Stands where parts of a page will be: each a heading over its line, and what is known or asked under it. */
export function PartsSkeleton({ parts = 2 }: { readonly parts?: 1 | 2 | 3 }) {
  return (
    <div aria-busy="true" className="grid gap-6">
      {[1, 2, 3].slice(0, parts).map((part) => (
        <div key={part} className="grid gap-3">
          <div className="flex h-[27px] border-line border-b">
            <Skeleton className="mt-1 w-24" />
          </div>
          <div className="grid gap-x-4">
            {values.map((value) => (
              <div key={value} className="grid h-7 grid-cols-[7rem_minmax(0,1fr)] items-center gap-x-4">
                <Skeleton className="w-16" />
                <Skeleton className={value} />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
