import { useMutation } from "@tanstack/react-query";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import type { Member } from "./members-table.tsx";

export function DeactivateDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const m = useAllMessages();
  const words = m.members;
  const deactivate = useMutation(
    trpc.users.deactivate.mutationOptions({
      onSuccess: async ({ user }) => {
        await queryClient.invalidateQueries(trpc.users.pathFilter());
        onClose();
        showToast(words.deactivateDone(user.name));
      },
    }),
  );
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title={words.deactivateDialog(member.name)}
      isOpen
      onClose={onClose}
      footer={
        <DialogButtons
          isKeepFocused
          onKeep={onClose}
          go={words.deactivate}
          variant="danger"
          isPending={deactivate.isPending}
          onGo={() => deactivate.mutate({ userId: member.id })}
        />
      }
    >
      <div className="grid gap-3">
        <p>{words.deactivateHelp}</p>
        {deactivate.isError && <FailedNote error={deactivate.error} />}
      </div>
    </Dialog>
  );
}
