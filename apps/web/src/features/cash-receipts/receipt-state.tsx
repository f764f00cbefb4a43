import {
  automaticReceiptAdvice,
  identifierTypeNames,
  nameOf,
  pgProviders,
  type ReceiptKnowledge,
  receiptEvidenceWords,
  receiptKnowledgeNames,
  receiptTypeNames,
  receiptWorkNames,
  receiptWorkWords,
} from "@maru/domain";
import type { ReactNode } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { Money } from "../../components/money.tsx";
import { PageFact, PageFacts } from "../../components/page-part.tsx";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";

export type PaymentReceipt = RouterOutputs["cashReceipts"]["get"];
export type OutsideReceipt = RouterOutputs["cashReceipts"]["external"]["get"];
export type Receipt = NonNullable<PaymentReceipt["receipt"]>;

const looks: Record<ReceiptKnowledge, { readonly tone: StateTone; readonly shape: StateShape }> = {
  issued_by_us: { tone: "ok", shape: "disc" },
  issued_by_pg: { tone: "ok", shape: "ring" },
  likely_automatic: { tone: "unsure", shape: "dashed" },
  cancelled: { tone: "gone", shape: "bar" },
  none_known: { tone: "gone", shape: "square" },
};

/** What is known of a receipt, in a word, and by which answer. */
export function ReceiptTruthNote({ receipt }: { readonly receipt: PaymentReceipt | OutsideReceipt }) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  const { truth, isFresh } = receipt;
  return (
    <div className="grid justify-items-start gap-2">
      <StateBadge {...looks[truth.knowledge]}>{receiptKnowledgeNames[truth.knowledge][locale]}</StateBadge>
      <p className="text-ink-2">{receiptEvidenceWords[truth.evidence][locale]}</p>
      {!isFresh && <Banner tone="wait">{words.stale}</Banner>}
      {truth.knowledge === "likely_automatic" && (
        <Banner
          tone="info"
          title={words.customer}
          className="w-full"
          action={<CopyButton text={automaticReceiptAdvice[locale]} what={words.copyAdvice} />}
        >
          {automaticReceiptAdvice[locale]}
        </Banner>
      )}
    </div>
  );
}

/** What refunds so far leave to do; nothing where that is nothing. */
export function ReceiptWorkNote({ receipt: { work } }: { readonly receipt: PaymentReceipt }) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  if (work === "none") return null;
  return (
    <Banner tone={work === "follows" ? "info" : "wait"} title={words.workTitle(receiptWorkNames[work][locale])}>
      {receiptWorkWords[work][locale]}
    </Banner>
  );
}

/** Everything a receipt says of itself. Whose it is, is masked. */
export function ReceiptFacts({ receipt }: { readonly receipt: Receipt }) {
  const { facts, openUrl } = useAllMessages().cashReceipts;
  const locale = useLocale();
  const won = (amount: number | null) => (amount === null ? null : <Money value={{ amount, currency: "KRW" }} />);
  return (
    <PageFacts>
      <PageFact label={facts.amount} value={won(receipt.amount)} />
      <PageFact label={facts.vat} value={won(receipt.vat)} />
      {receipt.taxFree !== null && receipt.taxFree > 0 && (
        <PageFact label={facts.taxFree} value={won(receipt.taxFree)} />
      )}
      <PageFact label={facts.type} value={receipt.type === null ? null : receiptTypeNames[receipt.type][locale]} />
      {receipt.identifierMasked !== null && receipt.identifierType !== null && (
        <PageFact
          label={facts.identifier}
          value={`${identifierTypeNames[receipt.identifierType][locale]} ${receipt.identifierMasked}`}
        />
      )}
      {receipt.orderName !== null && <PageFact label={facts.orderName} value={receipt.orderName} />}
      <PageFact
        label={facts.pg}
        value={receipt.pgProvider === null ? null : nameOf(pgProviders, receipt.pgProvider, locale)}
      />
      <PageFact label={facts.approvalNumber} value={identifier(receipt.approvalNumber, facts.approvalNumber)} />
      <PageFact label={facts.receiptTid} value={identifier(receipt.receiptTid, facts.receiptTid)} />
      <PageFact label={facts.issuedAt} value={<DateTime at={receipt.issuedAt} format="second" />} />
      {receipt.cancelledAt !== null && (
        <PageFact label={facts.cancelledAt} value={<DateTime at={receipt.cancelledAt} format="second" />} />
      )}
      {receipt.issuedBy !== null && <PageFact label={facts.issuedBy} value={receipt.issuedBy} />}
      {receipt.url !== null && /^https?:\/\//.test(receipt.url) && (
        <PageFact
          label={facts.url}
          value={
            <a
              href={receipt.url}
              target="_blank"
              rel="noreferrer"
              className="text-accent underline decoration-dotted underline-offset-4"
            >
              {openUrl}
            </a>
          }
        />
      )}
    </PageFacts>
  );
}

function identifier(text: string | null, what: string): ReactNode {
  if (text === null) return null;
  return (
    <span className="inline-flex min-w-0 items-center gap-1 font-id">
      <span className="min-w-0 wrap-anywhere">{text}</span>
      <CopyButton text={text} what={what} className="-my-1" />
    </span>
  );
}
