import { useQuery } from "@tanstack/react-query";
import { Term } from "../../components/glossary/term.tsx";
import { Money } from "../../components/money.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";

/** How what is left divides for the tax office. Only one PG's payments are divided by upstream; it is asked for them alone. */
export default function PaymentTaxParts({ impUid }: { readonly impUid: string }) {
  const words = useDetailMessages().taxParts;
  const retry = useMessages().payments.faces.retry;
  const answer = useQuery(trpc.payments.taxParts.queryOptions({ impUid }, { retry: false }));
  if (answer.isPending) return <Skeleton className="mt-3 w-40" />;
  if (answer.isError) {
    return (
      <p role="alert" className="mt-3 flex items-center gap-3 text-small text-ink-2">
        {words.failed}
        <Button onClick={() => void answer.refetch()}>{retry}</Button>
      </p>
    );
  }
  const { parts } = answer.data;
  if (parts === null) return null;
  return (
    <dl className="mt-3 border-t border-line pt-2 text-small tabular-nums">
      {(
        [
          [words.supply, null, parts.supply],
          [words.vat, "vat", parts.vat],
          [words.taxFree, "taxFree", parts.taxFree],
        ] as const
      ).map(([label, term, amount]) => (
        <div key={label} className="flex items-baseline justify-between gap-4 py-1">
          <dt className="text-ink-2">{term === null ? label : <Term name={term}>{label}</Term>}</dt>
          <dd>
            <Money value={amount} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
