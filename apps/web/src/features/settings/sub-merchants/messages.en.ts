import type { Messages } from "./messages.ko.ts";

export const messages: Messages = {
  title: "Sub-merchants",
  help: "Each store has a console of its own. The ones entered here are one press away at the top of every page.",
  here: "This console",
  store: "Store",
  parent: "Parent store",
  code: "Sub-merchant code",
  name: "Name",
  nameUnread: "Not read yet",
  address: "Address of the console",
  apart:
    "Payments, refunds and members are each store's own. This console shows no payment of another store, and people sign in to the other console separately.",
  others: "Consoles of other stores",
  none: "No console has been entered yet.",
  readAt: (at) => `Name and code read at ${at}.`,
  unknownTitle: "i'mport does not know this code",
  unknown: (at) =>
    `When asked at ${at}, i'mport knew no such code. Look in i'mport's console whether the sub-merchant was deleted.`,
  declaredBy: (name, at) => `Entered by ${name} at ${at}.`,
  move: "Change address",
  moveNamed: (store) => `Change address: ${store}`,
  moveTitle: (store) => `Change the address of the console of ${store}`,
  moved: "Address of the console changed",
  remove: "Remove",
  removeNamed: (store) => `Remove ${store}`,
  removeTitle: "Take it off the list?",
  removeHelp: (store, address) =>
    `The console of ${store} (${address}) leaves the list. That console and its payments stay as they are.`,
  removed: "Taken off the list",
  form: {
    title: "Enter a console",
    isParent: "This is the parent store's console",
    codeHint: "Three upper-case letters or digits. It is saved once i'mport has confirmed the code.",
    codeWrong: "Enter three upper-case letters or digits, such as POP.",
    addressHint: "Where that store's Maru opens. It has to be https, or this very machine (localhost).",
    addressWrong: "Enter an address that begins with https:// and has no path, such as https://pop.example.com.",
    submit: "Save",
    saved: "The console is on the list",
  },
  notYours: (roles) => `It can be changed by ${roles}.`,
};
