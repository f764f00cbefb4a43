import { Link } from "react-router";
import { DateTime } from "../../../components/date-time.tsx";
import { useAllMessages } from "../../../lib/i18n.tsx";
import type { RouterOutputs } from "../../../lib/trpc.ts";

type Proof = NonNullable<RouterOutputs["launchChecklist"]["get"]["boxes"][number]["needs"][number]["proof"]>;

const places: Record<Proof["kind"], (id: string) => string> = {
  payment: (id) => `/payments/${id}`,
  order: (id) => `/orders/${id}`,
  webhook: (id) => `/webhooks/${id}`,
  refund: (id) => `/refunds/${id}`,
  request: (id) => `/requests/${id}`,
  test_payment: (id) => `/settings/test-payments/${id}`,
  receipt: (id) => `/payments/${id}/cash-receipt`,
  outside_receipt: (id) => `/cash-receipts/outside/${id}`,
  card_payments: () => "/payments?method=card",
  channels: () => "/settings/channels",
  missing_webhooks: () => "/webhooks/missing",
  forwards: () => "/webhooks/forwards",
  whitelist: () => "/settings/whitelist",
};

/** The way to a record, with when it happened. */
export function ProofLink({ proof: { kind, id, at } }: { readonly proof: Proof }) {
  const words = useAllMessages().launchChecklist;
  return (
    <span className="font-normal text-ink-3">
      <Link to={places[kind](encodeURIComponent(id))} className="text-accent underline">
        {words.proofs[kind](id)}
      </Link>
      {at !== null && (
        <span className="whitespace-nowrap">
          {" · "}
          <DateTime at={at} />
        </span>
      )}
    </span>
  );
}
