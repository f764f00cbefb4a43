import { useState } from "react";
import type { AuthProblem } from "../lib/auth.ts";

interface AuthAttempt {
  /** Whether it was tried since it last went well, so that what is missing may be said. */
  readonly isTried: boolean;
  readonly isPending: boolean;
  readonly problem: AuthProblem | null;
  /**
   * Sends what a person entered, unless something of it is missing or it is on its way. `send` answers with what went
   * wrong, or null. Says whether it went well.
   */
  attempt(isWhole: boolean, send: () => Promise<AuthProblem | null>): Promise<boolean>;
}

/** The sending of something by which a person proves who they are. */
export function useAuthAttempt(): AuthAttempt {
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<AuthProblem | null>(null);
  return {
    isTried,
    isPending,
    problem,
    async attempt(isWhole, send) {
      setTried(true);
      setProblem(null);
      if (isPending || !isWhole) return false;
      setPending(true);
      const outcome = await send();
      setPending(false);
      setProblem(outcome);
      setTried(outcome !== null);
      return outcome === null;
    },
  };
}
