import { useMutation, useQuery } from "@tanstack/react-query";
import { Fragment, type RefObject, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { useMay, useSession } from "../../lib/session.tsx";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { splitMentions } from "./mention-text.ts";
import { emptyDraft, keepDraft, type NoteDraft, readDraft } from "./note-draft.ts";
import { NoteField } from "./note-field.tsx";
import { Section } from "./section.tsx";

type Note = RouterOutputs["payments"]["note"]["list"]["items"][number];

interface PaymentNotesProps {
  readonly impUid: string;
  /** Where the next note is written, for the key that leads there. */
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
}

/** What people wrote about a payment, oldest first, and the place for the next note. */
export default function PaymentNotes({ impUid, inputRef }: PaymentNotesProps) {
  const messages = useMessages().payments;
  const words = useDetailMessages();
  const mayWrite = useMay("payment:note");
  const notes = useQuery(trpc.payments.note.list.queryOptions({ impUid }));
  useMentionsSeen(impUid, notes.data !== undefined);
  useScrollToNote(notes.data !== undefined);
  return (
    <Section
      title={words.notes.title}
      aside={notes.data !== undefined && words.notes.count(standing(notes.data.items))}
    >
      {notes.isPending && <Skeleton className="w-64" />}
      {notes.isError && notes.data === undefined && (
        <p role="alert" className="flex items-center gap-3 text-ink-2">
          {words.panelFailed}
          <Button onClick={() => void notes.refetch()}>{messages.faces.retry}</Button>
        </p>
      )}
      {notes.data?.items.length === 0 && (
        <p className="text-ink-3">{mayWrite ? words.notes.empty : words.notes.none}</p>
      )}
      {notes.data !== undefined && notes.data.items.length > 0 && (
        <ol className="grid gap-3">
          {notes.data.items.map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ol>
      )}
      {mayWrite ? (
        <NewNote impUid={impUid} inputRef={inputRef} />
      ) : (
        <p className="mt-2 text-small text-ink-3">{words.notes.forbidden}</p>
      )}
    </Section>
  );
}

function standing(notes: readonly Note[]): number {
  return notes.filter((note) => note.removed === null).length;
}

/** Looking at a payment's notes is having seen the ones that call for the reader. */
function useMentionsSeen(impUid: string, isShown: boolean) {
  const { mutate } = useMutation(
    trpc.mentions.markSeen.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.mentions.pathFilter()),
    }),
  );
  const unseen = useQuery(trpc.mentions.count.queryOptions()).data?.unseen ?? 0;
  const hasUnseen = unseen > 0;
  useEffect(() => {
    if (isShown && hasUnseen) mutate({ impUid });
  }, [isShown, hasUnseen, mutate, impUid]);
}

/** A mention leads to its note. */
function useScrollToNote(isShown: boolean) {
  const { hash } = useLocation();
  useEffect(() => {
    if (!isShown || !hash.startsWith("#note-")) return;
    const note = document.getElementById(hash.slice(1));
    note?.scrollIntoView({ block: "center" });
    note?.focus({ preventScroll: true });
  }, [isShown, hash]);
}

async function refreshNotes(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries(trpc.payments.note.pathFilter()),
    queryClient.invalidateQueries(trpc.payments.timeline.pathFilter()),
  ]);
}

function NewNote({ impUid, inputRef }: PaymentNotesProps) {
  const words = useDetailMessages().notes;
  const userId = useSession().user.id;
  const [draft, setDraft] = useState(() => readDraft(userId, impUid, Date.now()));
  const [wasSaved, setSaved] = useState(false);
  const change = (next: NoteDraft) => {
    setDraft(next);
    setSaved(false);
    keepDraft(userId, impUid, next, Date.now());
  };
  const add = useMutation(
    trpc.payments.note.add.mutationOptions({
      onSuccess: async () => {
        change(emptyDraft());
        setSaved(true);
        await refreshNotes();
      },
    }),
  );
  const isEmpty = draft.text.trim() === "";
  const send = () => {
    if (isEmpty || add.isPending) return;
    const mentions = draft.mentions.map((mention) => mention.userId);
    add.mutate({ noteId: draft.noteId, impUid, text: draft.text, mentions });
  };
  return (
    <div className="mt-3 grid gap-2">
      <NoteField label={words.new} draft={draft} onChange={change} onSend={send} inputRef={inputRef} />
      {add.isError && <FailedNote error={add.error} />}
      <div className="flex items-center justify-end gap-3">
        <span role="status" className="text-small text-ink-3">
          {wasSaved && words.saved}
        </span>
        <Button variant="primary" disabled={isEmpty} isPending={add.isPending} onClick={send}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}

function NoteItem({ note }: { readonly note: Note }) {
  const words = useDetailMessages().notes;
  const userId = useSession().user.id;
  const [isEditing, setEditing] = useState(() => note.mayEdit && readDraft(userId, note.id, Date.now()).text !== "");
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const at = (ms: number) => <DateTime at={Math.floor(ms / 1000)} />;
  const leaveEditing = () => {
    setEditing(false);
    requestAnimationFrame(() => editButton.current?.focus());
  };
  return (
    <li
      id={`note-${note.id}`}
      tabIndex={-1}
      className="group scroll-my-8 border-l-2 border-line-strong pl-3 outline-none target:border-accent"
    >
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{note.author.name}</span>
        <span className="text-small text-ink-3">
          {at(note.writtenAtMs)}
          {note.editedAtMs !== null && note.removed === null && (
            <>
              {" · "}
              {words.edited}
            </>
          )}
        </span>
        {!isEditing && (
          <span className="ml-auto flex gap-1">
            {note.earlier.length > 0 && (
              <SmallAction
                label={words.history}
                isExpanded={isHistoryOpen}
                onClick={() => setHistoryOpen((open) => !open)}
              />
            )}
            {note.mayEdit && <SmallAction ref={editButton} label={words.edit} onClick={() => setEditing(true)} />}
            {note.mayRemove && <RemoveNote note={note} />}
          </span>
        )}
      </div>
      {note.removed !== null && (
        <p className="text-ink-3 italic">
          {words.removedBy(note.removed.byName)} {at(note.removed.atMs)}
        </p>
      )}
      {note.removed === null && !isEditing && <NoteText text={note.text} mentions={note.mentions} />}
      {isEditing && <EditNote note={note} onDone={leaveEditing} />}
      {isHistoryOpen && (
        <ol aria-label={words.history} className="mt-1.5 grid gap-1.5 border-t border-line pt-1.5 text-ink-2">
          {note.earlier.map((wording) => (
            <li key={wording.version}>
              <span className="text-small text-ink-3">{at(wording.writtenAtMs)}</span>
              <p className="whitespace-pre-wrap">{wording.text}</p>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function NoteText({ text, mentions }: Pick<Note, "text" | "mentions">) {
  const { id } = useSession().user;
  return (
    <p className="whitespace-pre-wrap">
      {splitMentions(text, mentions).map((piece, index) =>
        piece.userId === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which has no other order
          <Fragment key={index}>{piece.text}</Fragment>
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={index}
            className={classNames("font-medium text-accent", piece.userId === id && "rounded-sm bg-accent-wash px-0.5")}
          >
            {piece.text}
          </span>
        ),
      )}
    </p>
  );
}

function EditNote({ note, onDone }: { readonly note: Note; readonly onDone: () => void }) {
  const words = useDetailMessages().notes;
  const ui = useMessages().ui;
  const userId = useSession().user.id;
  const [draft, setDraft] = useState<NoteDraft>(() => {
    const kept = readDraft(userId, note.id, Date.now());
    return kept.text === "" ? { noteId: note.id, text: note.text, mentions: note.mentions } : kept;
  });
  const change = (next: NoteDraft) => {
    setDraft(next);
    keepDraft(userId, note.id, next, Date.now());
  };
  const leave = () => {
    keepDraft(userId, note.id, emptyDraft(), Date.now());
    onDone();
  };
  const [seen, setSeen] = useState(note.version);
  const edit = useMutation(
    trpc.payments.note.edit.mutationOptions({
      onSuccess: async (answer) => {
        await refreshNotes();
        if (answer.isSaved) leave();
      },
    }),
  );
  const isEmpty = draft.text.trim() === "";
  // Worded anew in another window meanwhile: both texts stand side by side, and the person decides.
  const other = edit.data?.isSaved === false && edit.data.note.version !== seen ? edit.data.note : undefined;
  const send = () => {
    if (isEmpty || edit.isPending) return;
    const version = other?.version ?? seen;
    setSeen(version);
    const mentions = draft.mentions.map((mention) => mention.userId);
    edit.mutate({ noteId: note.id, version, text: draft.text, mentions });
  };
  return (
    <div className="mt-1 grid gap-2">
      {other !== undefined && (
        <Banner tone="wait" announce="alert" title={words.changedTitle}>
          <p>{words.changed}</p>
          <p className="mt-1 whitespace-pre-wrap text-ink">{other.removed === null ? other.text : words.removed}</p>
        </Banner>
      )}
      <NoteField
        label={words.edit}
        isLabelHidden
        autoFocus
        draft={draft}
        onChange={change}
        onSend={send}
        onCancel={leave}
      />
      {edit.isError && <FailedNote error={edit.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={leave}>{ui.cancel}</Button>
        <Button
          variant="primary"
          disabled={isEmpty || (other !== undefined && other.removed !== null)}
          isPending={edit.isPending}
          onClick={send}
        >
          {other === undefined ? words.save : words.saveAnyway}
        </Button>
      </div>
    </div>
  );
}

/** Asks once more in place; a removed note's wording stays in its history. */
function RemoveNote({ note }: { readonly note: Note }) {
  const words = useDetailMessages().notes;
  const ui = useMessages().ui;
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation(trpc.payments.note.remove.mutationOptions({ onSuccess: refreshNotes }));
  if (!isAsking) return <SmallAction label={words.remove} onClick={() => setAsking(true)} />;
  return (
    <span className="flex items-center gap-1.5 text-small">
      {remove.isError ? words.removeFailed : words.removeAsk}
      <Button autoFocus isPending={remove.isPending} onClick={() => remove.mutate({ noteId: note.id })}>
        {words.remove}
      </Button>
      <Button onClick={() => setAsking(false)}>{ui.cancel}</Button>
    </span>
  );
}

interface SmallActionProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly isExpanded?: boolean;
  readonly ref?: RefObject<HTMLButtonElement | null>;
}

function SmallAction({ label, onClick, isExpanded, ref }: SmallActionProps) {
  return (
    <button
      ref={ref}
      type="button"
      aria-expanded={isExpanded}
      onClick={onClick}
      className="rounded-sm px-1.5 text-small text-ink-3 hover:bg-sunk hover:text-ink aria-expanded:text-ink coarse:py-2"
    >
      {label}
    </button>
  );
}
