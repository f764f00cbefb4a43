import { type AuthProblem, postJson, problemOf } from "../../lib/auth.ts";

export interface Enrolment {
  /** `otpauth://totp/…`, what the QR code says. */
  readonly totpUri: string;
  /** The same secret for typing in. */
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

type Outcome<Value> = { readonly kind: "done"; readonly value: Value } | AuthProblem;

/** What went wrong; null where it was done. */
export function problemIn(outcome: Outcome<unknown>): AuthProblem | null {
  return outcome.kind === "done" ? null : outcome;
}

function codesOf(body: Readonly<Record<string, unknown>>): string[] {
  const { backupCodes } = body;
  return Array.isArray(backupCodes) ? backupCodes.filter((code) => typeof code === "string") : [];
}

/** Starts enrolment. Nothing is turned on until a first code has been verified. */
export async function beginEnrolment(password: string): Promise<Outcome<Enrolment>> {
  const answer = await postJson("/api/auth/two-factor/enable", { password });
  if (answer.kind !== "ok") return problemOf(answer);
  const { totpURI } = answer.body;
  const secret = typeof totpURI === "string" ? new URL(totpURI).searchParams.get("secret") : null;
  if (typeof totpURI !== "string" || secret === null) return { kind: "other", code: "NO_TOTP_URI", requestId: null };
  return { kind: "done", value: { totpUri: totpURI, secret, recoveryCodes: codesOf(answer.body) } };
}

/** Verifies the first code, which turns two-step sign-in on. */
export async function finishEnrolment(code: string): Promise<Outcome<null>> {
  const answer = await postJson("/api/auth/two-factor/verify-totp", { code: code.replace(/\s/g, "") });
  return answer.kind === "ok" ? { kind: "done", value: null } : problemOf(answer);
}

/** Turns two-step sign-in off; the recovery codes go with it. */
export async function turnOffSecondFactor(password: string): Promise<Outcome<null>> {
  const answer = await postJson("/api/auth/two-factor/disable", { password });
  return answer.kind === "ok" ? { kind: "done", value: null } : problemOf(answer);
}

/** Replaces all recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(password: string): Promise<Outcome<readonly string[]>> {
  const answer = await postJson("/api/auth/two-factor/generate-backup-codes", { password });
  return answer.kind === "ok" ? { kind: "done", value: codesOf(answer.body) } : problemOf(answer);
}

/** Changes the password and ends every other session. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<Outcome<null>> {
  const answer = await postJson("/api/auth/change-password", {
    currentPassword,
    newPassword,
    revokeOtherSessions: true,
  });
  return answer.kind === "ok" ? { kind: "done", value: null } : problemOf(answer);
}
