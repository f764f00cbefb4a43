import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { outboundProblemOf } from "../../components/outbound/outbound-problem.ts";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { appErrorOf } from "../../lib/error-message.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { SendLine, useProblemWords } from "./send-line.tsx";

type Destination = RouterOutputs["alerts"]["settings"]["destinations"][number];

const refresh = () => queryClient.invalidateQueries(trpc.alerts.pathFilter());

/** One place alerts go to: a trial, its log, and the way to take it away. */
export function DestinationItem({
  destination,
  mayWrite,
}: {
  readonly destination: Destination;
  readonly mayWrite: boolean;
}) {
  const words = useAllMessages().alerts;
  const explain = useProblemWords();
  const [isOpen, setOpen] = useState(false);
  const logId = useId();
  const { id: destinationId, name } = destination;
  const log = useQuery(trpc.alerts.sends.queryOptions({ destinationId }, { enabled: isOpen }));
  const trial = useMutation(trpc.alerts.test.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(
    trpc.alerts.removeDestination.mutationOptions({
      async onSuccess() {
        await refresh();
        showToast(words.removed(name));
      },
    }),
  );
  return (
    <li className="grid gap-2 border-line border-t py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="font-semibold">{name}</span>
        <span className="text-ink-2">
          {words.kinds[destination.kind]} · {words.languages[destination.language]}
        </span>
        <span className="font-id min-w-0 break-all text-ink-3">{destination.shown}</span>
        <span className="flex flex-wrap gap-2 md:ml-auto">
          {mayWrite && (
            <Button
              aria-label={words.testOf(name)}
              isPending={trial.isPending}
              onClick={() => trial.mutate({ destinationId })}
            >
              {words.test}
            </Button>
          )}
          <Button
            aria-label={words.logOf(name)}
            aria-expanded={isOpen}
            aria-controls={logId}
            onClick={() => setOpen(!isOpen)}
          >
            {words.log}
          </Button>
          {mayWrite && (
            <Button
              aria-label={words.removeOf(name)}
              isPending={remove.isPending}
              onClick={() => remove.mutate({ destinationId })}
            >
              {words.remove}
            </Button>
          )}
        </span>
      </div>
      {trial.isSuccess && (
        <Banner
          tone={trial.data.problem === null ? "ok" : "bad"}
          announce="status"
          title={trial.data.problem === null ? words.tested : words.notTested}
        >
          {trial.data.problem !== null && explain(trial.data.problem)}
        </Banner>
      )}
      {trial.isError && <FailedNote error={trial.error} />}
      {remove.isError && <FailedNote error={remove.error} />}
      <div id={logId} hidden={!isOpen}>
        {isOpen && log.isPending && <Skeleton className="w-64" />}
        {log.isError && <FailedNote error={log.error} onRetry={() => void log.refetch()} />}
        {isOpen && log.isSuccess && log.data.items.length === 0 && <p className="text-ink-3">{words.noSends}</p>}
        {isOpen && log.isSuccess && log.data.items.length > 0 && (
          <ul aria-label={words.logOf(name)} className="grid gap-0.5 text-small">
            {log.data.items.map((send) => (
              <SendLine key={send.id} send={send} isNamed={false} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

type Kind = Destination["kind"];
type Language = Destination["language"];

/** Adds a place alerts go to. */
export function DestinationForm() {
  const { alerts: words, outbound } = useAllMessages();
  const [kind, setKind] = useState<Kind>("hook");
  const [language, setLanguage] = useState<Language>("ko");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [isTried, setTried] = useState(false);
  const add = useMutation(
    trpc.alerts.addDestination.mutationOptions({
      async onSuccess() {
        await refresh();
        setName("");
        setAddress("");
        setTried(false);
        showToast(words.added);
      },
    }),
  );
  const problem = add.isError ? outboundProblemOf(appErrorOf(add.error)) : null;
  const isMail = kind === "email";
  const isAddressWrong = isMail ? !/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(address.trim()) : address.trim() === "";
  const addressError =
    problem === null ? (isTried && isAddressWrong ? words.addressWrong[kind] : undefined) : outbound.problems[problem];
  return (
    <Form
      aria-label={words.add}
      className="grid gap-3 border-line border-t pt-3"
      onSubmit={() => {
        setTried(true);
        if (isAddressWrong || name.trim() === "") return;
        add.mutate({ kind, language, name: name.trim(), address: address.trim() });
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <Select
          label={words.kind}
          value={kind}
          className="w-40 max-sm:w-full"
          options={[
            { value: "hook", label: words.kinds.hook },
            { value: "email", label: words.kinds.email },
          ]}
          onChange={setKind}
        />
        <Select
          label={words.language}
          value={language}
          className="w-32 max-sm:w-full"
          options={[
            { value: "ko", label: words.languages.ko },
            { value: "en", label: words.languages.en },
          ]}
          onChange={setLanguage}
        />
        <TextField
          label={words.name}
          value={name}
          onChange={setName}
          error={isTried && name.trim() === "" ? words.nameWrong : undefined}
          autoComplete="off"
          maxLength={60}
          fieldClassName="w-48 max-sm:w-full"
        />
      </div>
      <TextField
        label={isMail ? words.mailAddress : words.hookAddress}
        hint={isMail ? undefined : words.hookHelp}
        error={addressError}
        value={address}
        onChange={setAddress}
        type={isMail ? "email" : "url"}
        autoComplete="off"
        spellCheck={false}
      />
      {add.isError && problem === null && <FailedNote error={add.error} />}
      <Button type="submit" size="medium" isPending={add.isPending} className="justify-self-start">
        {words.add}
      </Button>
    </Form>
  );
}
