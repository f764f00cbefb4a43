import { countFormatter } from "../../lib/count.ts";
import type { SearchMessages } from "./search-messages.ko.ts";

const n = countFormatter("en");

export const messages = {
  condition: {
    is: (key: string, value: string) => `${key}: ${value}`,
    isNot: (key: string, value: string) => `${key} is not ${value}`,
    anywhereNot: (value: string) => `Without ${value}`,
    between: (from: string, to: string) => `${from} – ${to}`,
    atLeast: (value: string) => `at least ${value}`,
    atMost: (value: string) => `at most ${value}`,
    moreThan: (value: string) => `more than ${value}`,
    lessThan: (value: string) => `less than ${value}`,
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    or: " or ",
  },
  completion: {
    label: "Search help",
    keys: "Narrow the search by",
    values: (key: string) => `${key}: choose one`,
    count: (count: number) =>
      `${count === 1 ? "1 choice" : `${n(count)} choices`}. Choose with the arrow keys, take one with Enter.`,
    foot: "↑↓ choose · Enter take · Esc close",
    didYouMean: (text: string) => `Change to “${text}”`,
    help: {
      amount: "Type an amount, such as >50000 or 10000..20000.",
      days: "Type days, such as 2024-03, 2024-03-05 or 2024-01..2024-03.",
      text: (key: string) => `Finds payments with this text in: ${key}. Put several words in "quotation marks".`,
    },
    days: {
      today: "Today",
      yesterday: "Yesterday",
      last7: "Last 7 days",
      last30: "Last 30 days",
      thisMonth: "This month",
      lastMonth: "Last month",
    },
  },
  empty: {
    culprit: (part: string) => `With “${part}” added, no payment is left.`,
    culpritAlone: (part: string) => `No payment at all meets “${part}”.`,
    writeInstead: (text: string) => `Search for “${text}”`,
  },
  problem: {
    "unknown-key": (key: string) => `There is no “${key}:” to search by, so it was looked for as it is written.`,
    "bad-value": (key: string, value: string) =>
      `“${value}” is no value that “${key}:” can have, so it was looked for as it is written.`,
    "unknown-code": (key: string, value: string) =>
      `“${value}” after “${key}:” is a code without a name. It was looked for as it is.`,
    unfinished: (key: string) => `Type a value after “${key}:”.`,
  },
} satisfies SearchMessages;
