import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../lib/trpc.ts";
import { RefundArrivalNote } from "./refund-arrival-note.tsx";
import type { Refund } from "./refund-view.ts";

type Sent = Pick<Refund, "impUid" | "amount" | "sentAtMs" | "requestedAtMs">;

/** When the customer sees the money of a refund that was sent. */
export default function RefundArrival({ refund }: { readonly refund: Sent }) {
  const reading = useQuery(trpc.payments.get.queryOptions({ impUid: refund.impUid }));
  if (reading.data === undefined) return null;
  return (
    <RefundArrivalNote
      payment={reading.data.payment}
      amount={refund.amount}
      nowMs={refund.sentAtMs ?? refund.requestedAtMs}
    />
  );
}
