import type { Messages } from "./messages.ko.ts";

export const messages = { title: "" } satisfies Messages;
