import { useState } from "react";
import { AuthProblemText } from "../../components/ui/auth-problem-text.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useAuthAttempt } from "../../components/use-auth-attempt.ts";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { isPasswordLongEnough, minimumPasswordLength } from "../../lib/password-rules.ts";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { changePassword, problemIn } from "./account-auth.ts";
import { AccountName } from "./account-name.tsx";
import { Section } from "./section.tsx";

export function PasswordSection() {
  const words = useAllMessages().account.password;
  const { status } = useConsoleStatus();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { isTried, isPending, problem, attempt } = useAuthAttempt();

  const submit = async () => {
    const isWhole = current !== "" && isPasswordLongEnough(next);
    if (!(await attempt(isWhole, async () => problemIn(await changePassword(current, next))))) return;
    setCurrent("");
    setNext("");
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
          error={isTried && current === "" ? words.missing : undefined}
        />
        <PasswordField
          label={words.next}
          name="new-password"
          autoComplete="new-password"
          hint={words.hint(minimumPasswordLength)}
          value={next}
          onChange={setNext}
          error={isTried && !isPasswordLongEnough(next) ? words.short(minimumPasswordLength) : undefined}
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
