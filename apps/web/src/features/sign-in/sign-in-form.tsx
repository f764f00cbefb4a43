import type { Role } from "@maru/domain";
import { type ReactNode, useRef, useState } from "react";
import { AuthProblemText } from "../../components/ui/auth-problem-text.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { type AuthProblem, type SignInOutcome, signInAsDemo, signInWithPassword } from "../../lib/auth.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";
import { DemoRoles } from "./demo-roles.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";

export interface SignInFormProps {
  readonly demoRoles: readonly Role[];
  /** Stands where the demo roles may come, while it is not known whether they do. */
  readonly demoPlaceholder?: ReactNode;
  readonly initialEmail?: string;
  readonly onSignedIn: () => void | Promise<void>;
}

/** Both steps of signing in. What was typed stays whatever happens, and a refusal says what to do. */
export function SignInForm({ demoRoles, demoPlaceholder = null, initialEmail = "", onSignedIn }: SignInFormProps) {
  const { signIn } = useEntryMessages();
  const [email, setEmail] = useState(initialEmail);
  const [password, setPassword] = useState("");
  const [isSecondStep, setSecondStep] = useState(false);
  const [pending, setPending] = useState<"password" | Role | null>(null);
  const [problem, setProblem] = useState<AuthProblem | null>(null);
  const [missing, setMissing] = useState<{ readonly email: boolean; readonly password: boolean }>({
    email: false,
    password: false,
  });
  const form = useRef<HTMLFormElement>(null);

  const settle = async (outcome: SignInOutcome) => {
    if (outcome.kind === "signed_in") {
      await onSignedIn();
      return;
    }
    setPending(null);
    if (outcome.kind === "second_factor") {
      setSecondStep(true);
      return;
    }
    setProblem(outcome);
    setSecondStep(false);
  };

  const submit = async () => {
    if (pending !== null) return;
    const lacks = { email: email.trim() === "", password: password === "" };
    setMissing(lacks);
    setProblem(null);
    if (lacks.email || lacks.password) {
      form.current?.querySelector<HTMLInputElement>(lacks.email ? "[name=email]" : "[name=password]")?.focus();
      return;
    }
    setPending("password");
    await settle(await signInWithPassword(email.trim(), password));
  };

  const startAs = async (role: Role) => {
    if (pending !== null) return;
    setPending(role);
    setProblem(null);
    await settle(await signInAsDemo(role));
  };

  if (isSecondStep)
    return (
      <SecondFactorForm
        onSignedIn={onSignedIn}
        onStartOver={(reason) => {
          setSecondStep(false);
          setProblem(reason);
        }}
      />
    );

  return (
    <div className="grid gap-6">
      {demoRoles.length > 0 ? <DemoRoles roles={demoRoles} pending={pending} onChoose={startAs} /> : demoPlaceholder}
      <Form ref={form} noValidate onSubmit={() => void submit()} className="grid gap-3.5">
        {demoRoles.length > 0 && <h2 className="font-semibold text-ink-2">{signIn.orWithAccount}</h2>}
        <TextField
          label={signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={setEmail}
          error={missing.email && email.trim() === "" ? signIn.emailMissing : undefined}
        />
        <PasswordField
          label={signIn.password}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={missing.password && password === "" ? signIn.passwordMissing : undefined}
        />
        {problem !== null && (
          <Banner tone={problem.kind === "unreachable" ? "wait" : "bad"} announce="alert">
            <AuthProblemText problem={problem} wrong={signIn.wrongCredentials} />
          </Banner>
        )}
        <Button
          type="submit"
          variant={demoRoles.length > 0 ? "secondary" : "primary"}
          size="large"
          isPending={pending === "password"}
          className="mt-1"
        >
          {signIn.submit}
        </Button>
      </Form>
    </div>
  );
}
