import { applicationLimits, applicationStateNames, needsMoveReason } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { PagePart } from "../../../components/page-part.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { TextField } from "../../../components/ui/text-field.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import type { Detail, OnRecorded } from "./application-page.tsx";
import { ApplicationProblem, changedBy } from "./application-problem.tsx";

interface MoveFormProps {
  readonly detail: Detail;
  readonly onRecorded: OnRecorded;
}

/** Records the stage an application has reached: offered are those that may follow. */
export function MoveForm({ detail, onRecorded }: MoveFormProps) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const { application, next } = detail;
  const [to, setTo] = useState(() => (next.find(({ move }) => move === "forward") ?? next[0])?.to ?? application.state);
  const [reason, setReason] = useState("");
  const chosen = next.find((each) => each.to === to);
  const needsReason = chosen !== undefined && needsMoveReason(chosen.move);
  const move = useMutation(
    trpc.settings.application.move.mutationOptions({
      async onSuccess(recorded, sent) {
        showToast(words.moved(applicationStateNames[recorded.application.state][locale]));
        await onRecorded(recorded, sent.version);
      },
      async onError(error) {
        if (changedBy(error) !== undefined)
          await queryClient.invalidateQueries(trpc.settings.application.get.pathFilter());
      },
    }),
  );
  return (
    <PagePart title={words.moveTitle}>
      <Form
        noValidate
        className="grid items-start gap-3 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]"
        onSubmit={() => move.mutate({ applicationId: application.id, version: application.version, to, reason })}
      >
        <Select
          label={words.moveTo}
          value={to}
          options={next.map((each) => ({
            value: each.to,
            label: words.moveKinds[each.move](applicationStateNames[each.to][locale]),
          }))}
          onChange={setTo}
        />
        {needsReason && (
          <TextField
            label={words.moveReason}
            hint={words.moveReasonHint}
            value={reason}
            maxLength={applicationLimits.reason}
            required
            autoComplete="off"
            onChange={setReason}
          />
        )}
        <div className="grid gap-3 sm:col-span-2">
          {move.isError && <ApplicationProblem error={move.error} />}
          <Button type="submit" size="medium" className="justify-self-start" isPending={move.isPending}>
            {words.record}
          </Button>
        </div>
      </Form>
    </PagePart>
  );
}
