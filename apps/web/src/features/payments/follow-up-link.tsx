import { followUpsOf, type Payment } from "@maru/domain";
import { Link, useLocation } from "react-router";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { openedHere } from "./refund-link.tsx";

/** Where the keyboard returns when the panel of follow-ups is closed. */
export const followUpLinkId = "open-follow-ups";

/** Leads to what the payment's PG offers, or wants to be told, after it was paid; nothing where there is none. */
export function FollowUpLink({ payment }: { readonly payment: Payment }) {
  const words = useDetailMessages();
  const { state } = useLocation();
  if (followUpsOf(payment).length === 0) return null;
  return (
    <Link
      id={followUpLinkId}
      to={`/payments/${encodeURIComponent(payment.impUid)}/follow-ups`}
      state={openedHere(state)}
      className={buttonClass({ size: "medium", className: "mt-2 w-full" })}
    >
      {words.followUps}
    </Link>
  );
}
