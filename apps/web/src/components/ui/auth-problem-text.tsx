import { useEffect, useState } from "react";
import type { AuthProblem } from "../../lib/auth.ts";
import { useEntryMessages } from "../../lib/i18n.tsx";

/** Why a password or a code was not taken, and when to try again. `wrong` names what was typed wrong. */
export function AuthProblemText({ problem, wrong }: { readonly problem: AuthProblem; readonly wrong: string }) {
  const { signIn } = useEntryMessages();
  switch (problem.kind) {
    case "wrong":
      return wrong;
    case "too_many":
      return <Countdown key={problem.retryAfterSeconds} seconds={problem.retryAfterSeconds} />;
    case "locked":
      return signIn.locked;
    case "challenge_over":
      return signIn.challengeOver;
    case "not_allowed":
      return signIn.notAllowed;
    case "unreachable":
      return signIn.unreachable;
    case "other":
      return signIn.unexpected(problem.requestId ?? problem.code);
  }
}

/** Counts down for the eye; a screen reader hears the first and the last sentence only. */
function Countdown({ seconds }: { readonly seconds: number }) {
  const { signIn } = useEntryMessages();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((value) => Math.max(0, value - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  if (left === 0) return signIn.tooManyNow;
  return (
    <>
      <span className="sr-only">{signIn.tooMany(seconds)}</span>
      <span aria-hidden="true">{signIn.tooMany(left)}</span>
    </>
  );
}
