import { explainFailure, failureActorNames } from "@maru/domain";
import type { ReactNode } from "react";
import { useLocale } from "../../lib/i18n.tsx";

interface FailureMeaningProps {
  /** The PG's own words. */
  readonly message: string;
  readonly whenUnknown: ReactNode;
  readonly whoActs: (name: string) => string;
}

/** What stands behind a PG's refusal and who has to act. The dictionary is large, so this arrives when it is needed. */
export default function FailureMeaning({ message, whenUnknown, whoActs }: FailureMeaningProps) {
  const locale = useLocale();
  const explained = explainFailure(message);
  if (explained === undefined) return whenUnknown;
  return (
    <>
      <p className="text-ink-2">{explained.cause[locale]}</p>
      <p className="mt-1 text-ink-2">{whoActs(failureActorNames[explained.whoMustAct][locale])}</p>
    </>
  );
}
