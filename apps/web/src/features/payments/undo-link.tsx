import { type Payment, toKstDate } from "@maru/domain";
import { Link } from "react-router";
import { useMay } from "../../lib/session.tsx";
import { useDetailMessages } from "./detail-messages.ts";

/** Leads to what can be done about a cancel of today; on any later day no PG undoes it. */
export function UndoLink({ payment }: { readonly payment: Payment }) {
  const words = useDetailMessages();
  const mayAsk = useMay("refund:request");
  const today = toKstDate(Math.floor(Date.now() / 1000));
  const isOfToday = payment.cancellations.some(
    ({ cancelledAt }) => cancelledAt !== null && toKstDate(cancelledAt) === today,
  );
  if (!mayAsk || !isOfToday) return null;
  return (
    <Link
      to={`/payments/${encodeURIComponent(payment.impUid)}/undo`}
      className="text-accent underline decoration-dotted underline-offset-4 hover:decoration-solid"
    >
      {words.undoCancel}
    </Link>
  );
}
