import { Link } from "react-router";
import { NoValue } from "../../components/no-value.tsx";

/** The payment a call names; a link only where there is such a payment. */
export function PaymentLink({ impUid, isKnown }: { readonly impUid: string | null; readonly isKnown: boolean }) {
  if (impUid === null) return <NoValue />;
  if (!isKnown) return <span className="font-id break-all text-ink-2">{impUid}</span>;
  return (
    <Link
      to={`/payments/${encodeURIComponent(impUid)}`}
      className="font-id whitespace-nowrap text-accent underline-offset-2 hover:underline"
    >
      {impUid}
    </Link>
  );
}
