import { useState } from "react";
import { Link } from "react-router";
import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { CheckIcon } from "../../components/ui/icons.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { classNames } from "../../lib/class-names.ts";
import { useMay } from "../../lib/session.tsx";
import { useListMessages } from "./list-messages.ts";
import { type PaymentSearch, paymentsPath } from "./payment-search.ts";
import { isEdited, queryOf, type SavedView, searchOf, useMayChange, useViewChanges } from "./saved-views.ts";
import type { ShowSearch } from "./use-choose-columns.ts";

interface ViewsPanelProps {
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
  readonly views: readonly SavedView[];
  readonly defaultId: string | null;
  readonly onManage: () => void;
  readonly onClose: () => void;
}

/** The views one may open, what became of the one that is open, and a place to keep what the list shows now. */
export default function ViewsPanel({ search, show, views, defaultId, onManage, onClose }: ViewsPanelProps) {
  const words = useListMessages().views;
  const current = views.find((view) => view.id === search.view);
  const groups = [
    { title: words.mine, items: views.filter((view) => !view.isShared) },
    { title: words.shared, items: views.filter((view) => view.isShared) },
  ].filter(({ items }) => items.length > 0);
  return (
    <div className="grid max-h-[min(72dvh,640px)] w-[340px] max-w-full grid-rows-[auto_minmax(0,1fr)_auto]">
      {current !== undefined && isEdited(search, current) ? (
        <EditedView search={search} current={current} onClose={onClose} />
      ) : (
        <span />
      )}
      <div className="overflow-auto px-2 py-2">
        {groups.length === 0 && <p className="px-2 py-1 text-small text-ink-3">{words.none}</p>}
        {groups.map(({ title, items }) => (
          <section key={title} aria-label={title}>
            <h3 className="px-2 pt-1 pb-0.5 text-small font-semibold text-ink-2">{title}</h3>
            <ul>
              {items.map((view) => (
                <li key={view.id}>
                  <Link
                    to={paymentsPath(searchOf(view))}
                    onClick={onClose}
                    aria-current={view === current ? "true" : undefined}
                    className={classNames(
                      "flex min-h-8 items-center gap-2 rounded-sm px-2 hover:bg-sunk",
                      view === current && "font-semibold text-accent",
                    )}
                  >
                    <span className="min-w-0 flex-1 truncate">{view.name}</span>
                    {view.isShared && !view.isMine && (
                      <span className="max-w-28 truncate text-small font-normal text-ink-3">{view.ownerName}</span>
                    )}
                    {view.id === defaultId && (
                      <span className="text-small font-normal text-ink-3">{words.isDefault}</span>
                    )}
                    {view === current && <CheckIcon className="size-3.5" />}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className="grid gap-2 border-t border-line px-4 py-3">
        <NewView search={search} show={show} onClose={onClose} />
        {views.length > 0 && (
          <div className="flex justify-end border-t border-line pt-2">
            <Button variant="quiet" onClick={onManage}>
              {words.manage}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

interface EditedViewProps {
  readonly search: PaymentSearch;
  readonly current: SavedView;
  readonly onClose: () => void;
}

/** The open view shows something else than it keeps: it can be saved as it is now, or shown as it was. */
function EditedView({ search, current, onClose }: EditedViewProps) {
  const words = useListMessages().views;
  const mayChange = useMayChange();
  const { save } = useViewChanges();
  return (
    <div className="grid gap-2 border-b border-line px-4 py-3">
      <p className="text-small text-wait">{words.editedHelp(current.name)}</p>
      <div className="flex gap-1.5">
        {mayChange(current) && (
          <Button
            variant="primary"
            isPending={save.isPending}
            onClick={() =>
              save.mutate(
                { id: current.id, query: queryOf(search) },
                {
                  onSuccess: () => {
                    onClose();
                    showToast(words.saved(current.name));
                  },
                },
              )
            }
          >
            {words.saveChanges}
          </Button>
        )}
        <Link to={paymentsPath(searchOf(current))} onClick={onClose} className="self-center px-2 text-accent underline">
          {words.revert}
        </Link>
      </div>
      {save.isError && <FailedNote error={save.error} />}
    </div>
  );
}

interface NewViewProps {
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
  readonly onClose: () => void;
}

function NewView({ search, show, onClose }: NewViewProps) {
  const words = useListMessages().views;
  const mayShare = useMay("view:share");
  const { create } = useViewChanges();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [isNameMissing, setNameMissing] = useState(false);
  const submit = () => {
    if (name.trim() === "") {
      setNameMissing(true);
      return;
    }
    create.mutate(
      { name: name.trim(), query: queryOf(search), isShared },
      {
        onSuccess: ({ view }) => {
          show({ ...search, view: view.id }, "replace");
          onClose();
          showToast(words.saved(view.name));
        },
      },
    );
  };
  return (
    <Form onSubmit={submit} className="grid gap-2">
      <TextField
        label={words.newName}
        hint={words.newHelp}
        error={isNameMissing ? words.nameMissing : undefined}
        value={name}
        maxLength={60}
        onChange={(typed) => {
          setName(typed);
          setNameMissing(false);
        }}
      />
      {mayShare && <Checkbox label={words.shareNew} isSelected={isShared} onChange={setShared} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" isPending={create.isPending}>
          {words.saveNew}
        </Button>
      </div>
      {create.isError && <FailedNote error={create.error} />}
    </Form>
  );
}
