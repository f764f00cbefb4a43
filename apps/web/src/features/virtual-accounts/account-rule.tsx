import { accountRuleSentences } from "@maru/domain";
import { Link } from "react-router";
import type { InstructionView } from "../../components/instructions/use-giving.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { accountPath } from "./account-search.ts";

/** Why an instruction about an account was not sent, and where to look; nothing where no rule of ours said no. */
export function AccountRule({ instruction }: { readonly instruction: InstructionView }) {
  const words = useAllMessages().virtualAccounts;
  const locale = useLocale();
  const details = instruction.problem?.details ?? {};
  const rules: Readonly<Record<string, { readonly ko: string; readonly en: string }>> = accountRuleSentences;
  const sentence = typeof details.rule === "string" ? rules[details.rule]?.[locale] : undefined;
  if (sentence === undefined) return null;
  return (
    <p className="font-semibold">
      {sentence}{" "}
      {details.rule === "order_paid" && typeof details.impUid === "string" && (
        <Link to={accountPath(details.impUid)} className="font-normal text-accent underline underline-offset-2">
          {words.alreadyPaid}
        </Link>
      )}
    </p>
  );
}
