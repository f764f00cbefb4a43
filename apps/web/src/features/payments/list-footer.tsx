import { Button } from "../../components/ui/button.tsx";
import { useMessages } from "../../lib/i18n.tsx";

interface ListFooterProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly isPlaceholderData: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly shown: number;
}

/** What follows the last row: more on its way, more that did not come, or the end. */
export function ListFooter({ list, shown }: ListFooterProps) {
  const words = useMessages().payments;
  if (shown === 0) return null;
  return (
    <div className="flex h-14 items-center gap-3 px-5 text-small text-ink-3 max-[720px]:px-4">
      {list.isFetchNextPageError && (
        <>
          <span role="alert">{words.result.moreFailed}</span>
          <Button onClick={() => void list.fetchNextPage()}>{words.faces.retry}</Button>
        </>
      )}
      {!list.isFetchNextPageError && (list.hasNextPage ? words.result.loadingMore : words.result.end(shown))}
    </div>
  );
}
