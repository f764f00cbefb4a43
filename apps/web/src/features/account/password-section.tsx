import { useState } from "react";
import { AuthProblemText } from "../../components/ui/auth-problem-text.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import type { AuthProblem } from "../../lib/auth.ts";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { isPasswordLongEnough, minimumPasswordLength } from "../../lib/password-rules.ts";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { changePassword } from "./account-auth.ts";
import { AccountName } from "./account-name.tsx";
import { Section } from "./section.tsx";

export function PasswordSection() {
  const words = useAllMessages().account.password;
  const { status } = useConsoleStatus();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<AuthProblem | null>(null);

  const submit = async () => {
    setChecked(true);
    setProblem(null);
    if (isPending || current === "" || !isPasswordLongEnough(next)) return;
    setPending(true);
    const outcome = await changePassword(current, next);
    setPending(false);
    if (outcome.kind !== "done") {
      setProblem(outcome);
      return;
    }
    setCurrent("");
    setNext("");
    setChecked(false);
    showToast(words.changed);
    await queryClient.invalidateQueries(trpc.sessions.pathFilter());
  };

  return (
    <Section title={words.title} help={status?.mode === "sandbox" ? words.demoHelp : words.help}>
      <Form noValidate onSubmit={() => void submit()} className="grid max-w-[360px] gap-3">
        <AccountName />
        <PasswordField
          label={words.current}
          name="current-password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={isChecked && current === "" ? words.missing : undefined}
        />
        <PasswordField
          label={words.next}
          name="new-password"
          autoComplete="new-password"
          hint={words.hint(minimumPasswordLength)}
          value={next}
          onChange={setNext}
          error={isChecked && !isPasswordLongEnough(next) ? words.short(minimumPasswordLength) : undefined}
        />
        {problem !== null && (
          <Banner tone="bad" announce="alert">
            <AuthProblemText problem={problem} wrong={words.wrong} />
          </Banner>
        )}
        <div>
          <Button type="submit" size="medium" isPending={isPending}>
            {words.change}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
