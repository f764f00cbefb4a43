import { longestReasonName, type RefundReason } from "@maru/domain";
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

interface ReasonDialogProps {
  /** Null for one that is added. */
  readonly reason: RefundReason | null;
  readonly onClose: () => void;
}

/** What a reason is called in both languages: the Korean name reaches the PG and the customer. */
export function ReasonDialog({ reason, onClose }: ReasonDialogProps) {
  const m = useAllMessages();
  const words = m.refunds.reasons;
  const [names, setNames] = useState({ ko: reason?.ko ?? "", en: reason?.en ?? "" });
  const [isTried, setTried] = useState(false);
  const done = {
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.refunds.reasons.pathFilter());
      onClose();
      showToast(words.saved);
    },
  };
  const add = useMutation(trpc.refunds.reasons.add.mutationOptions(done));
  const rename = useMutation(trpc.refunds.reasons.rename.mutationOptions(done));
  const saving = reason === null ? add : rename;
  const whole = { ko: names.ko.trim(), en: names.en.trim() };
  const submit = () => {
    setTried(true);
    if (whole.ko === "" || whole.en === "") return;
    if (reason === null) add.mutate({ names: whole });
    else rename.mutate({ code: reason.code, names: whole });
  };
  return (
    <Dialog
      size="small"
      title={reason === null ? words.addTitle : words.renameTitle}
      isOpen
      onClose={onClose}
      footer={<DialogButtons onKeep={onClose} go={m.refunds.save} isPending={saving.isPending} onGo={submit} />}
    >
      <Form className="grid gap-3" onSubmit={submit}>
        {(["ko", "en"] as const).map((language) => (
          <TextField
            key={language}
            lang={language}
            autoFocus={language === "ko"}
            autoComplete="off"
            label={words.nameIn[language]}
            hint={words.nameHelp[language]}
            maxLength={longestReasonName}
            value={names[language]}
            error={isTried && whole[language] === "" ? words.nameMissing : undefined}
            onChange={(name) => setNames({ ...names, [language]: name })}
          />
        ))}
        {/* Enter sends a form of several fields only where it holds its button. */}
        <button type="submit" hidden />
        {saving.isError && <FailedNote error={saving.error} />}
      </Form>
    </Dialog>
  );
}
