import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { PagePart } from "../../components/page-part.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";
import { CancelReceipt } from "./cancel-receipt.tsx";
import { ReceiptHistory } from "./receipt-history.tsx";
import { ReceiptFacts, ReceiptTruthNote } from "./receipt-state.tsx";

/** The cash receipt of one sale outside i'mport. */
export function Component() {
  const words = useAllMessages().cashReceipts;
  const { merchantUid = "" } = useParams();
  const mayRead = useMay("cash-receipt:read");
  const mayWrite = useMay("cash-receipt:write");
  const reading = useQuery(trpc.cashReceipts.external.get.queryOptions({ merchantUid }, { enabled: mayRead }));
  useDocumentTitle(words.receiptOf(merchantUid));
  if (!mayRead) return <ForbiddenNote permission="cash-receipt:read" />;
  if (reading.isError && reading.data === undefined) {
    return (
      <UnreadPage
        error={reading.error}
        onRetry={() => void reading.refetch()}
        notFoundTitle={words.notFound}
        notFoundHelp={words.lookUpOutsideHint}
        back={{ to: "/cash-receipts?tab=outside", name: words.back }}
      />
    );
  }
  const receipt = reading.data;
  return (
    <div className="grid max-w-[760px] gap-6 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-1">
        <BackLink to="/cash-receipts?tab=outside">{words.back}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em] wrap-anywhere">
          {words.receiptOf(merchantUid)}
        </h1>
      </div>
      {receipt === undefined ? (
        <PartsSkeleton />
      ) : (
        <>
          <PagePart title={words.facts.knowledge}>
            <ReceiptTruthNote receipt={receipt} />
            {receipt.receipt !== null && <ReceiptFacts receipt={receipt.receipt} />}
            {mayWrite && (
              <CancelReceipt
                receipt={receipt}
                send={(order) => trpcClient.cashReceipts.external.cancel.mutate({ ...order, merchantUid })}
                onEnded={() => void queryClient.invalidateQueries(trpc.cashReceipts.pathFilter())}
              />
            )}
          </PagePart>
          <ReceiptHistory instructions={receipt.instructions} />
        </>
      )}
    </div>
  );
}
