import { formatInstant, type InstructionState, isFinalInstructionState, shortestReason } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { StepUpPrompt } from "../step-up-prompt.tsx";
import { Banner, type BannerTone } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { FailedNote } from "../ui/failed-note.tsx";
import { Form } from "../ui/form.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { TextField } from "../ui/text-field.tsx";
import { instructionName } from "./instruction-name.ts";
import type { Giving, InstructionView } from "./use-giving.ts";

const tones: Readonly<Record<InstructionState, BannerTone>> = {
  written: "info",
  sending: "info",
  checking: "unsure",
  unconfirmed: "unsure",
  done: "ok",
  refused: "bad",
  not_done: "bad",
  not_sent: "wait",
};

interface InstructionNoteProps {
  readonly instruction: InstructionView;
  /** What came of it, in the words of whoever knows the kind. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Where something told to upstream stands, in words that say what it means; the PG's own words are marked as theirs. */
export function InstructionNote({ instruction, children, action }: InstructionNoteProps) {
  const words = useAllMessages().instructions;
  const locale = useLocale();
  const { state, refusal, problem, askedBy, askedAtMs } = instruction;
  const { title, help } = words.states[state];
  const theirs = refusal?.message ?? quoteOf(problem?.details);
  const isBusy = state === "written" || state === "sending";
  return (
    <div className="grid gap-3">
      <Banner
        tone={tones[state]}
        announce="status"
        action={action}
        title={
          <span className="inline-flex items-center gap-2">
            {isBusy && <Spinner />}
            {words.headline(instructionName(instruction.kind, locale), title)}
          </span>
        }
      >
        {help !== "" && <p>{help}</p>}
        {problem !== null && <Rule details={problem.details} />}
        {theirs !== undefined && theirs !== "" && (
          <p className="wrap-anywhere">
            <span className="text-small text-ink-3">{words.theirWords}</span>{" "}
            <q className="font-semibold text-ink">{theirs}</q>
          </p>
        )}
        {children}
        <p className="text-small text-ink-3 tabular-nums">
          {words.askedBy(askedBy.name, formatInstant(Math.floor(askedAtMs / 1000), locale, "second"))}
        </p>
      </Banner>
      {state === "unconfirmed" && <Confirmation instructionId={instruction.instructionId} />}
    </div>
  );
}

interface GivenNoteProps<Form> {
  readonly giving: Giving<Form>;
  /** How the button that begins another one after this one was done reads; without it this was the only one. */
  readonly next?: string | undefined;
  readonly children?: ReactNode;
}

/** A form's instruction and what to do after it: nothing while it is open, another one when it has ended. */
export function GivenNote<Form>({ giving, next, children }: GivenNoteProps<Form>) {
  const words = useAllMessages().instructions;
  const { instruction, error, giveAgain, startOver } = giving;
  if (instruction === undefined) {
    if (error === null) return null;
    const known = appErrorOf(error);
    if (known?.code === "STEP_UP_REQUIRED") return <StepUpPrompt words={words.codePrompt} onProven={giveAgain} />;
    return (
      <div className="grid gap-2">
        <FailedNote error={error} />
        {known !== undefined && <Rule details={known.details} />}
      </div>
    );
  }
  const another =
    instruction.state === "done" ? next : isFinalInstructionState(instruction.state) ? words.again : undefined;
  return (
    <InstructionNote
      instruction={instruction}
      action={another === undefined ? undefined : <Button onClick={startOver}>{another}</Button>}
    >
      {instruction.state === "done" && children}
    </InstructionNote>
  );
}

/** Upstream may refuse with a server error, which proves nothing but says something. */
function quoteOf(details: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof details?.message === "string" ? details.message : undefined;
}

function Rule({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const rules: Readonly<Record<string, string>> = useAllMessages().instructions.rules;
  const sentence = typeof details.rule === "string" ? rules[details.rule] : undefined;
  return sentence === undefined ? null : <p>{sentence}</p>;
}

/** What a person found out where no record tells. */
function Confirmation({ instructionId }: { readonly instructionId: string }) {
  const words = useAllMessages().instructions.confirm;
  const [outcome, setOutcome] = useState<"done" | "not_done" | null>(null);
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const confirm = useMutation(
    trpc.instructions.confirm.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.instructions.pathFilter()),
    }),
  );
  const isShort = reason.trim().length < shortestReason;
  return (
    <Form
      className="grid gap-3 rounded-md border border-line px-3 py-3"
      noValidate
      onSubmit={() => {
        setTried(true);
        if (outcome !== null && !isShort) confirm.mutate({ instructionId, outcome, reason: reason.trim() });
      }}
    >
      <Choice
        label={words.title}
        isWide
        value={outcome}
        options={[
          { value: "done", label: words.done },
          { value: "not_done", label: words.notDone },
        ]}
        onChange={setOutcome}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        maxLength={200}
        error={isTried && isShort ? words.reasonNeeded : undefined}
        onChange={setReason}
      />
      {confirm.isError && <FailedNote error={confirm.error} />}
      <Button
        type="submit"
        variant="primary"
        size="medium"
        isPending={confirm.isPending}
        className="justify-self-start"
      >
        {words.send}
      </Button>
    </Form>
  );
}
