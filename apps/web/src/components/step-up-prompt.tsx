import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { verifySecondFactor } from "../lib/auth.ts";
import { trpc } from "../lib/trpc.ts";
import { AuthProblemText } from "./ui/auth-problem-text.tsx";
import { Button } from "./ui/button.tsx";
import { Form } from "./ui/form.tsx";
import { TextField } from "./ui/text-field.tsx";
import { useAuthAttempt } from "./use-auth-attempt.ts";

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
  const { isTried, isPending, problem, attempt } = useAuthAttempt();
  const isWhole = /^\d{6}$/.test(code.replace(/\s/g, ""));

  const submit = async () => {
    const isProven = await attempt(isWhole, async () => {
      const outcome = await verifySecondFactor("totp", code);
      if (outcome.kind === "signed_in") return null;
      setCode("");
      return outcome.kind === "second_factor" ? { kind: "challenge_over" } : outcome;
    });
    if (!isProven) return;
    await queryClient.invalidateQueries(trpc.sessions.pathFilter());
    onProven();
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
          ) : isTried && !isWhole ? (
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
