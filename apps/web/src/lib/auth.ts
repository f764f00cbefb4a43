/** What the sign-in service answered: done, a second factor is due, or why not. */
export type SignInOutcome = { readonly kind: "signed_in" } | { readonly kind: "second_factor" } | AuthProblem;

export type AuthProblem =
  | { readonly kind: "wrong" }
  | { readonly kind: "too_many"; readonly retryAfterSeconds: number }
  | { readonly kind: "locked" }
  | { readonly kind: "challenge_over" }
  | { readonly kind: "not_allowed" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "other"; readonly code: string; readonly requestId: string | null };

type Answer =
  | { readonly kind: "ok"; readonly body: Readonly<Record<string, unknown>> }
  | Extract<AuthProblem, { kind: "unreachable" | "too_many" }>
  | { readonly kind: "refused"; readonly status: number; readonly code: string; readonly requestId: string | null };

/** Asked again no sooner than this when the server does not say how long to wait. */
const defaultRetryAfterSeconds = 10;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Sends a JSON body to one of our own addresses and reads the answer without trusting its shape. */
export async function postJson(path: string, body: Readonly<Record<string, unknown>>): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    return { kind: "unreachable" };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { kind: "ok", body: isRecord(answer) ? answer : {} };
  if (response.status === 429 && !hasCode(answer, "ACCOUNT_TEMPORARILY_LOCKED")) {
    const header = response.headers.get("x-retry-after") ?? response.headers.get("retry-after");
    const seconds = Number(header ?? Number.NaN);
    return {
      kind: "too_many",
      retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : defaultRetryAfterSeconds,
    };
  }
  if (response.status >= 502 && response.status <= 504 && answer === null) return { kind: "unreachable" };
  return {
    kind: "refused",
    status: response.status,
    code: codeOf(answer) ?? String(response.status),
    requestId: response.headers.get("x-request-id"),
  };
}

function codeOf(answer: unknown): string | undefined {
  if (!isRecord(answer)) return undefined;
  if (typeof answer.code === "string") return answer.code;
  if (typeof answer.appCode === "string") return answer.appCode;
  return isRecord(answer.error) ? codeOf(answer.error) : undefined;
}

function hasCode(answer: unknown, code: string): boolean {
  return codeOf(answer) === code;
}

const wrongCodes = new Set([
  "INVALID_EMAIL_OR_PASSWORD",
  "INVALID_EMAIL",
  "INVALID_PASSWORD",
  "INVALID_CODE",
  "INVALID_BACKUP_CODE",
]);
const overCodes = new Set(["INVALID_TWO_FACTOR_COOKIE", "OTP_HAS_EXPIRED", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"]);

/** Says what a refusal means to the person who typed. */
export function problemOf(answer: Exclude<Answer, { kind: "ok" }>): AuthProblem {
  if (answer.kind !== "refused") return answer;
  const { code, status, requestId } = answer;
  if (wrongCodes.has(code)) return { kind: "wrong" };
  if (overCodes.has(code)) return { kind: "challenge_over" };
  if (code === "ACCOUNT_TEMPORARILY_LOCKED") return { kind: "locked" };
  if (status === 403) return { kind: "not_allowed" };
  return { kind: "other", code, requestId };
}

export async function signInWithPassword(email: string, password: string): Promise<SignInOutcome> {
  const answer = await postJson("/api/auth/sign-in/email", { email, password });
  if (answer.kind !== "ok") return problemOf(answer);
  return answer.body.twoFactorRedirect === true ? { kind: "second_factor" } : { kind: "signed_in" };
}

export async function verifySecondFactor(method: "totp" | "recovery", code: string): Promise<SignInOutcome> {
  const path = method === "totp" ? "/api/auth/two-factor/verify-totp" : "/api/auth/two-factor/verify-backup-code";
  const answer = await postJson(path, { code: code.replace(/\s/g, "") });
  return answer.kind === "ok" ? { kind: "signed_in" } : problemOf(answer);
}

/** Signs in as a demo role; only the sandbox has them. */
export async function signInAsDemo(role: string): Promise<SignInOutcome> {
  const answer = await postJson("/api/demo/sign-in", { role });
  return answer.kind === "ok" ? { kind: "signed_in" } : problemOf(answer);
}

/** Ends this browser's session; false when the server could not be told. */
export async function signOut(): Promise<boolean> {
  const answer = await postJson("/api/auth/sign-out", {});
  return answer.kind === "ok" || (answer.kind === "refused" && answer.status === 401);
}
