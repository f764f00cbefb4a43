import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { PaymentLink } from "./payment-link.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

export type Delivery = RouterOutputs["webhooks"]["list"]["items"][number];

/** Calls to the webhook address, newest first. The time leads to everything that was kept of one. */
export function WebhookTable({
  items,
  labelledBy,
}: {
  readonly items: readonly Delivery[];
  readonly labelledBy: string;
}) {
  const words = useAllMessages().webhooks;
  return (
    <div className="overflow-x-auto">
      <table aria-labelledby={labelledBy} className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={headerClass}>
              {words.columns.time}
            </th>
            <th scope="col" className={headerClass}>
              {words.columns.verdict}
            </th>
            <th scope="col" className={classNames(headerClass, "max-sm:hidden")}>
              {words.columns.claim}
            </th>
            <th scope="col" className={headerClass}>
              {words.columns.payment}
            </th>
            <th scope="col" className={classNames(headerClass, "max-xl:hidden")}>
              {words.columns.merchantUid}
            </th>
            <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
              {words.columns.address}
            </th>
            <th scope="col" className={classNames(headerClass, "text-right max-md:hidden")}>
              {words.columns.answer}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((delivery) => (
            <tr key={delivery.id} className="hover:bg-sunk">
              <td className={classNames(cellClass, "whitespace-nowrap")}>
                <Link
                  to={`/webhooks/${encodeURIComponent(delivery.id)}`}
                  className="text-accent underline-offset-2 hover:underline"
                >
                  <span className="max-sm:hidden">
                    <DateTime at={Math.floor(delivery.receivedAtMs / 1000)} format="second" />
                  </span>
                  <span className="sm:hidden">
                    <DateTime
                      at={Math.floor(delivery.receivedAtMs / 1000)}
                      yearUnderstood={String(new Date(delivery.receivedAtMs).getUTCFullYear())}
                    />
                  </span>
                </Link>
              </td>
              <td className={cellClass}>
                <span className="flex flex-wrap items-center gap-1.5">
                  <VerdictBadge verdict={delivery.verdict} />
                  {delivery.replay !== null && <span className="text-small text-ink-2">{words.replayed}</span>}
                </span>
              </td>
              <td className={classNames(cellClass, "whitespace-nowrap max-sm:hidden")}>
                <Claim status={delivery.status} />
              </td>
              <td className={cellClass}>
                <PaymentLink impUid={delivery.impUid} isKnown={delivery.verdict === "verified"} />
                {delivery.mode === "test" && <span className="ml-1.5 text-small text-ink-2">{words.modes.test}</span>}
              </td>
              <td className={classNames(cellClass, "font-id max-w-56 truncate max-xl:hidden")}>
                {delivery.merchantUid ?? <NoValue />}
              </td>
              <td className={classNames(cellClass, "whitespace-nowrap max-md:hidden")}>
                {delivery.replay === null ? <Address delivery={delivery} noteClassName="max-xl:hidden" /> : <NoValue />}
              </td>
              <td className={classNames(cellClass, "text-right whitespace-nowrap tabular-nums max-md:hidden")}>
                {delivery.answer === null ? <NoValue /> : words.answered(delivery.answer.status, delivery.answer.inMs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the call says the payment is, in our words where we have some. */
export function Claim({ status }: { readonly status: string | null }) {
  const words = useAllMessages().webhooks;
  if (status === null) return <NoValue />;
  const known = Object.entries(words.claims).find(([name]) => name === status);
  return known?.[1] ?? <span className="font-id">{status}</span>;
}

/** Where a call came from, and whether i'mport publishes that address. */
export function Address({
  delivery,
  noteClassName,
}: {
  readonly delivery: Pick<Delivery, "ip" | "isPublishedAddress">;
  readonly noteClassName?: string;
}) {
  const words = useAllMessages().webhooks;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <span className="font-id">{delivery.ip}</span>
      <span className={classNames("text-small", delivery.isPublishedAddress ? "text-ok" : "text-ink-3", noteClassName)}>
        {words.addresses[delivery.isPublishedAddress ? "published" : "other"]}
      </span>
    </span>
  );
}
