import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AuthProblem, verifySecondFactor } from "../lib/auth.ts";
import { trpc } from "../lib/trpc.ts";
import { AuthProblemText } from "./ui/auth-problem-text.tsx";
import { Button } from "./ui/button.tsx";
import { Form } from "./ui/form.tsx";
import { TextField } from "./ui/text-field.tsx";

export interface StepUpWords {
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly missing: string;
  readonly wrong: string;
  readonly confirm: string;
}

/** Asks for a fresh code of the second factor. The server remembers for a few minutes that it was shown. */
export function StepUpPrompt({ words, onProven }: { readonly words: StepUpWords; readonly onProven: () => void }) {
  const queryClient = useQueryClient();
  const [code, setCode] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<AuthProblem | null>(null);
  const isWhole = /^\d{6}$/.test(code.replace(/\s/g, ""));

  const submit = async () => {
    setChecked(true);
    setProblem(null);
    if (isPending || !isWhole) return;
    setPending(true);
    const outcome = await verifySecondFactor("totp", code);
    setPending(false);
    if (outcome.kind === "signed_in") {
      await queryClient.invalidateQueries(trpc.sessions.pathFilter());
      onProven();
      return;
    }
    setCode("");
    setProblem(outcome.kind === "second_factor" ? { kind: "challenge_over" } : outcome);
  };

  return (
    <Form
      noValidate
      aria-label={words.title}
      onSubmit={() => void submit()}
      className="grid gap-2 rounded-md bg-wait-wash px-3 py-2.5"
    >
      <TextField
        label={words.label}
        hint={words.help}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        maxLength={7}
        value={code}
        onChange={setCode}
        error={
          problem !== null ? (
            <AuthProblemText problem={problem} wrong={words.wrong} />
          ) : isChecked && !isWhole ? (
            words.missing
          ) : undefined
        }
        trailing={
          <Button type="submit" isPending={isPending}>
            {words.confirm}
          </Button>
        }
      />
    </Form>
  );
}
