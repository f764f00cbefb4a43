import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import type { Member } from "./members-table.tsx";
import { RoleChoice } from "./role-choice.tsx";

export function RoleDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const m = useAllMessages();
  const words = m.members;
  const [role, setRole] = useState(member.role);
  const change = useMutation(
    trpc.users.setRole.mutationOptions({
      onSuccess: async ({ user }) => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.users.pathFilter()),
          queryClient.invalidateQueries(trpc.sessions.me.pathFilter()),
        ]);
        onClose();
        showToast(words.roleChanged(user.name, m.frame.roles[user.role]));
      },
    }),
  );
  return (
    <Dialog
      title={words.roleDialog(member.name)}
      isOpen
      onClose={onClose}
      footer={
        <DialogButtons
          onKeep={onClose}
          go={words.changeRole}
          isPending={change.isPending}
          disabled={role === member.role}
          onGo={() => change.mutate({ userId: member.id, role })}
        />
      }
    >
      <div className="grid gap-3">
        <RoleChoice value={role} onChange={setRole} />
        <p className="text-small text-ink-3">{words.roleHelp}</p>
        {change.isError && <FailedNote error={change.error} />}
      </div>
    </Dialog>
  );
}
