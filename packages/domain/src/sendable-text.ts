import * as z from "zod/mini";

/** Text a person wrote that is sent on: no control characters, no broken surrogates. */
export const sendableText = (most: number) =>
  z.string().check(z.trim(), z.maxLength(most), z.refine(canBeSent, "characters that cannot be sent"));

/** Whether a text reaches upstream as it was written. */
export function canBeSent(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}
