import { useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { AuthProblemText } from "../../components/ui/auth-problem-text.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Form } from "../../components/ui/form.tsx";
import { TextField } from "../../components/ui/text-field.tsx";
import { useAuthAttempt } from "../../components/use-auth-attempt.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { type Enrolment, finishEnrolment, problemIn } from "./account-auth.ts";
import { QrCode } from "./qr-code.tsx";

/** Scan, or type the key; then prove it with a first code. */
export function EnrolmentSteps({
  enrolment,
  onDone,
  onCancel,
}: {
  readonly enrolment: Enrolment;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const m = useAllMessages();
  const words = m.account.secondFactor;
  const [code, setCode] = useState("");
  const { isTried, isPending, problem, attempt } = useAuthAttempt();
  const spaced = enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ");

  const submit = async () => {
    const isProven = await attempt(code.trim() !== "", async () => problemIn(await finishEnrolment(code)));
    if (isProven) onDone();
  };

  return (
    <Form noValidate onSubmit={() => void submit()} className="grid gap-4">
      <div className="grid gap-1">
        <h3 className="font-semibold">{words.scanTitle}</h3>
        <p className="text-ink-2">{words.scanHelp}</p>
      </div>
      <div className="flex flex-wrap items-start gap-5">
        <QrCode text={enrolment.totpUri} label={words.qrLabel} />
        <div className="grid min-w-0 flex-1 basis-60 gap-4">
          <dl className="grid gap-1">
            <dt className="text-small text-ink-3">{words.manualKey}</dt>
            <dd className="flex items-center gap-1">
              <span className="font-id">{spaced}</span>
              <CopyButton text={enrolment.secret} what={words.manualKey} />
            </dd>
          </dl>
          <TextField
            label={words.codeLabel}
            name="code"
            value={code}
            onChange={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
            spellCheck={false}
            className="h-11 max-w-52 text-amount tracking-[0.2em]"
            error={isTried && code.trim() === "" ? words.codeMissing : undefined}
          />
        </div>
      </div>
      {problem !== null && (
        <Banner tone="bad" announce="alert">
          <AuthProblemText problem={problem} wrong={words.codeWrong} />
        </Banner>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="medium" isPending={isPending}>
          {words.verify}
        </Button>
        <Button variant="quiet" size="medium" onClick={onCancel}>
          {m.ui.cancel}
        </Button>
      </div>
    </Form>
  );
}
