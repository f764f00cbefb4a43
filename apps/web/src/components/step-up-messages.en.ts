import type { StepUpWords } from "./step-up-prompt.tsx";

/** What asking for a fresh code says everywhere; what it is needed for is said by whoever asks. */
export const stepUpMessages = {
  title: "A code is needed",
  label: "6-digit code of your authenticator",
  missing: "Type the 6 digits your authenticator shows.",
  wrong: "That code is not right. Type the new one; a code works only once.",
  confirm: "Confirm",
} satisfies Omit<StepUpWords, "help">;
