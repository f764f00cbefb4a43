import { readConsoleAddress } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { DialogButtons } from "../../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { Form } from "../../../components/ui/form.tsx";
import { showToast } from "../../../components/ui/toast-queue.ts";
import { useAllMessages } from "../../../lib/i18n.tsx";
import { queryClient, trpc } from "../../../lib/trpc.ts";
import { ConsoleAddressField } from "./console-address-field.tsx";

interface MoveDialogProps {
  readonly id: string;
  /** What the store is called. */
  readonly store: string;
  readonly address: string;
  readonly onClose: () => void;
}

/** Where the console of a store is now, in the place of the address that was written down before. */
export function MoveDialog({ id, store, address, onClose }: MoveDialogProps) {
  const words = useAllMessages().subMerchants;
  const [written, setWritten] = useState(address);
  const [isTried, setTried] = useState(false);
  const move = useMutation(
    trpc.settings.subMerchants.move.mutationOptions({
      onSuccess(found) {
        queryClient.setQueryData(trpc.settings.subMerchants.list.queryKey(), found);
        onClose();
        showToast(words.moved);
      },
      onError: () => queryClient.invalidateQueries(trpc.settings.subMerchants.pathFilter()),
    }),
  );
  const kept = readConsoleAddress(written);
  const submit = () => {
    if (move.isPending) return;
    setTried(true);
    if (kept !== undefined) move.mutate({ id, addressSeen: address, address: kept });
  };
  return (
    <Dialog
      size="small"
      title={words.moveTitle(store)}
      isOpen
      onClose={onClose}
      footer={<DialogButtons onKeep={onClose} go={words.form.submit} isPending={move.isPending} onGo={submit} />}
    >
      <Form noValidate className="grid gap-3" onSubmit={submit}>
        <ConsoleAddressField autoFocus value={written} onChange={setWritten} isTried={isTried} />
        {move.isError && <FailedNote error={move.error} />}
      </Form>
    </Dialog>
  );
}
