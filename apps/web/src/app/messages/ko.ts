import { messages as account } from "../../features/account/messages.ko.ts";
import { messages as auditLog } from "../../features/audit-log/messages.ko.ts";
import { messages as members } from "../../features/members/messages.ko.ts";
import { messages as payments } from "../../features/payments/messages.ko.ts";
import { messages as shell } from "../shell/messages.ko.ts";
import { entry } from "./entry.ko.ts";

export const tree = { ...entry, shell, payments, account, members, auditLog };

declare module "../../lib/i18n.tsx" {
  interface RegisteredMessages {
    tree: typeof tree;
    entry: typeof entry;
  }
}
