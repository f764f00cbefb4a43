import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
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
        <>
          <Button size="medium" onClick={onClose}>
            {m.ui.cancel}
          </Button>
          <Button
            variant="primary"
            size="medium"
            disabled={typed === (member.tel ?? "")}
            isPending={change.isPending}
            onClick={submit}
          >
            {words.changeTel}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
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
      </form>
    </Dialog>
  );
}
