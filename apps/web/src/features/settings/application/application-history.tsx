import { applicationLimits, applicationStateNames, documentKindNames } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { DateTime } from "../../../components/date-time.tsx";
import { PagePart } from "../../../components/page-part.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { controlClass, Field } from "../../../components/ui/field.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { classNames } from "../../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { trpc } from "../../../lib/trpc.ts";
import type { Detail, OnRecorded } from "./application-page.tsx";
import { ApplicationProblem } from "./application-problem.tsx";

type Event = Detail["events"][number];

interface ApplicationHistoryProps {
  readonly detail: Detail;
  readonly mayWrite: boolean;
  readonly onRecorded: OnRecorded;
}

/** What was recorded, by whom and when, and the way to add a note. */
export function ApplicationHistory({ detail, mayWrite, onRecorded }: ApplicationHistoryProps) {
  const words = useAllMessages().application;
  const say = useEventWords();
  const [text, setText] = useState("");
  const note = useMutation(
    trpc.settings.application.note.mutationOptions({
      async onSuccess(recorded, sent) {
        setText((now) => (now === sent.text ? "" : now));
        showToast(words.noted);
        await onRecorded(recorded, recorded.application.version);
      },
    }),
  );
  return (
    <PagePart title={words.history}>
      {mayWrite && (
        <Form
          noValidate
          className="grid gap-2"
          onSubmit={() => {
            if (text.trim() !== "") note.mutate({ applicationId: detail.application.id, text });
          }}
        >
          <Field label={words.note}>
            {(control) => (
              <textarea
                {...control}
                rows={2}
                maxLength={applicationLimits.note}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                className={classNames(controlClass, "h-auto resize-y py-2 coarse:h-auto")}
              />
            )}
          </Field>
          {note.isError && <ApplicationProblem error={note.error} />}
          <Button type="submit" className="justify-self-start" isPending={note.isPending} disabled={text.trim() === ""}>
            {words.addNote}
          </Button>
        </Form>
      )}
      <ol aria-label={words.history} className="grid">
        {detail.events.map((event) => (
          <li key={event.id} className="grid gap-0.5 border-line border-b py-2 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{say(event)}</span>
              <span className="text-small text-ink-3">
                {event.by} · <DateTime at={Math.floor(event.atMs / 1000)} />
              </span>
            </p>
            {event.text !== null && <p className="whitespace-pre-wrap wrap-anywhere text-ink-2">{event.text}</p>}
            {event.isUnreadable && <p className="text-ink-3">{words.textUnreadable}</p>}
          </li>
        ))}
      </ol>
    </PagePart>
  );
}

function useEventWords(): (event: Event) => string {
  const words = useAllMessages().application;
  const locale = useLocale();
  const { events, changedFields } = words;
  return ({ kind, facts }) => {
    const document = facts.document === undefined ? "" : documentKindNames[facts.document][locale];
    switch (kind) {
      case "added":
      case "noted":
        return events[kind];
      case "file_added":
      case "file_removed":
        return events[kind](document);
      case "changed":
        return events.changed(
          (facts.fields ?? []).map((field) => Reflect.get(changedFields, field) ?? field).join(", "),
        );
      case "moved": {
        const [from, to] = [facts.from ?? "draft", facts.to ?? "draft"];
        const say = facts.move === "correction" ? events.corrected : events.moved;
        return say(applicationStateNames[from][locale], applicationStateNames[to][locale]);
      }
    }
  };
}
