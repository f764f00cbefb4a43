import { AppError, type ErrorCode } from "@maru/domain";
import type { WireAnswer, WireCall } from "./http-exchange.ts";

/** Every fact of an answer that may be shown and logged. */
function factsOf(call: WireCall, answer: WireAnswer): Record<string, unknown> {
  const facts: Record<string, unknown> = { operation: call.operation };
  if (answer.kind === "lost") {
    facts.failure = answer.failure;
    facts.networkCode = answer.networkCode;
    return facts;
  }
  facts.httpStatus = answer.httpStatus;
  if (answer.retryAfterMs !== null) facts.retryAfterMs = answer.retryAfterMs;
  if (answer.kind === "unreadable") facts.problem = answer.problem;
  else {
    facts.upstreamCode = answer.envelope.code;
    facts.message = answer.envelope.message;
  }
  return facts;
}

/** Surely nothing happened, and trying later may help. */
export function unavailable(call: WireCall, answer: WireAnswer): AppError {
  return new AppError("UPSTREAM_UNAVAILABLE", `i'mport ${whyUnavailable(answer)}.`, { details: factsOf(call, answer) });
}

function whyUnavailable(answer: WireAnswer): string {
  if (answer.kind !== "lost") return `answered HTTP ${answer.httpStatus}`;
  if (answer.failure === "timeout") return "did not answer in time";
  return answer.networkCode === null ? "could not be reached" : `could not be reached (${answer.networkCode})`;
}

/** An answer came, and it cannot be understood. */
export function unreadable(call: WireCall, answer: WireAnswer & { kind: "enveloped" | "unreadable" }): AppError {
  const problem =
    answer.kind === "unreadable" ? answer.problem : `code ${answer.envelope.code} under HTTP ${answer.httpStatus}`;
  return new AppError("UPSTREAM_UNREADABLE", `i'mport answered in a shape that cannot be read: ${problem}.`, {
    details: { ...factsOf(call, answer), problem },
  });
}

/** Upstream understood and said no; its words are in `details.message`, verbatim. */
export function refused(
  call: WireCall,
  answer: WireAnswer & { kind: "enveloped" },
  code: ErrorCode = "UPSTREAM_REFUSED",
): AppError {
  const { message } = answer.envelope;
  const reason = message === "" ? `i'mport refused with HTTP ${answer.httpStatus}.` : `i'mport refused: ${message}`;
  return new AppError(code, reason, { details: factsOf(call, answer) });
}

/** How upstream turns away an address outside the whitelist is not documented, so the hint is only a hint. */
export type UnauthorizedHint = "credentials" | "ip_whitelist" | "token";

const unauthorizedReasons: Readonly<Record<UnauthorizedHint, string>> = {
  credentials: "i'mport did not accept the API key and secret.",
  ip_whitelist:
    "i'mport turned away a fresh token. If the key and secret are right, check the IP whitelist in its console.",
  token: "i'mport turned away the token and carried nothing out. The next request asks for a new one.",
};

/** The error for a call that was turned away for its token; nothing of it was carried out. */
export function unauthorized(call: WireCall, answer: WireAnswer, hint: UnauthorizedHint): AppError {
  return new AppError("UPSTREAM_UNAUTHORIZED", unauthorizedReasons[hint], {
    details: { ...factsOf(call, answer), hint },
  });
}

/** For an id that cannot even be asked for. */
export function noSuchPayment(call: WireCall): AppError {
  return new AppError("PAYMENT_NOT_FOUND", "There is no such payment.", { details: { operation: call.operation } });
}
