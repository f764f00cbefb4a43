import { applicationRules, applicationRuleWords, documentRefusals, documentRefusalWords } from "@maru/domain";
import { Banner } from "../../../components/ui/banner.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { appErrorOf, describeError } from "../../../lib/error-message.ts";
import { useEntryMessages, useLocale } from "../../../lib/i18n.tsx";

/** Why something was not recorded or kept: the rule in words where one said no. */
export function ApplicationProblem({ error }: { readonly error: unknown }) {
  const { errors } = useEntryMessages();
  const locale = useLocale();
  const known = appErrorOf(error);
  const rule = applicationRules.find((each) => each === known?.details.rule);
  const isTooLarge = known?.code === "PAYLOAD_TOO_LARGE";
  const refusal = documentRefusals.find((each) => each === (isTooLarge ? "too_large" : known?.details.refusal));
  const words =
    refusal !== undefined ? documentRefusalWords[refusal] : rule !== undefined ? applicationRuleWords[rule] : undefined;
  if (words === undefined) return <FailedNote error={error} />;
  return (
    <Banner tone="bad" announce="alert" title={describeError(error, errors).title}>
      {words[locale]}
    </Banner>
  );
}

/** Whose change came first, where that is why nothing was saved; undefined for every other error. */
export function changedBy(error: unknown): { readonly name: string | null } | undefined {
  const known = appErrorOf(error);
  if (known?.code !== "APPLICATION_CHANGED") return undefined;
  return { name: typeof known.details.by === "string" ? known.details.by : null };
}
