import { AppError } from "@maru/domain";

/** Why an address somebody entered is not called, or did not take what was sent. */
export type OutboundProblem =
  | "malformed"
  | "control_characters"
  | "scheme"
  | "not_encrypted"
  | "credentials"
  | "private_address"
  | "unknown_host"
  | "redirected"
  | "timed_out"
  | "unreachable"
  | "not_trusted"
  | "refused";

/** The same in a sentence, for logs and scripts; the browser has its own in both languages. */
const outboundSentences: Readonly<Record<OutboundProblem, string>> = {
  malformed: "This is not a web address, such as https://shop.example.com/webhooks.",
  control_characters: "The address or a header contains a blank, a line break or another control character.",
  scheme: "Only https addresses are called.",
  not_encrypted: "Only https addresses are called; http is for addresses OUTBOUND_PRIVATE_RANGES allows.",
  credentials: "The address contains a name or a password; those would be seen by whoever sees the address.",
  private_address:
    "The address leads to this machine or a private network, which is not called unless OUTBOUND_PRIVATE_RANGES allows it.",
  unknown_host: "The name of the host is not known.",
  redirected: "It answered with a redirect, which is not followed. Enter the address it leads to.",
  timed_out: "It did not answer in time.",
  unreachable: "It could not be connected to.",
  not_trusted: "Its certificate is not valid, so nothing was sent.",
  refused: "It answered, but not with a success (2xx).",
};

/** The error a form shows for an address that is not called. */
export function outboundRefusal(problem: OutboundProblem): AppError {
  return new AppError("OUTBOUND_REFUSED", outboundSentences[problem], { details: { problem } });
}
