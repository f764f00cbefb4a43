import { useState } from "react";
import { AuthProblemText } from "../../components/ui/auth-problem-text.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { type AuthProblem, verifySecondFactor } from "../../lib/auth.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";

const totpDigits = 6;

/** The second step: a code of the authenticator, or one recovery code. */
export function SecondFactorForm({
  onSignedIn,
  onStartOver,
}: {
  readonly onSignedIn: () => void | Promise<void>;
  readonly onStartOver: (reason: AuthProblem | null) => void;
}) {
  const { signIn } = useEntryMessages();
  const [method, setMethod] = useState<"totp" | "recovery">("totp");
  const [code, setCode] = useState("");
  const [isPending, setPending] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const [problem, setProblem] = useState<AuthProblem | null>(null);

  const verify = async (typed: string) => {
    if (isPending) return;
    setProblem(null);
    setMissing(typed.trim() === "");
    if (typed.trim() === "") return;
    setPending(true);
    const outcome = await verifySecondFactor(method, typed);
    if (outcome.kind === "signed_in") {
      await onSignedIn();
      return;
    }
    setPending(false);
    if (outcome.kind === "challenge_over") onStartOver(outcome);
    else if (outcome.kind !== "second_factor") setProblem(outcome);
  };

  const type = (text: string) => {
    setCode(text);
    const digits = text.replace(/\D/g, "");
    if (method === "totp" && digits.length === totpDigits && digits !== code.replace(/\D/g, "")) void verify(digits);
  };

  const isTotp = method === "totp";
  return (
    <Form noValidate onSubmit={() => void verify(code)} className="grid gap-3.5">
      <h2 className="text-lead font-semibold">{signIn.secondFactorTitle}</h2>
      <TextField
        key={method}
        label={isTotp ? signIn.totpLabel : signIn.recoveryLabel}
        hint={isTotp ? signIn.totpHint : signIn.recoveryHint}
        error={isMissing && code.trim() === "" ? signIn.codeMissing : undefined}
        name="code"
        value={code}
        onChange={type}
        autoFocus
        autoComplete={isTotp ? "one-time-code" : "off"}
        inputMode={isTotp ? "numeric" : "text"}
        autoCapitalize="none"
        spellCheck={false}
        className={isTotp ? "h-11 text-amount tracking-[0.2em]" : "font-id h-10"}
      />
      {problem !== null && (
        <Banner tone={problem.kind === "unreachable" ? "wait" : "bad"} announce="alert">
          <AuthProblemText problem={problem} wrong={isTotp ? signIn.wrongCode : signIn.wrongRecovery} />
        </Banner>
      )}
      <Button type="submit" variant="primary" size="large" isPending={isPending} className="mt-1">
        {signIn.verify}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant="quiet"
          onClick={() => {
            setMethod(isTotp ? "recovery" : "totp");
            setCode("");
            setProblem(null);
            setMissing(false);
          }}
        >
          {isTotp ? signIn.useRecovery : signIn.useTotp}
        </Button>
        <Button variant="quiet" onClick={() => onStartOver(null)}>
          {signIn.startOver}
        </Button>
      </div>
    </Form>
  );
}
