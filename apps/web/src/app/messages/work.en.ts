import { messages as payments } from "../../features/payments/messages.en.ts";
import type { WorkMessages } from "../../lib/i18n.tsx";
import { messages as shell } from "../shell/messages.en.ts";
import { entry } from "./entry.en.ts";

export const work = { ...entry, shell, payments } satisfies WorkMessages;
