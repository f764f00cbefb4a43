import {
  confirmedInicisStates,
  couriers,
  type EscrowMode,
  type EscrowOrder,
  escrowRuleWords,
  inicisEscrowStates,
  nameOf,
  refusedInicisStates,
} from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/date-time.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { PageFact, PageFacts, PagePart } from "../../components/page-part.tsx";
import { PaymentPartPage } from "../../components/payment-part-page.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";
import { DeliveryForm, type EscrowDetail } from "./delivery-form.tsx";
import { DeliveryNote, isAlreadyRegistered } from "./delivery-note.tsx";

/** The delivery of one escrow payment: what is registered, and the form that registers or changes it. */
export function Component() {
  const words = useAllMessages().escrow;
  const { impUid = "" } = useParams();
  const mayRead = useMay("escrow:read");
  const reading = useQuery(trpc.escrow.get.queryOptions({ impUid }, { enabled: mayRead }));
  if (!mayRead) return <ForbiddenNote permission="escrow:read" />;
  return (
    <PaymentPartPage
      impUid={impUid}
      reading={reading}
      titleOf={words.deliveryOf}
      words={words}
      notFoundHelp={words.notFoundHelp}
    >
      {(read) => <Desk key={impUid} detail={read} />}
    </PaymentPartPage>
  );
}

function Desk({ detail }: { readonly detail: EscrowDetail }) {
  const words = useAllMessages().escrow;
  const mayWrite = useMay("escrow:write");
  // What the page opened with decides; a delivery that is registered meanwhile is this very form's.
  const [mode, setMode] = useState<EscrowMode>(detail.shipment === null ? "register" : "change");
  return (
    <>
      <PagePart title={words.known}>
        <Known detail={detail} />
      </PagePart>
      {mayWrite && <Giving key={mode} detail={detail} mode={mode} onChange={() => setMode("change")} />}
      <PagePart title={words.history}>
        {detail.instructions.length === 0 ? (
          <p className="text-ink-3">{words.noHistory}</p>
        ) : (
          detail.instructions.map((instruction) => (
            <DeliveryNote key={instruction.instructionId} instruction={instruction} />
          ))
        )}
      </PagePart>
    </>
  );
}

/** What the buyer did, as far as webhooks say. */
function Told({ notices }: { readonly notices: EscrowDetail["notices"] }) {
  const words = useAllMessages().escrow.told;
  const locale = useLocale();
  const [latest] = notices;
  if (latest === undefined) return null;
  const isConfirmed = confirmedInicisStates.includes(latest.code);
  const tone = refusedInicisStates.includes(latest.code) ? "bad" : isConfirmed ? "ok" : "info";
  return (
    <Banner tone={tone} title={nameOf(inicisEscrowStates, latest.code, locale)}>
      {tone === "bad" && <p>{words.refusedHelp}</p>}
      {latest.reason !== null && <p className="wrap-anywhere">{words.reason(latest.reason)}</p>}
      <ul className="grid gap-0.5 text-small tabular-nums">
        {notices.map(({ code, atMs }) => (
          <li key={`${code} ${atMs}`} className="flex flex-wrap gap-x-2">
            <DateTime at={Math.floor(atMs / 1000)} format="second" />
            <span>{nameOf(inicisEscrowStates, code, locale)}</span>
          </li>
        ))}
      </ul>
      <p className="text-small text-ink-3">{latest.isFromPublishedAddress ? words.source : words.sourceUnpublished}</p>
    </Banner>
  );
}

function Known({ detail }: { readonly detail: EscrowDetail }) {
  const words = useAllMessages().escrow;
  const locale = useLocale();
  const { shipment, confirmation, isFresh, isOverdue } = detail;
  const { facts } = words;
  return (
    <div className="grid gap-3">
      {!isFresh && <Banner tone="wait">{words.stale}</Banner>}
      {isOverdue && <Banner tone="bad">{words.overdue}</Banner>}
      <Told notices={detail.notices} />
      {shipment === null ? (
        <p className="text-ink-2">{words.none}</p>
      ) : (
        <>
          <PageFacts>
            <PageFact label={facts.courier} value={nameOf(couriers, shipment.courier, locale)} />
            <PageFact
              label={facts.invoice}
              value={
                <span className="inline-flex items-center gap-1 font-id">
                  {shipment.invoice}
                  <CopyButton text={shipment.invoice} what={facts.invoice} className="-my-1" />
                </span>
              }
            />
            <PageFact label={facts.sentAt} value={<DateTime at={shipment.sentAt} />} />
            <PageFact label={facts.registeredAt} value={<DateTime at={shipment.registeredAt} format="second" />} />
            <PageFact label={facts.by} value={shipment.registeredBy ?? words.elsewhere} />
            {shipment.changedBy !== null && <PageFact label={facts.changedBy} value={shipment.changedBy} />}
            <PageFact
              label={facts.confirmsOn}
              value={confirmation === null ? null : words.confirmation(confirmation.on)}
            />
          </PageFacts>
          <p className="text-small text-ink-3">{words.confirmationHelp}</p>
        </>
      )}
    </div>
  );
}

interface GivingProps {
  readonly detail: EscrowDetail;
  readonly mode: EscrowMode;
  /** Goes on with the same words as a change. */
  readonly onChange: () => void;
}

function Giving({ detail, mode, onChange }: GivingProps) {
  const words = useAllMessages().escrow;
  const locale = useLocale();
  const giving = useGiving<EscrowOrder>(
    `delivery-${mode} ${detail.impUid}`,
    mode === "register" ? trpcClient.escrow.register.mutate : trpcClient.escrow.change.mutate,
    () => void queryClient.invalidateQueries(trpc.escrow.pathFilter()),
  );
  const title = mode === "register" ? words.registerTitle : words.changeTitle;
  const refusal = mode === "register" ? detail.registerRefusal : detail.changeRefusal;
  const given = giving.instruction;
  if (given !== undefined) {
    const mayRepeat = given.state === "refused" || given.state === "not_done" || given.state === "not_sent";
    return (
      <PagePart title={title}>
        <DeliveryNote
          instruction={given}
          action={
            isAlreadyRegistered(given) ? (
              <Button variant="primary" onClick={onChange}>
                {words.toChange}
              </Button>
            ) : mayRepeat ? (
              <Button onClick={giving.startOver}>{words.again}</Button>
            ) : undefined
          }
        />
      </PagePart>
    );
  }
  if (refusal !== null) {
    return (
      <PagePart title={title}>
        <Banner
          tone="wait"
          title={words.cannot}
          action={
            refusal.rule === "already_registered" ? (
              <Button variant="primary" onClick={onChange}>
                {words.toChange}
              </Button>
            ) : undefined
          }
        >
          {escrowRuleWords[refusal.rule][locale]}
        </Banner>
      </PagePart>
    );
  }
  if (detail.defaults === null) {
    return (
      <PagePart title={title}>
        <Banner tone="wait">{words.masked}</Banner>
      </PagePart>
    );
  }
  return (
    <PagePart title={title}>
      <DeliveryForm detail={detail} defaults={detail.defaults} mode={mode} giving={giving} />
    </PagePart>
  );
}
