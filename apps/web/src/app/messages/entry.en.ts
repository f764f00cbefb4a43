import { messages as ui } from "../../components/ui/messages.en.ts";
import { messages as signIn } from "../../features/sign-in/messages.en.ts";
import { messages as errors } from "../../lib/messages.en.ts";
import { messages as frame } from "../frame-messages.en.ts";

export const entry = { ui, errors, signIn, frame };
