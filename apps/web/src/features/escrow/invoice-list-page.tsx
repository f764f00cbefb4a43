import { useInfiniteQuery } from "@tanstack/react-query";
import { BatchList } from "../../components/batches/batch-list.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { NewInvoices } from "./new-invoices.tsx";

const pageSize = 20;

/** Where lists of invoices are brought, and found again. */
export function Component() {
  const words = useAllMessages().escrow;
  const mayRead = useMay("escrow:read");
  const mayBring = useMay("escrow:write");
  const batches = useInfiniteQuery(
    trpc.escrow.bulk.list.infiniteQueryOptions(
      { limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  if (!mayRead) return <ForbiddenNote permission="escrow:read" />;
  return (
    <BatchList
      words={words.bulk}
      batches={batches}
      back={{ to: "/escrow", label: words.title }}
      path="/escrow/invoices"
      newList={mayBring ? <NewInvoices /> : null}
    />
  );
}
