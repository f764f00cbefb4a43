import { useState } from "react";
import { Button } from "../../components/ui/button.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useConsoleStatus } from "../../lib/console-status.ts";
import { useAllMessages } from "../../lib/i18n.tsx";
import { useSession } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { beginEnrolment, type Enrolment, renewRecoveryCodes, turnOffSecondFactor } from "./account-auth.ts";
import { ConfirmWithPassword } from "./confirm-with-password.tsx";
import { EnrolmentSteps } from "./enrolment-steps.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { Section } from "./section.tsx";

type Step =
  | { readonly kind: "resting" }
  | { readonly kind: "confirming"; readonly what: "enrol" | "disable" | "renew" }
  | { readonly kind: "scanning"; readonly enrolment: Enrolment }
  | { readonly kind: "keeping"; readonly codes: readonly string[] };

const resting: Step = { kind: "resting" };

/** Turning two-step sign-in on and off, and the recovery codes that go with it. */
export function SecondFactorSection() {
  const words = useAllMessages().account.secondFactor;
  const { user, secondFactorRequired } = useSession();
  const { status } = useConsoleStatus();
  const passwordHint = useAllMessages().account.password.demoHelp;
  const [step, setStep] = useState<Step>(resting);
  const isOn = user.twoFactorEnabled;
  const refresh = () => queryClient.invalidateQueries(trpc.sessions.pathFilter());

  return (
    <Section title={words.title} help={isOn ? words.onHelp : words.offHelp}>
      {step.kind !== "keeping" && step.kind !== "scanning" && (
        <p className="flex items-center gap-2 font-semibold">
          <span
            aria-hidden="true"
            className={isOn ? "size-2 rounded-full bg-ok" : "size-2 rounded-full border-2 border-ink-3"}
          />
          {isOn ? words.on : words.off}
          {secondFactorRequired && <span className="font-normal text-ink-3">{words.required}</span>}
        </p>
      )}
      {step.kind === "resting" && (
        <div className="flex flex-wrap gap-2">
          {isOn ? (
            <>
              <Button size="medium" onClick={() => setStep({ kind: "confirming", what: "renew" })}>
                {words.renew}
              </Button>
              {!secondFactorRequired && (
                <Button size="medium" onClick={() => setStep({ kind: "confirming", what: "disable" })}>
                  {words.disable}
                </Button>
              )}
            </>
          ) : (
            <Button variant="primary" size="medium" onClick={() => setStep({ kind: "confirming", what: "enrol" })}>
              {words.enrol}
            </Button>
          )}
        </div>
      )}
      {step.kind === "confirming" && (
        <ConfirmWithPassword
          key={step.what}
          action={
            step.what === "enrol" ? words.next : step.what === "renew" ? words.renewConfirm : words.disableConfirm
          }
          help={step.what === "renew" ? words.renewHelp : status?.mode === "sandbox" ? passwordHint : undefined}
          isDanger={step.what === "disable"}
          onCancel={() => setStep(resting)}
          onConfirm={async (password) => {
            if (step.what === "enrol") {
              const outcome = await beginEnrolment(password);
              if (outcome.kind !== "done") return outcome;
              setStep({ kind: "scanning", enrolment: outcome.value });
            } else if (step.what === "renew") {
              const outcome = await renewRecoveryCodes(password);
              if (outcome.kind !== "done") return outcome;
              setStep({ kind: "keeping", codes: outcome.value });
            } else {
              const outcome = await turnOffSecondFactor(password);
              if (outcome.kind !== "done") return outcome;
              setStep(resting);
              showToast(words.disabled);
              await refresh();
            }
            return null;
          }}
        />
      )}
      {step.kind === "scanning" && (
        <EnrolmentSteps
          enrolment={step.enrolment}
          onCancel={() => setStep(resting)}
          onDone={() => {
            setStep({ kind: "keeping", codes: step.enrolment.recoveryCodes });
            showToast(words.enabled);
          }}
        />
      )}
      {step.kind === "keeping" && (
        <RecoveryCodes
          codes={step.codes}
          email={user.email}
          onKept={() => {
            setStep(resting);
            void refresh();
          }}
        />
      )}
    </Section>
  );
}
