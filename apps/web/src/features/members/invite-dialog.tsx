import { formatInstant, type Role } from "@maru/domain";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { DialogButtons } from "../../components/ui/dialog-buttons.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { RoleChoice } from "./role-choice.tsx";

/** Makes a one-time link for somebody new, and shows it the one time it can be seen. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const m = useAllMessages();
  const words = m.members;
  const locale = useLocale();
  const formId = useId();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [isChecked, setChecked] = useState(false);
  const invite = useMutation(
    trpc.users.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.users.pathFilter()),
    }),
  );
  const isEmailRight = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());

  const submit = () => {
    setChecked(true);
    if (isEmailRight && !invite.isPending) invite.mutate({ email: email.trim(), role });
  };

  if (invite.data !== undefined) {
    const { link, expiresAtMs } = invite.data;
    const copy = () => {
      navigator.clipboard.writeText(link).then(
        () => showToast(m.ui.copied),
        () => showToast(m.ui.copyFailed, { tone: "bad" }),
      );
    };
    return (
      <Dialog
        title={words.linkTitle}
        isOpen
        onClose={onClose}
        isDismissable={false}
        footer={
          <>
            <Button size="medium" onClick={copy}>
              {words.copyLink}
            </Button>
            <Button variant="primary" size="medium" onClick={onClose}>
              {words.done}
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <Banner tone="wait">
            {words.linkHelp(email.trim(), formatInstant(Math.floor(expiresAtMs / 1000), locale, "minute"))}
          </Banner>
          <output className="font-id block rounded-md border border-line bg-sunk px-3 py-2 select-all">{link}</output>
        </div>
      </Dialog>
    );
  }

  return (
    <Dialog
      title={words.inviteDialog}
      isOpen
      onClose={onClose}
      footer={<DialogButtons onKeep={onClose} go={words.makeLink} form={formId} isPending={invite.isPending} />}
    >
      <Form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <p className="text-ink-2">{words.inviteHelp}</p>
        <TextField
          label={words.email}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={email}
          onChange={setEmail}
          error={isChecked && !isEmailRight ? words.emailWrong : undefined}
        />
        <RoleChoice value={role} onChange={setRole} />
        {invite.isError && <FailedNote error={invite.error} />}
      </Form>
    </Dialog>
  );
}
