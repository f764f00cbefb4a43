import { type AccountChangeForm, capabilityOf, mayBeTried, type Payment } from "@maru/domain";
import { useState } from "react";
import { Link } from "react-router";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { type Giving, useGiving } from "../../components/instructions/use-giving.ts";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import { readKstInput, writeKstInput } from "../../lib/kst-input.ts";
import { queryClient, trpc, trpcClient } from "../../lib/trpc.ts";
import { AccountRule } from "./account-rule.tsx";
import { issuePath } from "./account-search.ts";
import { AccountSection } from "./account-section.tsx";
import { wholeWon } from "./issue-draft.ts";

/** Moves amount and deadline where the PG can; elsewhere it says what to do instead. */
export function ChangeAccount({ payment }: { readonly payment: Payment }) {
  const words = useAllMessages().virtualAccounts;
  if (payment.status !== "ready") return null;
  if (!mayBeTried(capabilityOf(payment.pgProvider, "changeVirtualAccount"))) {
    return (
      <AccountSection title={words.change.title}>
        <p className="text-ink-2">{words.change.impossible}</p>
        <Link
          to={issuePath({ order: payment.merchantUid, amount: payment.amount.amount })}
          className={buttonClass({ size: "medium", className: "justify-self-start" })}
        >
          {words.change.reissue}
        </Link>
      </AccountSection>
    );
  }
  return <PossibleChange payment={payment} />;
}

function PossibleChange({ payment }: { readonly payment: Payment }) {
  const words = useAllMessages().virtualAccounts.change;
  const giving = useGiving(`account-change ${payment.impUid}`, trpcClient.virtualAccounts.change.mutate, () => {
    void queryClient.invalidateQueries(trpc.virtualAccounts.pathFilter());
    void queryClient.invalidateQueries(trpc.payments.pathFilter());
  });
  const { instruction } = giving;
  const { amount, virtualAccount } = payment;
  return (
    <AccountSection title={words.title} help={words.help}>
      {instruction !== undefined ? (
        <>
          <GivenNote giving={giving} next={words.again}>
            <p>{words.done}</p>
          </GivenNote>
          <AccountRule instruction={instruction} />
        </>
      ) : (
        // What is typed belongs to the account as it was seen.
        <ChangeForm key={`${amount.amount} ${virtualAccount?.dueAt}`} payment={payment} giving={giving} />
      )}
    </AccountSection>
  );
}

interface ChangeFormProps {
  readonly payment: Payment;
  readonly giving: Giving<AccountChangeForm>;
}

function ChangeForm({ payment, giving }: ChangeFormProps) {
  const words = useAllMessages().virtualAccounts;
  const seen = { amount: payment.amount.amount, dueAt: payment.virtualAccount?.dueAt ?? null };
  const [amount, setAmount] = useState(String(seen.amount));
  const [due, setDue] = useState(seen.dueAt === null ? "" : writeKstInput(seen.dueAt));
  const [isTried, setTried] = useState(false);
  const nextAmount = wholeWon(amount);
  const nextDue = seen.dueAt !== null && due === writeKstInput(seen.dueAt) ? seen.dueAt : readKstInput(due);
  const isDueGood = nextDue !== null && nextDue * 1000 > Date.now();
  const submit = () => {
    setTried(true);
    if (nextAmount === null || nextAmount === 0 || nextDue === null || !isDueGood) return;
    giving.give({ impUid: payment.impUid, amount: nextAmount, dueAt: nextDue, seen });
  };
  return (
    <Form noValidate className="grid gap-3 sm:grid-cols-2" onSubmit={submit}>
      <TextField
        label={words.fields.amount}
        inputMode="numeric"
        maxLength={17}
        value={amount}
        error={isTried && (nextAmount === null || nextAmount === 0) ? words.problems.amount : undefined}
        onChange={setAmount}
      />
      <TextField
        label={words.fields.due}
        hint={words.hints.due}
        type="datetime-local"
        value={due}
        error={isTried && !isDueGood ? words.problems.due : undefined}
        onChange={setDue}
      />
      {giving.error !== null && <FailedNote error={giving.error} />}
      <Button type="submit" size="medium" className="justify-self-start" isPending={giving.isPending}>
        {words.change.submit}
      </Button>
    </Form>
  );
}
