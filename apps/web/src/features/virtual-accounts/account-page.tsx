import { banks, nameOf, type Payment, pgProviders } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { FactList } from "../../components/fact-list.tsx";
import { InstructionNote } from "../../components/instructions/instruction-note.tsx";
import { Money } from "../../components/money.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TestTag } from "../../components/test-tag.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { UnreadPage } from "../../components/unread-page.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { AccountSection } from "./account-section.tsx";
import { BuyerMessage } from "./buyer-message.tsx";
import { ChangeAccount } from "./change-account.tsx";
import { DepositDiagnosis } from "./deposit-diagnosis.tsx";
import { RevokeAccount } from "./revoke-account.tsx";

/** One virtual account: what to tell the buyer, where a deposit is, and what can be done about it. */
export function Component() {
  const words = useAllMessages().virtualAccounts;
  const { impUid = "" } = useParams();
  const mayRead = useMay("virtual-account:read");
  const mayWrite = useMay("virtual-account:write");
  const reading = useQuery(trpc.payments.get.queryOptions({ impUid }, { enabled: mayRead }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="virtual-account:read" />;
  if (reading.isError && reading.data === undefined) {
    return (
      <UnreadPage
        error={reading.error}
        onRetry={() => void reading.refetch()}
        notFoundTitle={words.notFoundTitle}
        notFoundHelp={words.notFoundHelp}
        back={{ to: "/virtual-accounts", name: words.back }}
      />
    );
  }
  const payment = reading.data?.payment;
  if (payment !== undefined && (payment.method !== "vbank" || payment.virtualAccount === null)) {
    return (
      <Face
        isPage
        title={words.notAccountTitle}
        actions={
          <Link to={`/payments/${encodeURIComponent(impUid)}`} className={buttonClass({ size: "medium" })}>
            {words.toPayment}
          </Link>
        }
      >
        <p>{words.notAccountHelp}</p>
      </Face>
    );
  }
  return (
    <div className="grid w-full max-w-[880px] gap-6 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to="/virtual-accounts">{words.back}</BackLink>
        {payment === undefined ? (
          <Skeleton className="h-[26px] w-72" />
        ) : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 tabIndex={-1} className="min-w-0 text-title font-bold tracking-[-0.02em] wrap-anywhere">
              {payment.merchantUid}
            </h1>
            <StatusBadge status={payment.status} isAwaitingDeposit={payment.status === "ready"} />
            {payment.isTestChannel && <TestTag />}
          </div>
        )}
      </div>
      {payment === undefined && <PartsSkeleton />}
      {payment !== undefined && (
        <>
          <Facts payment={payment} />
          <Unsettled impUid={impUid} />
          {payment.status === "ready" && <BuyerMessage payment={payment} />}
          <DepositDiagnosis impUid={impUid} />
          {payment.status === "paid" || payment.status === "partially_cancelled" ? <Refund impUid={impUid} /> : null}
          {mayWrite ? (
            <>
              <ChangeAccount payment={payment} />
              <RevokeAccount payment={payment} />
            </>
          ) : (
            <p className="text-ink-2">{words.mayNotWrite}</p>
          )}
        </>
      )}
    </div>
  );
}

function Facts({ payment }: { readonly payment: Payment }) {
  const words = useAllMessages().virtualAccounts.facts;
  const { toPayment } = useAllMessages().virtualAccounts;
  const locale = useLocale();
  const account = payment.virtualAccount;
  const bank = account?.bank;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.amount, <Money key="amount" value={payment.amount} className="font-semibold" />],
    [words.due, <DateTime key="due" at={account?.dueAt ?? null} />],
    [words.bank, bank === undefined ? null : bank.code === null ? bank.name : nameOf(banks, bank.code, locale)],
    [
      words.number,
      account?.number == null ? null : (
        <span key="number" className="flex items-center gap-1">
          <span className="font-id">{account.number}</span>
          {!account.number.includes("*") && <CopyButton text={account.number} what={words.number} className="-my-1" />}
        </span>
      ),
    ],
    [words.holder, account?.holder ?? words.holderIsMerchant],
    [words.issuedAt, <DateTime key="issued" at={account?.issuedAt ?? null} />],
    [words.orderName, payment.orderName],
    [words.buyer, payment.buyer.name],
    [words.pg, payment.pgProvider === null ? null : nameOf(pgProviders, payment.pgProvider, locale)],
  ];
  return (
    <AccountSection title={words.title}>
      <FactList facts={facts} />
      <Link
        to={`/payments/${encodeURIComponent(payment.impUid)}`}
        className={buttonClass({ size: "medium", className: "justify-self-start" })}
      >
        {toPayment}
      </Link>
    </AccountSection>
  );
}

/** What was told to the PG about this account and has not ended; nothing while there is nothing. */
function Unsettled({ impUid }: { readonly impUid: string }) {
  const words = useAllMessages().virtualAccounts;
  const { data } = useQuery(
    trpc.instructions.list.queryOptions({
      impUid,
      families: ["virtual_account"],
      states: ["sending", "checking", "unconfirmed"],
      limit: 5,
    }),
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <AccountSection title={words.history}>
      {data.items.map((instruction) => (
        <InstructionNote key={instruction.instructionId} instruction={instruction} />
      ))}
    </AccountSection>
  );
}

function Refund({ impUid }: { readonly impUid: string }) {
  const words = useAllMessages().virtualAccounts.refund;
  const mayRefund = useMay("refund:request");
  if (!mayRefund) return null;
  return (
    <AccountSection title={words.title} help={words.help}>
      <Link
        to={`/payments/${encodeURIComponent(impUid)}/refund`}
        className={buttonClass({ variant: "primary", size: "medium", className: "justify-self-start" })}
      >
        {words.open}
      </Link>
    </AccountSection>
  );
}
