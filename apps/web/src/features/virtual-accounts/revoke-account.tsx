import {
  capabilityAnswerWords,
  capabilityOf,
  formatMoney,
  mayBeTried,
  needsRevokeKey,
  type Payment,
} from "@maru/domain";
import { useState } from "react";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";
import { AccountRule } from "./account-rule.tsx";
import { AccountSection } from "./account-section.tsx";

/** Ends an account that waits; where the vendor's documents contradict each other, that is said before it is tried. */
export function RevokeAccount({ payment }: { readonly payment: Payment }) {
  const words = useAllMessages().virtualAccounts;
  const locale = useLocale();
  const [isAsking, setAsking] = useState(false);
  const [pgApiKey, setPgApiKey] = useState("");
  const [isTried, setTried] = useState(false);
  const giving = useGiving(`account-revoke ${payment.impUid}`, trpcClient.virtualAccounts.revoke.mutate, () => {
    void queryClient.invalidateQueries(trpc.virtualAccounts.pathFilter());
    void queryClient.invalidateQueries(trpc.payments.pathFilter());
  });
  const capability = capabilityOf(payment.pgProvider, "revokeVirtualAccount");
  const needsKey = needsRevokeKey(payment.pgProvider);
  const { instruction } = giving;
  if (payment.status !== "ready" && instruction === undefined) return null;
  const amount = formatMoney(payment.amount, locale);
  const ask = () => {
    setTried(true);
    if (!needsKey || pgApiKey !== "") setAsking(true);
  };
  const revoke = () => {
    setAsking(false);
    giving.give({ impUid: payment.impUid, ...(needsKey ? { pgApiKey } : {}) });
  };
  return (
    <AccountSection title={words.revoke.title} help={words.revoke.help}>
      {!mayBeTried(capability) && <p className="text-ink-2">{words.revoke.impossible}</p>}
      {capability.answer === "disagree" && (
        <Banner tone="wait" title={words.revoke.conflicting}>
          <p>{capability.note?.[locale] ?? capabilityAnswerWords.disagree[locale]}</p>
          <ul className="mt-1 grid gap-0.5 text-small">
            {capability.citations.map(({ title, url, part }) => (
              <li key={`${url} ${part}`}>
                {words.revoke.source}{" "}
                <span lang="ko">
                  <a href={url} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
                    {title}
                  </a>{" "}
                  · {part}
                </span>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {instruction !== undefined && (
        <>
          <GivenNote giving={giving}>
            <p>{words.revoke.done}</p>
          </GivenNote>
          <AccountRule instruction={instruction} />
        </>
      )}
      {instruction === undefined && mayBeTried(capability) && (
        <>
          {needsKey && (
            <PasswordField
              label={words.fields.pgApiKey}
              hint={words.hints.pgApiKey}
              name="pg-api-key"
              autoComplete="off"
              maxLength={100}
              fieldClassName="max-w-80"
              value={pgApiKey}
              error={isTried && pgApiKey === "" ? words.problems.missing : undefined}
              onChange={setPgApiKey}
            />
          )}
          {giving.error !== null && <FailedNote error={giving.error} />}
          <Button size="medium" className="justify-self-start" isPending={giving.isPending} onClick={ask}>
            {words.revoke.open}
          </Button>
        </>
      )}
      <Dialog
        role="alertdialog"
        size="small"
        title={words.revoke.confirmTitle}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        footer={
          <DialogButtons
            keep={words.revoke.cancel}
            onKeep={() => setAsking(false)}
            go={words.revoke.confirm(amount)}
            variant="danger"
            onGo={revoke}
          />
        }
      >
        <p>{words.revoke.help}</p>
        <p className="mt-2 font-semibold tabular-nums">
          {payment.virtualAccount?.number} · {amount}
        </p>
      </Dialog>
    </AccountSection>
  );
}
