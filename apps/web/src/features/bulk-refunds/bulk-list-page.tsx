import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { BatchList } from "../../components/batches/batch-list.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { NewList } from "./new-list.tsx";

const pageSize = 20;

/** Where lists of refunds are brought, and found again. */
export function Component() {
  const words = useAllMessages().bulkRefunds;
  const mayRead = useMay("refund:read");
  const mayBring = useMay("refund:bulk");
  const [parameters] = useSearchParams();
  const chosen = [...new Set(parameters.getAll("payment"))];
  const batches = useInfiniteQuery(
    trpc.refunds.bulk.list.infiniteQueryOptions(
      { limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  if (!mayRead) return <ForbiddenNote permission="refund:read" />;
  return (
    <BatchList
      words={words}
      batches={batches}
      back={{ to: "/refunds", label: words.toDesk }}
      path="/refunds/bulk"
      newList={mayBring ? <NewList key={chosen.join()} chosen={chosen} /> : null}
    />
  );
}
