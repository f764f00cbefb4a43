import type { SwitcherMessages } from "./switcher-messages.ko.ts";

export const messages: SwitcherMessages = {
  button: (store) => `Change store, now ${store}`,
  title: "Consoles of other stores",
  help: "The other console asks people to sign in separately.",
  here: "You are here",
  parent: "Parent store",
  parentShort: "Parent",
  unknown: "Unknown to i'mport",
};
