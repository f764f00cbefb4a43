import type { KnownError } from "../../lib/error-message.ts";
import type { RouterOutputs } from "../../lib/trpc.ts";

type OutboundProblem = NonNullable<RouterOutputs["webhooks"]["testForwarding"]["problem"]>;

const problems: Record<OutboundProblem, true> = {
  malformed: true,
  control_characters: true,
  scheme: true,
  not_encrypted: true,
  credentials: true,
  private_address: true,
  unknown_host: true,
  redirected: true,
  timed_out: true,
  unreachable: true,
  not_trusted: true,
  refused: true,
};

/** Why an address was refused, where that is what an error says. */
export function outboundProblemOf(error: KnownError | undefined): OutboundProblem | null {
  const named = error?.code === "OUTBOUND_REFUSED" ? error.details.problem : undefined;
  return typeof named === "string" && isProblem(named) ? named : null;
}

function isProblem(word: string): word is OutboundProblem {
  return Object.hasOwn(problems, word);
}
