import { messages as ui } from "../../components/ui/messages.ko.ts";
import { messages as signIn } from "../../features/sign-in/messages.ko.ts";
import { messages as errors } from "../../lib/messages.ko.ts";
import { messages as frame } from "../frame-messages.ko.ts";

export const entry = { ui, errors, signIn, frame };
