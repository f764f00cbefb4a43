import { shortestReason } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { StepUpPrompt } from "../../components/step-up-prompt.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay, useSession } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import type { Refund } from "./refund-view.ts";

const outcomes = ["done", "not_done"] as const;

/** Settles by two people's word what upstream's record cannot tell. Nothing unless it has come to that. */
export function RefundDecision({ refund }: { readonly refund: Refund }) {
  const words = useAllMessages().refunds;
  const { user } = useSession();
  const mayDecide = useMay("refund:decide");
  const name = useId();
  const { proposal } = refund;
  const [outcome, setOutcome] = useState<"done" | "not_done" | null>(null);
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const decide = useMutation(
    trpc.refunds.decide.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.refunds.pathFilter());
        setOutcome(null);
        setReason("");
        setTried(false);
        showToast(words.decidedToast);
      },
    }),
  );
  if (refund.state !== "needs_person") return null;
  const isOwnProposal = proposal?.by.userId === user.id;
  const isAgreeing = proposal !== null && !isOwnProposal && outcome === proposal.outcome;
  const needsCode = decide.isError && appErrorOf(decide.error)?.code === "STEP_UP_REQUIRED";
  const isShort = reason.trim().length < shortestReason;
  const submit = () => {
    if (decide.isPending) return;
    setTried(true);
    if (outcome !== null && !isShort) decide.mutate({ refundId: refund.refundId, outcome, reason: reason.trim() });
  };
  return (
    <section aria-labelledby="decide-title" className="grid gap-3">
      <h2 id="decide-title" className="border-line border-b pb-1.5 font-semibold">
        {words.decideTitle}
      </h2>
      <p className="text-ink-2">{words.decideHelp}</p>
      {proposal !== null && (
        <Banner tone="info" title={words.proposalSays(proposal.by.name, words.outcomes[proposal.outcome])}>
          <p>{words.reasonGiven(proposal.reason)}</p>
          {isOwnProposal && <p>{words.proposalOwn}</p>}
        </Banner>
      )}
      {mayDecide ? (
        <>
          <Form className="grid max-w-[34rem] gap-3" onSubmit={submit}>
            <fieldset className="grid gap-1.5">
              <legend className="mb-1 font-semibold">{words.outcome}</legend>
              {outcomes.map((each) => (
                <label
                  key={each}
                  className="flex cursor-pointer items-center gap-2.5 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
                >
                  <input
                    type="radio"
                    name={name}
                    checked={outcome === each}
                    onChange={() => setOutcome(each)}
                    className="size-4 shrink-0 outline-none"
                  />
                  {words.outcomes[each]}
                </label>
              ))}
              {isTried && outcome === null && <p className="text-small font-medium text-bad">{words.outcomeMissing}</p>}
            </fieldset>
            <TextField
              label={words.outcomeReason}
              hint={words.outcomeReasonHint}
              value={reason}
              maxLength={500}
              error={isTried && isShort ? words.reasonShort : undefined}
              onChange={setReason}
            />
            {decide.isError && !needsCode && <FailedNote error={decide.error} />}
            <Button
              type="submit"
              variant={isAgreeing ? "danger" : "primary"}
              size="medium"
              className="justify-self-start"
              isPending={decide.isPending}
            >
              {isAgreeing ? words.agree : words.decide}
            </Button>
          </Form>
          {needsCode && <StepUpPrompt words={words.codePrompt} onProven={submit} />}
        </>
      ) : (
        <p className="text-ink-2">{words.mayNotDecide}</p>
      )}
    </section>
  );
}
