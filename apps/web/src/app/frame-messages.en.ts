import type { Messages } from "./frame-messages.ko.ts";

export const messages = {
  product: "Maru",
  environments: {
    sandbox: { name: "Sandbox", band: "Sandbox · nothing that happens here moves real money" },
    test: { name: "Test", band: "Test · only test channels, yet some PGs really charge" },
    live: { name: "Live", band: "Live · refunds made here move real money" },
  },
  sandboxStore: "Sandbox store",
  skipToContent: "Skip to content",
  loadingPage: "Loading the page",
  language: "Language",
  languages: { ko: "한국어", en: "English" },
  theme: "Appearance",
  themes: { system: "Follow system", light: "Light", dark: "Dark" },
  notFoundTitle: "There is no such page",
  notFoundHelp: "Check the address, or start again from the payments.",
  toPayments: "Go to payments",
  roles: {
    viewer: "Viewer",
    support: "Support",
    finance: "Finance",
    approver: "Approver",
    developer: "Developer",
    admin: "Administrator",
  },
  roleHelp: {
    viewer: "Finds and reads payments. Buyers' details are masked.",
    support: "Sees buyers' details, writes notes and requests refunds.",
    finance: "Exports payments and reads the audit log.",
    approver: "Approves refunds that somebody else requested.",
    developer: "Reads raw data and integration state. Buyers' details are masked.",
    admin: "May do everything, and decides who the members are.",
  },
} satisfies Messages;
