import { Button } from "./ui/button.tsx";

interface ListEndProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly more: string;
  /** What is said where there are no further rows, where that says anything. */
  readonly end?: string;
  readonly className?: string;
}

/** Below the rows that have been fetched: the way to the next ones, or that these are all. */
export function ListEnd({ list, more, end, className }: ListEndProps) {
  if (!list.hasNextPage && end === undefined) return null;
  return (
    <div role="status" className={className}>
      {list.hasNextPage ? (
        <Button size="medium" isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {more}
        </Button>
      ) : (
        end
      )}
    </div>
  );
}
