import { countFormatter } from "../../lib/count.ts";
import type { MentionMessages } from "./messages.ko.ts";

const n = countFormatter("en");

export const messages = {
  button: (unseen: number) => (unseen === 0 ? "Notes that mention you" : `Notes that mention you, ${n(unseen)} unread`),
  title: "Notes that mention you",
  empty: "No note mentions you yet. Writing @name in a payment's note tells that person.",
  failed: "This could not be loaded.",
  retry: "Try again",
  by: (name: string) => `${name} mentioned you`,
  unseen: "Unread",
  markAll: "Mark all as read",
} satisfies MentionMessages;
