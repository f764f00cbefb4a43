import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useListMessages } from "./list-messages.ts";
import { type SavedView, useMayChange, useViewChanges } from "./saved-views.ts";

interface ManageViewsProps {
  readonly views: readonly SavedView[];
  readonly defaultId: string | null;
  readonly onRemoved: (id: string) => void;
  readonly onClose: () => void;
}

type Question = { readonly kind: "rename" | "remove"; readonly view: SavedView };

/** Names, sharing and removal of saved views, and the one the list opens with. */
export default function ManageViews({ views, defaultId, onRemoved, onClose }: ManageViewsProps) {
  const words = useListMessages().views;
  const [question, setQuestion] = useState<Question>();
  const back = () => setQuestion(undefined);
  if (question?.kind === "remove") {
    return <RemoveView view={question.view} onRemoved={onRemoved} onBack={back} />;
  }
  return (
    <Dialog title={words.manage} size="large" isOpen onClose={onClose}>
      {views.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className="grid divide-y divide-line">
          {views.map((view) => (
            <li key={view.id} className="py-2">
              {question?.view.id === view.id ? (
                <RenameView view={view} onDone={back} />
              ) : (
                <ViewRow view={view} isDefault={view.id === defaultId} onAsk={(kind) => setQuestion({ kind, view })} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface ViewRowProps {
  readonly view: SavedView;
  readonly isDefault: boolean;
  readonly onAsk: (kind: Question["kind"]) => void;
}

function ViewRow({ view, isDefault, onAsk }: ViewRowProps) {
  const words = useListMessages().views;
  const mayShare = useMay("view:share");
  const mayChange = useMayChange()(view);
  const { share, chooseDefault } = useViewChanges();
  const failed = share.error ?? chooseDefault.error;
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="sr-only">{view.name}</legend>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-40 flex-1">
          <span className="block font-medium break-words">{view.name}</span>
          <span className="text-small text-ink-3">
            {view.isShared ? words.sharedBy(view.ownerName) : words.onlyMine}
          </span>
        </span>
        <Button
          variant="quiet"
          aria-pressed={isDefault}
          isPending={chooseDefault.isPending}
          onClick={() => chooseDefault.mutate({ id: isDefault ? null : view.id })}
        >
          {isDefault ? words.unsetDefault : words.setDefault}
        </Button>
        {mayShare && (view.isMine || view.isShared) && (
          <Button
            variant="quiet"
            isPending={share.isPending}
            onClick={() => share.mutate({ id: view.id, isShared: !view.isShared })}
          >
            {view.isShared ? words.unshare : words.share}
          </Button>
        )}
        {mayChange && (
          <>
            <Button variant="quiet" onClick={() => onAsk("rename")}>
              {words.rename}
            </Button>
            <Button variant="quiet" onClick={() => onAsk("remove")}>
              {words.remove}
            </Button>
          </>
        )}
      </div>
      {failed !== null && <FailedNote error={failed} />}
    </fieldset>
  );
}

function RenameView({ view, onDone }: { readonly view: SavedView; readonly onDone: () => void }) {
  const words = useListMessages().views;
  const { ui } = useMessages();
  const { rename } = useViewChanges();
  const [name, setName] = useState(view.name);
  const submit = () => {
    if (name.trim() !== "") rename.mutate({ id: view.id, name: name.trim() }, { onSuccess: onDone });
  };
  return (
    <Form onSubmit={submit} className="grid gap-2">
      <TextField label={words.newName} value={name} maxLength={60} autoFocus onChange={setName} />
      <div className="flex justify-end gap-1.5">
        <Button onClick={onDone}>{ui.cancel}</Button>
        <Button type="submit" variant="primary" disabled={name.trim() === ""} isPending={rename.isPending}>
          {words.rename}
        </Button>
      </div>
      {rename.isError && <FailedNote error={rename.error} />}
    </Form>
  );
}

interface RemoveViewProps {
  readonly view: SavedView;
  readonly onRemoved: (id: string) => void;
  readonly onBack: () => void;
}

/** Asks before a view is gone for good, and of a shared one says who uses it. */
function RemoveView({ view, onRemoved, onBack }: RemoveViewProps) {
  const words = useListMessages().views;
  const { remove } = useViewChanges();
  const usage = useQuery(trpc.views.usage.queryOptions({ id: view.id }, { enabled: view.isShared, staleTime: 0 }));
  const others = usage.data?.people.filter((person) => !person.isMe) ?? [];
  const withDefault = others.filter((person) => person.isDefault);
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={words.removeTitle(view.name)}
      isOpen
      onClose={onBack}
      footer={
        <DialogButtons
          onKeep={onBack}
          go={words.remove}
          variant="danger"
          isPending={remove.isPending}
          disabled={view.isShared && usage.isPending}
          onGo={() =>
            remove.mutate(
              { id: view.id },
              {
                onSuccess: () => {
                  onRemoved(view.id);
                  onBack();
                  showToast(words.removed(view.name));
                },
              },
            )
          }
        />
      }
    >
      <div className="grid gap-2">
        {!view.isShared && <p>{words.removePersonal}</p>}
        {view.isShared && usage.isPending && <Skeleton className="w-48" />}
        {usage.isError && <FailedNote error={usage.error} onRetry={() => void usage.refetch()} />}
        {usage.data !== undefined && (
          <>
            <p>{others.length === 0 ? words.usedByNobody : words.usedBy(others.length)}</p>
            {others.length > 0 && <p className="font-medium">{others.map((person) => person.name).join(", ")}</p>}
            {withDefault.length > 0 && <p>{words.openedBy(withDefault.map((person) => person.name).join(", "))}</p>}
          </>
        )}
        {remove.isError && <FailedNote error={remove.error} />}
      </div>
    </Dialog>
  );
}
