import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import type { Member } from "./members-table.tsx";

const fewestDigits = 8;

/** A member's telephone number, by which two accounts of one person are told; emptied, it is taken away. */
export function TelDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const m = useAllMessages();
  const words = m.members;
  const [tel, setTel] = useState(member.tel ?? "");
  const [isTried, setTried] = useState(false);
  const change = useMutation(
    trpc.users.setTel.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.users.pathFilter());
        onClose();
        showToast(words.telChanged(member.name));
      },
    }),
  );
  const typed = tel.trim();
  const isRight = typed === "" || (/^[0-9+() -]*$/.test(typed) && typed.replace(/\D/g, "").length >= fewestDigits);
  const submit = () => {
    setTried(true);
    if (isRight) change.mutate({ userId: member.id, tel: typed });
  };
  return (
    <Dialog
      size="small"
      title={words.telDialog(member.name)}
      isOpen
      onClose={onClose}
      footer={
        <DialogButtons
          onKeep={onClose}
          go={words.changeTel}
          isPending={change.isPending}
          disabled={typed === (member.tel ?? "")}
          onGo={submit}
        />
      }
    >
      <Form
        className="grid gap-3"
        onSubmit={() => {
          if (typed !== (member.tel ?? "")) submit();
        }}
      >
        <TextField
          label={words.tel}
          hint={words.telHelp}
          type="tel"
          autoComplete="off"
          autoFocus
          maxLength={20}
          value={tel}
          error={isTried && !isRight ? words.telWrong : undefined}
          onChange={setTel}
        />
        {change.isError && <FailedNote error={change.error} />}
      </Form>
    </Dialog>
  );
}
