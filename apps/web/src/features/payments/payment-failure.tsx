import { explainFailure, failureActorNames } from "@maru/domain";
import { Link } from "react-router";
import { CopyButton } from "../../components/copy-button.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { useDetailMessages } from "./detail-messages.ts";

/** The PG's words for a failure, always as they came, and under them what they mean and what to tell the customer. */
export function FailureExplained({ text }: { readonly text: string }) {
  const words = useDetailMessages();
  const locale = useLocale();
  const maySeeList = useMay("payment:raw");
  const explanation = explainFailure(text);
  const other = locale === "ko" ? "en" : "ko";
  return (
    <Banner
      tone="bad"
      title={
        <span className="flex items-start gap-1">
          <span className="min-w-0 wrap-anywhere">{text}</span>
          <CopyButton text={text} what={words.facts.failReason} className="-my-0.5" />
        </span>
      }
    >
      {explanation === undefined ? (
        <p>
          {words.failureUnknown}{" "}
          {maySeeList && (
            <Link to="/failure-messages" className="text-accent underline decoration-dotted underline-offset-4">
              {words.failureUnknownList}
            </Link>
          )}
        </p>
      ) : (
        <dl className="mt-1 grid gap-x-3 gap-y-0.5 max-sm:[&>dt]:mt-1 sm:grid-cols-[auto_minmax(0,1fr)]">
          <dt className="text-ink-2">{words.failureCause}</dt>
          <dd>{explanation.cause[locale]}</dd>
          <dt className="text-ink-2">{words.failureWho}</dt>
          <dd>{failureActorNames[explanation.whoMustAct][locale]}</dd>
          <dt className="text-ink-2">{words.failureCustomer}</dt>
          <dd className="flex items-start gap-1">
            <q>{explanation.customerSentence[locale]}</q>
            <CopyButton text={explanation.customerSentence[locale]} what={words.failureCustomer} className="-my-0.5" />
          </dd>
          <dt className="text-ink-2">{words.failureCustomerOther}</dt>
          <dd className="flex items-start gap-1" lang={other}>
            <q>{explanation.customerSentence[other]}</q>
            <CopyButton
              text={explanation.customerSentence[other]}
              what={words.failureCustomerOther}
              className="-my-0.5"
            />
          </dd>
        </dl>
      )}
    </Banner>
  );
}
