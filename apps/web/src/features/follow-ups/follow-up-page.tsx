import { type FollowUp, formatInstant, instructionStateNames } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { instructionName } from "../../components/instructions/instruction-name.ts";
import { InstructionNote } from "../../components/instructions/instruction-note.tsx";
import { PartsSkeleton } from "../../components/parts-skeleton.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { CloseIcon } from "../../components/ui/icons.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { Barcode } from "./barcode.tsx";
import { KcpQuick } from "./kcp-quick.tsx";
import { NaverOrders } from "./naver-orders.tsx";
import { NaverPayment } from "./naver-payment.tsx";
import { PartnerReceipt } from "./partner-receipt.tsx";
import { PaycoOrder } from "./payco-order.tsx";
import { PaymentwallDelivery } from "./paymentwall-delivery.tsx";

export type FollowUpFacts = RouterOutputs["followUps"]["get"];

/** What every part of the panel is given. */
export interface FollowUpProps {
  readonly facts: FollowUpFacts;
  readonly mayWrite: boolean;
}

const parts: Readonly<Record<FollowUp, (props: FollowUpProps) => ReactNode>> = {
  naver_orders: NaverOrders,
  naver_payment: NaverPayment,
  payco_order: PaycoOrder,
  paymentwall_delivery: PaymentwallDelivery,
  barcode: Barcode,
  partner_receipt: PartnerReceipt,
  kcp_quick: KcpQuick,
};

/** What one payment's PG offers, or wants to be told, after it was paid; beside the payment, at its own address. */
export function Component() {
  const { impUid = "" } = useParams();
  return <FollowUpsOfPayment key={impUid} impUid={impUid} />;
}

function FollowUpsOfPayment({ impUid }: { readonly impUid: string }) {
  const words = useAllMessages().followUps;
  const mayWrite = useMay("follow-up:write");
  const facts = useQuery(trpc.followUps.get.queryOptions({ impUid }, { staleTime: 0 }));
  return (
    <PanelFrame impUid={impUid} title={words.title}>
      {facts.isPending && <PartsSkeleton parts={1} />}
      {facts.isError && <FailedNote error={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.data !== undefined && (
        <>
          {!mayWrite && <Banner tone="info">{words.mayNot}</Banner>}
          {facts.data.followUps.length === 0 && (
            <Banner tone="info" title={words.none}>
              {words.noneHelp}
            </Banner>
          )}
          {facts.data.followUps.map((followUp) => {
            const Part = parts[followUp];
            return <Part key={followUp} facts={facts.data} mayWrite={mayWrite} />;
          })}
        </>
      )}
      <History impUid={impUid} />
    </PanelFrame>
  );
}

interface PanelFrameProps {
  readonly impUid: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** Beside its payment where there is room, the whole screen on a phone. */
function PanelFrame({ impUid, title, children }: PanelFrameProps) {
  const words = useAllMessages().followUps;
  const navigate = useNavigate();
  const { state } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const isOpenedHere = typeof state === "object" && state !== null && "isOpenedHere" in state;
  const close = () => void (isOpenedHere ? navigate(-1) : navigate(`/payments/${encodeURIComponent(impUid)}`));
  return (
    <section
      aria-labelledby="follow-up-heading"
      className="flex h-full min-h-0 flex-col bg-surface"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        close();
      }}
    >
      <div className="flex items-center gap-2 border-line border-b px-5 py-3 max-[720px]:px-4">
        <h2
          id="follow-up-heading"
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 text-lead font-bold tracking-[-.01em]"
        >
          {title}
        </h2>
        <IconButton label={words.close} icon={<CloseIcon />} onClick={close} className="-mr-1.5" />
      </div>
      <div className="grid min-h-0 flex-1 content-start gap-6 overflow-auto px-5 py-4 max-[720px]:px-4">{children}</div>
    </section>
  );
}

/** Every request about this payment, newest first: for some of them there is no other record anywhere. */
function History({ impUid }: { readonly impUid: string }) {
  const { followUps: words, instructions } = useAllMessages();
  const locale = useLocale();
  const { data } = useQuery(trpc.instructions.list.queryOptions({ impUid, limit: 50 }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="follow-up-history" className="grid gap-2 border-line border-t pt-4">
      <h3 id="follow-up-history" className="font-semibold">
        {words.history}
      </h3>
      <ul className="grid gap-2">
        {data.items.map((item) => (
          <li key={item.instructionId} className="grid gap-1">
            {item.state === "unconfirmed" ? (
              <InstructionNote instruction={item} />
            ) : (
              <p className="flex flex-wrap justify-between gap-x-3">
                <span>
                  {instructions.headline(instructionName(item.kind, locale), instructionStateNames[item.state][locale])}
                </span>
                <span className="text-small text-ink-3 tabular-nums">
                  {words.requestedBy(
                    item.askedBy.name,
                    formatInstant(Math.floor(item.askedAtMs / 1000), locale, "minute"),
                  )}
                </span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
