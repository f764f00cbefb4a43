import { useMutation } from "@tanstack/react-query";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
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
        <>
          <Button size="medium" autoFocus onClick={onClose}>
            {m.ui.cancel}
          </Button>
          <Button
            variant="danger"
            size="medium"
            isPending={deactivate.isPending}
            onClick={() => deactivate.mutate({ userId: member.id })}
          >
            {words.deactivate}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{words.deactivateHelp}</p>
        {deactivate.isError && <FailedNote error={deactivate.error} />}
      </div>
    </Dialog>
  );
}
