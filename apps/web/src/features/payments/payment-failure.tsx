import { explainFailure, failureActorNames } from "@maru/domain";
import { CopyButton } from "../../components/copy-button.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useDetailMessages } from "./detail-messages.ts";

/** The PG's words for a failure, always as they came, and under them what they mean and what to tell the customer. */
export function FailureExplained({ text }: { readonly text: string }) {
  const words = useDetailMessages();
  const locale = useLocale();
  const explanation = explainFailure(text);
  return (
    <Banner tone="bad" title={text}>
      {explanation !== undefined && (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          <dt className="text-ink-3">{words.failureCause}</dt>
          <dd>{explanation.cause[locale]}</dd>
          <dt className="text-ink-3">{words.failureWho}</dt>
          <dd>{failureActorNames[explanation.whoMustAct][locale]}</dd>
          <dt className="text-ink-3">{words.failureCustomer}</dt>
          <dd className="flex items-start gap-1">
            <q>{explanation.customerSentence[locale]}</q>
            <CopyButton text={explanation.customerSentence[locale]} what={words.failureCustomer} className="-my-0.5" />
          </dd>
        </dl>
      )}
    </Banner>
  );
}
