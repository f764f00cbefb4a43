import { StepUpPrompt as Prompt } from "../../components/step-up-prompt.tsx";
import { useFormMessages } from "./form-messages.ts";

/** Asks for a fresh code of the second factor, in the words of the refund form. */
export function StepUpPrompt({ onProven }: { readonly onProven: () => void }) {
  return <Prompt words={useFormMessages().stepUp} onProven={onProven} />;
}
