import { type Payment, receiptKnowledgeNames, receiptWork, receiptWorkNames, receiptWorkWords } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Banner } from "../../components/ui/banner.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useFormMessages } from "./form-messages.ts";

/** What a refund will leave to do about the payment's cash receipt, for a part of it and for all of it. */
export default function ReceiptDue({ payment }: { readonly payment: Payment }) {
  const words = useFormMessages().receiptDue;
  const locale = useLocale();
  const mayRead = useMay("cash-receipt:read");
  const { impUid, pgProvider } = payment;
  const { data } = useQuery(trpc.cashReceipts.get.queryOptions({ impUid }, { enabled: mayRead, staleTime: 60_000 }));
  if (data === undefined) return null;
  const { truth, receipt, paid, left } = data;
  const facts = {
    knowledge: truth.knowledge,
    pgProvider,
    receiptAmount: receipt?.state === "issued" ? receipt.amount : null,
    paidAmount: paid,
  };
  // A refund of a part leaves something, however much.
  const ofPart = left > 1 ? receiptWork({ ...facts, netAmount: left - 1 }) : null;
  const ofAll = receiptWork({ ...facts, netAmount: 0 });
  if (ofAll === "none" && (ofPart === null || ofPart === "none")) return null;
  const steps = ofPart === null || ofPart === ofAll ? [ofAll] : [ofPart, ofAll];
  return (
    <Banner tone="wait" title={words.title(receiptKnowledgeNames[truth.knowledge][locale])}>
      {steps.map((work) => (
        <p key={work}>
          {(steps.length === 1 ? words.afterwards : work === ofAll ? words.afterAll : words.afterPart)(
            receiptWorkNames[work][locale],
            receiptWorkWords[work][locale],
          )}
        </p>
      ))}
      <Link
        to={`/payments/${encodeURIComponent(impUid)}/cash-receipt`}
        className="text-accent underline decoration-dotted underline-offset-4"
      >
        {words.open}
      </Link>
    </Banner>
  );
}
