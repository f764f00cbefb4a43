import {
  type ApplicationContact,
  applicationLimits,
  type DocumentMark,
  documentKindNames,
  documentKinds,
  documentStateNames,
  documentStates,
} from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PagePart } from "../../../components/page-part.tsx";
import { Banner } from "../../../components/ui/banner.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { TextField } from "../../../components/ui/text-field.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import type { Detail, OnRecorded } from "./application-page.tsx";
import { ApplicationProblem, changedBy } from "./application-problem.tsx";
import { ChangedMeanwhile, type Difference } from "./changed-meanwhile.tsx";

interface Draft {
  readonly ownerId: string | null;
  readonly dueOn: string | null;
  readonly mid: string;
  readonly contacts: readonly (ApplicationContact & { readonly key: number })[];
  readonly documents: readonly DocumentMark[];
}

interface CareFormProps {
  /** What the draft began with. */
  readonly base: Detail;
  readonly latest: Detail;
  readonly mayWrite: boolean;
  readonly onRecorded: OnRecorded;
  readonly onTakeLatest: () => void;
}

let lastKey = 0;
const keyed = (contact: ApplicationContact) => {
  lastKey += 1;
  return { ...contact, key: lastKey };
};
const contactParts = ["name", "role", "tel", "email"] as const;

function draftOf({ application, contacts }: Detail): Draft {
  return {
    ownerId: application.owner?.id ?? null,
    dueOn: application.dueOn,
    mid: application.mid,
    contacts: (contacts ?? []).map(keyed),
    documents: application.documents,
  };
}

const plain = ({ contacts, ...rest }: Draft) => ({
  ...rest,
  contacts: contacts.map(({ key: _, ...contact }) => contact),
});

/** Who looks after the application, until when, whom to call at the PG, and how each paper stands. */
export function CareForm({ base, latest, mayWrite, onRecorded, onTakeLatest }: CareFormProps) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const [draft, setDraft] = useState(() => draftOf(base));
  const [isTried, setTried] = useState(false);
  const people = useQuery(trpc.settings.application.people.queryOptions(undefined, { enabled: mayWrite }));
  const save = useMutation(
    trpc.settings.application.change.mutationOptions({
      async onSuccess(recorded) {
        showToast(words.saved);
        setTried(false);
        await onRecorded(recorded, null);
      },
      async onError(error) {
        if (changedBy(error) !== undefined)
          await queryClient.invalidateQueries(trpc.settings.application.get.pathFilter());
      },
    }),
  );
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const isUnnamed = draft.contacts.some(({ name }) => name.trim() === "");
  const isChanged = JSON.stringify(plain(draft)) !== JSON.stringify(plain(draftOf(base)));
  const submit = (version: number) => {
    const { documents, contacts, ...rest } = plain(draft);
    save.mutate({
      applicationId: base.application.id,
      version,
      ...rest,
      contacts,
      documents: [...documents],
    });
  };
  const conflict = changedBy(save.error);
  const ownerNames = new Map((people.data?.items ?? []).map(({ id, name }) => [id, name]));
  for (const { application } of [base, latest]) {
    if (application.owner !== null && !ownerNames.has(application.owner.id))
      ownerNames.set(application.owner.id, application.owner.name);
  }
  const changeContact = (key: number, part: Partial<ApplicationContact>) =>
    change({ contacts: draft.contacts.map((contact) => (contact.key === key ? { ...contact, ...part } : contact)) });
  return (
    <Form
      noValidate
      className="grid gap-6"
      onSubmit={() => {
        setTried(true);
        if (!isUnnamed) submit(base.application.version);
      }}
    >
      <PagePart title={words.care}>
        <div className="grid gap-4 sm:grid-cols-3">
          <Select
            label={words.owner}
            value={draft.ownerId ?? ""}
            isDisabled={!mayWrite}
            options={[
              { value: "", label: words.nobody },
              ...[...ownerNames].map(([value, label]) => ({ value, label })),
            ]}
            onChange={(ownerId) => change({ ownerId: ownerId === "" ? null : ownerId })}
          />
          <TextField
            label={words.due}
            type="date"
            disabled={!mayWrite}
            value={draft.dueOn ?? ""}
            onChange={(dueOn) => change({ dueOn: dueOn === "" ? null : dueOn })}
          />
          <TextField
            label={words.mid}
            hint={words.midHint}
            disabled={!mayWrite}
            maxLength={applicationLimits.mid}
            autoComplete="off"
            value={draft.mid}
            onChange={(mid) => change({ mid })}
            className="font-id"
          />
        </div>
      </PagePart>
      <PagePart title={words.contacts}>
        {latest.contacts === null && <Banner tone="bad">{words.contactsUnreadable}</Banner>}
        {draft.contacts.length === 0 && <p className="text-ink-3">{words.nobody}</p>}
        <ul className="grid gap-3">
          {draft.contacts.map((contact, at) => (
            <li key={contact.key} className="grid grid-cols-2 gap-2 md:grid-cols-[repeat(4,minmax(0,1fr))_auto]">
              {contactParts.map((part) => (
                <TextField
                  key={part}
                  label={words.contactField(at + 1, words.contactFields[part])}
                  isLabelHidden
                  placeholder={words.contactFields[part]}
                  disabled={!mayWrite}
                  error={
                    isTried && part === "name" && contact.name.trim() === "" ? words.contactNameMissing : undefined
                  }
                  maxLength={part === "role" ? applicationLimits.name : applicationLimits[part]}
                  autoComplete="off"
                  value={contact[part]}
                  onChange={(value) => changeContact(contact.key, { [part]: value })}
                />
              ))}
              {mayWrite && (
                <Button
                  variant="quiet"
                  size="medium"
                  className="justify-self-start"
                  aria-label={words.removeContactOf(at + 1)}
                  onClick={() => change({ contacts: draft.contacts.filter(({ key }) => key !== contact.key) })}
                >
                  {words.removeContact}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {mayWrite && draft.contacts.length < applicationLimits.contacts && (
          <Button
            className="justify-self-start"
            onClick={() => change({ contacts: [...draft.contacts, keyed({ name: "", role: "", tel: "", email: "" })] })}
          >
            {words.addContact}
          </Button>
        )}
      </PagePart>
      <PagePart title={words.documents}>
        <div className="grid gap-x-4 gap-y-3 min-[480px]:grid-cols-2 md:grid-cols-3">
          {documentKinds.map((kind) => (
            <Select
              key={kind}
              label={documentKindNames[kind][locale]}
              isDisabled={!mayWrite}
              value={draft.documents.find((mark) => mark.kind === kind)?.state ?? ""}
              options={[
                { value: "", label: words.notNeeded },
                ...documentStates.map((state) => ({ value: state, label: documentStateNames[state][locale] })),
              ]}
              onChange={(state) => change({ documents: marked(draft.documents, kind, state) })}
            />
          ))}
        </div>
      </PagePart>
      {conflict !== undefined && latest.application.version !== base.application.version && (
        <ChangedMeanwhile
          by={conflict.name}
          differences={differences()}
          isPending={save.isPending}
          onKeepMine={() => submit(latest.application.version)}
          onTakeTheirs={() => {
            setDraft(draftOf(latest));
            onTakeLatest();
            save.reset();
          }}
        />
      )}
      {save.isError && conflict === undefined && <ApplicationProblem error={save.error} />}
      {mayWrite && (
        <Button
          type="submit"
          variant="primary"
          size="medium"
          className="justify-self-start"
          isPending={save.isPending}
          disabled={!isChanged}
        >
          {words.save}
        </Button>
      )}
    </Form>
  );

  function differences(): readonly Difference[] {
    const theirs = draftOf(latest);
    return (["ownerId", "dueOn", "mid", "contacts", "documents"] as const).flatMap((field) => {
      const [left, right] = [shown(theirs, field), shown(draft, field)];
      return left === right ? [] : [{ field: words.changedFields[field], theirs: left, mine: right }];
    });
  }

  function shown(of: Draft, field: keyof Draft): string {
    switch (field) {
      case "ownerId":
        return of.ownerId === null ? "" : (ownerNames.get(of.ownerId) ?? of.ownerId);
      case "contacts":
        return of.contacts
          .map(({ name, role, tel, email }) => [name, role, tel, email].filter(Boolean).join(" "))
          .join(", ");
      case "documents":
        return of.documents
          .map(({ kind, state }) => `${documentKindNames[kind][locale]} (${documentStateNames[state][locale]})`)
          .join(", ");
      case "dueOn":
      case "mid":
        return of[field] ?? "";
    }
  }
}

/** The marks with this kind's state changed; without it where it is not needed. In the order of the kinds. */
function marked(marks: readonly DocumentMark[], kind: DocumentMark["kind"], state: string): readonly DocumentMark[] {
  const known = documentStates.find((each) => each === state);
  const others = marks.filter((mark) => mark.kind !== kind);
  const all = known === undefined ? others : [...others, { kind, state: known }];
  return documentKinds.flatMap((each) => all.filter((mark) => mark.kind === each));
}
