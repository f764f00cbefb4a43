import { type LaunchAnswer, type LaunchMode, launchAnswers, longestLaunchEvidence } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { Choice } from "../../../components/ui/choice.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { controlClass, Field } from "../../../components/ui/field.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { classNames } from "../../../lib/class-names.ts";
import { useAllMessages } from "../../../lib/i18n.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../../lib/trpc.ts";

type Box = RouterOutputs["launchChecklist"]["get"]["boxes"][number];

interface LaunchAnswerFormProps {
  readonly box: Box;
  readonly mode: LaunchMode;
  readonly onClose: () => void;
}

/** What a person says of an item: whether it holds, and how they know. Their name and the time go with it. */
export function LaunchAnswerForm({ box, mode, onClose }: LaunchAnswerFormProps) {
  const words = useAllMessages().launchChecklist;
  const form = useRef<HTMLFormElement>(null);
  const [answer, setAnswer] = useState<LaunchAnswer>(box.said?.answer ?? "done");
  const [evidence, setEvidence] = useState(box.said?.evidence ?? "");
  const [isTried, setTried] = useState(false);
  const attest = useMutation(
    trpc.launchChecklist.attest.mutationOptions({
      async onSuccess(_, input) {
        await queryClient.invalidateQueries(trpc.launchChecklist.pathFilter());
        showToast(input.answer === "withdraw" ? words.withdrawn : words.kept);
        onClose();
      },
      // Somebody else was first: what they wrote is read, so that it stands above this form.
      onError: () => queryClient.invalidateQueries(trpc.launchChecklist.pathFilter()),
    }),
  );
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const place = { mode, box: box.id, version: box.version };
  const isEmpty = evidence.trim() === "";
  function submit(): void {
    setTried(true);
    if (!isEmpty) attest.mutate({ ...place, answer, evidence });
  }
  return (
    <Form
      ref={form}
      aria-label={words.formOf(words.boxes[box.id])}
      noValidate
      onSubmit={submit}
      className="grid max-w-[34rem] gap-3 rounded-md border border-line bg-surface p-3 print:hidden"
    >
      <Choice
        label={words.answerLabel}
        value={answer}
        isWide
        options={launchAnswers.map((value) => ({ value, label: words.answers[value], hint: words.answerHints[value] }))}
        onChange={setAnswer}
      />
      <Field
        label={words.evidence}
        hint={words.evidenceHint}
        error={isTried && isEmpty ? words.evidenceMissing : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={longestLaunchEvidence}
            value={evidence}
            onChange={(event) => setEvidence(event.currentTarget.value)}
            className={classNames(controlClass, "h-auto py-2")}
          />
        )}
      </Field>
      {attest.isError && <FailedNote error={attest.error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isPending={attest.isPending}>
          {words.keep}
        </Button>
        {box.said !== null && (
          <Button isPending={attest.isPending} onClick={() => attest.mutate({ ...place, answer: "withdraw" })}>
            {words.withdraw}
          </Button>
        )}
        <Button onClick={onClose}>{words.close}</Button>
      </div>
    </Form>
  );
}
