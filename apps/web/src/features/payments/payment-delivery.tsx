import { couriers, nameOf } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
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

/** The delivery of an escrow payment, and when its purchase is expected to confirm itself. */
export default function PaymentDelivery({ impUid }: { readonly impUid: string }) {
  const words = useDetailMessages().delivery;
  const locale = useLocale();
  const mayWrite = useMay("escrow:write");
  const reading = useQuery(trpc.escrow.get.queryOptions({ impUid }, { staleTime: 60_000 }));
  const known = reading.data;
  const mayRegister = mayWrite && known?.registerRefusal === null;
  return (
    <Section title={words.title}>
      {reading.isPending && <Skeleton className="w-40" />}
      {reading.isError && known === undefined && (
        <FailedNote error={reading.error} onRetry={() => void reading.refetch()} />
      )}
      {known !== undefined && (
        <div className="grid justify-items-start gap-2">
          {known.isOverdue && <Banner tone="bad">{words.overdue}</Banner>}
          {known.shipment === null ? (
            <p className="text-ink-2">{words.none}</p>
          ) : (
            <p>
              {nameOf(couriers, known.shipment.courier, locale)}{" "}
              <span className="font-id font-semibold wrap-anywhere">{known.shipment.invoice}</span>
            </p>
          )}
          {known.confirmation !== null && (
            <p className="text-small text-ink-3">{words.confirmsOn(known.confirmation.on)}</p>
          )}
          <Link to={`${paymentPath(impUid)}/delivery`} className={buttonClass()}>
            {mayRegister ? words.register : words.open}
          </Link>
        </div>
      )}
    </Section>
  );
}
