import { isPasswordLongEnough } from "../../lib/password-rules.ts";

interface SetUp {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** The first administrator's link carries no address; an invitation does. */
  readonly isEmailNeeded: boolean;
}

/** The first thing to put right before an account can be made; undefined when there is none. */
export function setUpProblem({
  name,
  email,
  password,
  isEmailNeeded,
}: SetUp): { readonly field: "name" | "email" | "password" } | undefined {
  if (name.trim() === "") return { field: "name" };
  const address = email.trim();
  if (address === "" ? isEmailNeeded : !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return { field: "email" };
  if (!isPasswordLongEnough(password)) return { field: "password" };
  return undefined;
}
