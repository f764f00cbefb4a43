import { messages as account } from "../../features/account/messages.en.ts";
import { messages as auditLog } from "../../features/audit-log/messages.en.ts";
import { messages as members } from "../../features/members/messages.en.ts";
import { messages as payments } from "../../features/payments/messages.en.ts";
import type { AppMessages } from "../../lib/i18n.tsx";
import { messages as shell } from "../shell/messages.en.ts";
import { entry } from "./entry.en.ts";

export const tree = { ...entry, shell, payments, account, members, auditLog } satisfies AppMessages;
