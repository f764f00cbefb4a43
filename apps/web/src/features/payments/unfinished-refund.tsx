import { formatMoney, isFinalRefundState, refundStateNames, refundStates } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { useLocale } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { refundLinkId } from "./refund-link.tsx";

type Refund = RouterOutputs["refunds"]["list"]["items"][number];

const unfinishedStates = refundStates.filter((state) => !isFinalRefundState(state));

/** The refund of this payment that has not ended; there is at most one. Undefined while none is known. */
export function useUnfinishedRefund(impUid: string, isEnabled: boolean): Refund | undefined {
  const { data } = useQuery(
    trpc.refunds.list.queryOptions({ impUid, states: unfinishedStates, limit: 1 }, { enabled: isEnabled }),
  );
  return data?.items[0];
}

/** Stands where the refund would be begun: no second one begins before this one has ended. */
export function UnfinishedRefund({ refund }: { readonly refund: Refund }) {
  const words = useDetailMessages();
  const locale = useLocale();
  return (
    <Link
      id={refundLinkId}
      to={`/refunds/${encodeURIComponent(refund.refundId)}`}
      className={buttonClass({ size: "medium", className: "mt-3 w-full" })}
    >
      {words.unfinishedRefund(refundStateNames[refund.state][locale], formatMoney(refund.amount, locale))}
    </Link>
  );
}
