import { useIsFetching, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { paymentCounts } from "../../features/payments/payment-list-query.ts";
import { readPaymentSearch } from "../../features/payments/payment-search.ts";
import { countFormatter } from "../../lib/count.ts";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { paymentsHome } from "../../lib/payments-home.ts";
import { useSession } from "../../lib/session.tsx";

/** How many payments stand in the list the link leads to. Asked once everything else has been read. */
export default function PaymentsListed() {
  const m = useMessages();
  const n = countFormatter(useLocale());
  const isQuiet = useIsFetching() === 0;
  const [mayAsk, setMayAsk] = useState(false);
  useEffect(() => {
    if (isQuiet) setMayAsk(true);
  }, [isQuiet]);
  const [, query = ""] = paymentsHome(useSession()).split("?");
  const search = readPaymentSearch(new URLSearchParams(query));
  const { data } = useQuery({ ...paymentCounts(search), enabled: mayAsk });
  if (data === undefined || data.total === 0) return null;
  return (
    <span className="text-small font-normal text-ink-3 tabular-nums">
      <span aria-hidden="true">{n(data.total)}</span>
      <span className="sr-only">{m.shell.paymentsListed(data.total)}</span>
    </span>
  );
}
