import { useState } from "react";
import { AuthProblemText } from "../../components/ui/auth-problem-text.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { useAuthAttempt } from "../../components/use-auth-attempt.ts";
import type { AuthProblem } from "../../lib/auth.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { AccountName } from "./account-name.tsx";

/** Asks for the password before something about the account's safety is changed. */
export function ConfirmWithPassword({
  action,
  help,
  isDanger,
  onConfirm,
  onCancel,
}: {
  readonly action: string;
  readonly help: string | undefined;
  readonly isDanger: boolean;
  /** Answers with what went wrong, or null. */
  readonly onConfirm: (password: string) => Promise<AuthProblem | null>;
  readonly onCancel: () => void;
}) {
  const m = useAllMessages();
  const words = m.account.secondFactor;
  const [password, setPassword] = useState("");
  const { isTried, isPending, problem, attempt } = useAuthAttempt();

  const submit = () => attempt(password !== "", () => onConfirm(password));

  return (
    <Form noValidate onSubmit={() => void submit()} className="grid max-w-[360px] gap-3">
      <AccountName />
      <PasswordField
        label={words.passwordLabel}
        hint={help}
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={setPassword}
        error={isTried && password === "" ? words.passwordMissing : undefined}
      />
      {problem !== null && (
        <Banner tone="bad" announce="alert">
          <AuthProblemText problem={problem} wrong={words.passwordWrong} />
        </Banner>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant={isDanger ? "danger" : "primary"} size="medium" isPending={isPending}>
          {action}
        </Button>
        <Button variant="quiet" size="medium" onClick={onCancel}>
          {m.ui.cancel}
        </Button>
      </div>
    </Form>
  );
}
