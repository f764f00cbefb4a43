import { receiptEvidenceWords, receiptKnowledgeNames, receiptWorkNames, receiptWorkWords } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Money } from "../../components/money.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { paymentPath } from "./payment-search.ts";
import { Section } from "./section.tsx";

/** What is known of the payment's cash receipt, and what its refunds leave to do. */
export default function PaymentReceipt({ impUid }: { readonly impUid: string }) {
  const words = useDetailMessages().cashReceipt;
  const locale = useLocale();
  const mayWrite = useMay("cash-receipt:write");
  const reading = useQuery(trpc.cashReceipts.get.queryOptions({ impUid }, { staleTime: 60_000 }));
  const known = reading.data;
  const act = mayWrite && known?.issueRefusal === null ? words.issue : words.open;
  return (
    <Section title={words.title}>
      {reading.isPending && <Skeleton className="w-40" />}
      {reading.isError && known === undefined && (
        <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />
      )}
      {known !== undefined && (
        <div className="grid justify-items-start gap-2">
          <p>
            <span className="font-semibold">{receiptKnowledgeNames[known.truth.knowledge][locale]}</span>
            {known.receipt !== null && known.receipt.amount !== null && (
              <>
                {" · "}
                <Money value={{ amount: known.receipt.amount, currency: "KRW" }} />
              </>
            )}
          </p>
          <p className="text-small text-ink-3">{receiptEvidenceWords[known.truth.evidence][locale]}</p>
          {known.work !== "none" && (
            <Banner tone="wait" title={receiptWorkNames[known.work][locale]}>
              {receiptWorkWords[known.work][locale]}
            </Banner>
          )}
          <Link to={`${paymentPath(impUid)}/cash-receipt`} className={buttonClass()}>
            {act}
          </Link>
        </div>
      )}
    </Section>
  );
}
