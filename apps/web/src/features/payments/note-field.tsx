import { longestNote } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { controlClass, Field } from "../../components/ui/field.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { mentionAt, peopleNamed, stillMentioned } from "./mention-text.ts";
import type { NoteDraft } from "./note-draft.ts";

interface NoteFieldProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly draft: NoteDraft;
  readonly onChange: (draft: NoteDraft) => void;
  readonly onSend: () => void;
  readonly onCancel?: (() => void) | undefined;
  readonly inputRef?: RefObject<HTMLTextAreaElement | null>;
  readonly autoFocus?: boolean;
}

/** Where a note is written. `@` offers the members by name: arrows choose, Enter or Tab takes, Escape declines. */
export function NoteField(props: NoteFieldProps) {
  const { draft, onChange } = props;
  const words = useDetailMessages().notes;
  const roleNames = useEntryMessages().frame.roles;
  const ownRef = useRef<HTMLTextAreaElement>(null);
  const ref = props.inputRef ?? ownRef;
  const listId = useId();
  const [cursor, setCursor] = useState(0);
  const [declinedAt, setDeclinedAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const calling = mentionAt(draft.text, cursor);
  const isCalling = calling !== undefined && calling.start !== declinedAt;
  const people = useQuery({ ...trpc.payments.note.people.queryOptions(), enabled: draft.text.includes("@") });
  const offered = isCalling ? peopleNamed(people.data?.items ?? [], calling.typed).slice(0, mostOffered) : [];
  const isOpen = offered.length > 0;
  const active = Math.min(chosen, offered.length - 1);

  const take = (index: number) => {
    const person = offered[index];
    if (person === undefined || calling === undefined) return;
    const written = `${draft.text.slice(0, calling.start)}@${person.name} `;
    const text = written + draft.text.slice(cursor);
    const others = draft.mentions.filter(({ userId }) => userId !== person.userId);
    onChange({ ...draft, text, mentions: [...others, { userId: person.userId, name: person.name }] });
    setCursor(written.length);
    setChosen(0);
    requestAnimationFrame(() => {
      ref.current?.focus();
      ref.current?.setSelectionRange(written.length, written.length);
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      props.onSend();
      return;
    }
    if (!isOpen) {
      if (event.key === "Escape" && props.onCancel !== undefined) {
        event.stopPropagation();
        props.onCancel();
      }
      return;
    }
    switch (event.key) {
      case "ArrowDown":
        setChosen((active + 1) % offered.length);
        break;
      case "ArrowUp":
        setChosen((active - 1 + offered.length) % offered.length);
        break;
      case "Enter":
      case "Tab":
        take(active);
        break;
      case "Escape":
        setDeclinedAt(calling?.start ?? null);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Field label={props.label} isLabelHidden={props.isLabelHidden} hint={words.hint} className="relative">
      {(control) => (
        <div className="relative">
          <textarea
            {...control}
            ref={ref}
            // biome-ignore lint/a11y/noAutofocus: it replaces, on request, the text that had the focus
            autoFocus={props.autoFocus}
            rows={3}
            maxLength={longestNote}
            value={draft.text}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
            onChange={({ currentTarget: { value, selectionStart } }) => {
              onChange({ ...draft, text: value, mentions: stillMentioned(value, draft.mentions) });
              setCursor(selectionStart);
              setChosen(0);
              if (mentionAt(value, selectionStart) === undefined) setDeclinedAt(null);
            }}
            onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart)}
            onBlur={() => setDeclinedAt(calling?.start ?? null)}
            onFocus={() => setDeclinedAt(null)}
            onKeyDown={onKeyDown}
            className={classNames(controlClass, "h-auto min-h-18 resize-y py-1.5 coarse:h-auto")}
          />
          {isOpen && (
            <ul
              ref={bringIntoView}
              id={listId}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox is a listbox
              role="listbox"
              aria-label={words.people}
              className="absolute top-full left-0 z-20 mt-1 max-h-56 w-64 max-w-full overflow-auto rounded-md bg-surface p-1 shadow-float"
            >
              {offered.map((person, index) => (
                <li
                  key={person.userId}
                  id={`${listId}-${index}`}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the items of a listbox are options
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    take(index);
                  }}
                  className={classNames(
                    "flex cursor-pointer items-baseline justify-between gap-3 rounded-sm px-2 py-1.5 coarse:py-2.5",
                    index === active ? "bg-accent-wash text-accent" : "hover:bg-sunk",
                  )}
                >
                  <span className="truncate font-medium">{person.name}</span>
                  <span className="text-small text-ink-3">{roleNames[person.role]}</span>
                </li>
              ))}
            </ul>
          )}
          <span role="status" className="sr-only">
            {isOpen && words.offered(offered.length)}
          </span>
        </div>
      )}
    </Field>
  );
}

const mostOffered = 8;

/** The field may stand at the end of the window, and the list below it. */
function bringIntoView(list: HTMLElement | null): void {
  list?.scrollIntoView({ block: "nearest" });
}
