import type { Messages } from "./messages.ko.ts";

export const messages = {
  close: "Close",
  cancel: "Cancel",
  notifications: "Notifications",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Could not copy. Select the text and copy it yourself.",
  retry: "Try again",
  show: "Show",
  hide: "Hide",
  loading: "Loading",
} satisfies Messages;
