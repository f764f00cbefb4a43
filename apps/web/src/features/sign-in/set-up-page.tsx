import { useState } from "react";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { Form } from "../../components/ui/form.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { postJson } from "../../lib/auth.ts";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { minimumPasswordLength } from "../../lib/password-rules.ts";
import { EntryFrame } from "./entry-frame.tsx";
import { setUpProblem } from "./set-up-rules.ts";

/** Turns a one-time link into an account: the first administrator's, or an invited member's. */
export function Component() {
  const { signIn, errors } = useEntryMessages();
  const words = signIn.setUp;
  const token = new URLSearchParams(window.location.search).get("token") ?? "";
  const { status } = useConsoleStatus();
  const isFirst = status?.isSetUpRequired === true;
  const title = isFirst ? words.adminTitle : words.title;
  useDocumentTitle(title);

  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const problem = setUpProblem({ name, email, password, isEmailNeeded: isFirst });

  const submit = async () => {
    setChecked(true);
    setFailure(null);
    if (problem !== undefined || isPending) return;
    setPending(true);
    const answer = await postJson("/api/set-up", {
      token,
      name: name.trim(),
      password,
      ...(email.trim() === "" ? {} : { email: email.trim() }),
    });
    if (answer.kind === "ok") {
      // The link signs its holder in; a full load begins with nothing left over.
      window.location.assign("/payments");
      return;
    }
    setPending(false);
    if (answer.kind === "unreachable") setFailure(signIn.unreachable);
    else if (answer.kind === "too_many") setFailure(signIn.tooMany(answer.retryAfterSeconds));
    else {
      const code = answer.code;
      const known = Object.entries(errors.byCode).find(([name]) => name === code)?.[1];
      setFailure(known === undefined ? signIn.unexpected(code) : `${known.title}. ${known.help}`);
    }
  };

  if (token === "")
    return (
      <EntryFrame title={title}>
        <Banner tone="bad">{words.noToken}</Banner>
        <a href="/sign-in" className={buttonClass({ size: "large" })}>
          {words.toSignIn}
        </a>
      </EntryFrame>
    );

  const errorOf = (field: NonNullable<typeof problem>["field"], text: string) =>
    isChecked && problem?.field === field ? text : undefined;
  return (
    <EntryFrame title={title}>
      <p className="text-ink-2">{words.help}</p>
      <Form noValidate onSubmit={() => void submit()} className="grid gap-3.5">
        <TextField
          label={words.name}
          name="name"
          autoComplete="name"
          value={name}
          onChange={setName}
          error={errorOf("name", words.nameMissing)}
        />
        <TextField
          label={signIn.email}
          hint={isFirst ? undefined : words.emailHint}
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={setEmail}
          error={errorOf("email", words.emailWrong)}
        />
        <PasswordField
          label={signIn.password}
          hint={words.passwordHint(minimumPasswordLength)}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={errorOf("password", words.passwordShort(minimumPasswordLength))}
        />
        {failure !== null && (
          <Banner tone="bad" announce="alert">
            {failure}
          </Banner>
        )}
        <Button type="submit" variant="primary" size="large" isPending={isPending} className="mt-1">
          {words.submit}
        </Button>
      </Form>
    </EntryFrame>
  );
}
