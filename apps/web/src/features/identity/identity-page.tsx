import { type RevealReason, revealReasons } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { DateTime } from "../../components/date-time.tsx";
import { GivenNote } from "../../components/instructions/instruction-note.tsx";
import { useGiving } from "../../components/instructions/use-giving.ts";
import { NoValue } from "../../components/no-value.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Select } from "../../components/ui/select.tsx";
import { SureDialog } from "../../components/ui/sure-dialog.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc, trpcClient } from "../../lib/trpc.ts";

const shortestReason = 4;

/** The result of one identity check, shown on demand with a reason that is kept. */
export function Component() {
  const words = useAllMessages().identity;
  const mayRead = useMay("identity:read");
  useDocumentTitle(words.title);
  return mayRead ? <IdentityPage /> : <ForbiddenNote permission="identity:read" />;
}

function IdentityPage() {
  const words = useAllMessages().identity;
  const [impUid, setImpUid] = useState("");
  const [reason, setReason] = useState<RevealReason>("buyer_asks");
  const [text, setText] = useState("");
  const [isTried, setTried] = useState(false);
  const show = useMutation(trpc.identity.show.mutationOptions({ gcTime: 0 }));
  const isUidMissing = impUid.trim() === "";
  const isTextMissing = reason === "other" && text.trim().length < shortestReason;
  return (
    <div className="grid w-full max-w-[560px] gap-5 px-3 pt-4 pb-16 md:px-5">
      <PageTitle title={words.title} help={words.help} />
      <Form
        noValidate
        className="grid gap-3"
        onSubmit={() => {
          setTried(true);
          if (!isUidMissing && !isTextMissing) show.mutate({ impUid: impUid.trim(), reason, text: text.trim() });
        }}
      >
        <TextField
          label={words.impUid}
          autoComplete="off"
          spellCheck={false}
          value={impUid}
          error={isTried && isUidMissing ? words.impUidNeeded : undefined}
          onChange={setImpUid}
        />
        <Select
          label={words.reason}
          value={reason}
          options={revealReasons.map((value) => ({ value, label: words.reasons[value] }))}
          onChange={setReason}
        />
        {reason === "other" && (
          <TextField
            label={words.text}
            value={text}
            maxLength={200}
            error={isTried && isTextMissing ? words.textNeeded : undefined}
            onChange={setText}
          />
        )}
        {show.isError && <FailedNote error={show.error} />}
        <Button type="submit" variant="primary" size="medium" className="justify-self-start" isPending={show.isPending}>
          {words.show}
        </Button>
      </Form>
      {show.data !== undefined && <Result key={show.data.impUid} found={show.data} onHide={() => show.reset()} />}
    </div>
  );
}

type Found = RouterOutputs["identity"]["show"];

function Result({ found, onHide }: { readonly found: Found; readonly onHide: () => void }) {
  const words = useAllMessages().identity;
  const mayErase = useMay("identity:erase");
  const [isAsked, setAsked] = useState(false);
  const erasing = useGiving(`identity-erase ${found.impUid}`, trpcClient.identity.erase.mutate);
  const genders: Readonly<Record<string, string>> = words.genders;
  const isForeigner = found.isForeigner === null ? words.unknown : found.isForeigner ? words.yes : words.no;
  const values: readonly (readonly [keyof typeof words.fields, ReactNode])[] = [
    ["state", found.isCertified ? words.certified : words.notCertified],
    ["name", found.name],
    ["birthday", found.birthday],
    ["gender", found.gender === null ? null : (genders[found.gender] ?? found.gender)],
    ["phone", found.phone],
    ["carrier", found.carrier],
    ["isForeigner", isForeigner],
    ["certifiedAt", <DateTime key="at" at={found.certifiedAt} />],
    ["pgProvider", found.pgProvider],
    ["merchantUid", found.merchantUid],
  ];
  return (
    <section aria-label={words.title} className="grid gap-3 rounded-md border border-line px-3 py-3">
      {erasing.instruction?.state !== "done" && (
        <dl className="grid grid-cols-[minmax(96px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
          {values.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{words.fields[name]}</dt>
              <dd className="tabular-nums wrap-anywhere">{value ?? <NoValue />}</dd>
            </div>
          ))}
        </dl>
      )}
      <GivenNote giving={erasing} />
      <div className="flex flex-wrap gap-2">
        <Button size="medium" onClick={onHide}>
          {words.hide}
        </Button>
        {mayErase && erasing.instruction === undefined && (
          <Button variant="danger" size="medium" isPending={erasing.isPending} onClick={() => setAsked(true)}>
            {words.erase}
          </Button>
        )}
      </div>
      <SureDialog
        title={words.eraseSure}
        go={words.erase}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        onSure={() => erasing.give({ impUid: found.impUid })}
      >
        {words.eraseHelp}
      </SureDialog>
    </section>
  );
}
