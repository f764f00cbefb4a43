import { countFormatter } from "../../lib/count.ts";
import type { Messages } from "./messages.ko.ts";

const n = countFormatter("en");

export const messages = {
  title: "Unexplained failures",
  help: "What PGs said of failures and the dictionary has nothing on. Adding the most frequent ones first helps most.",
  summary: (failed: number, explained: number) =>
    `Of ${n(failed)} failed payments, ${n(explained)} have a message that is explained.`,
  basis: "Counted over every payment held so far, test payments included.",
  showFailed: (count) => (count === 1 ? "Show the failed payment" : `Show the ${n(count)} failed payments`),
  showExplained: (count) =>
    count === 1 ? "Show the message of 1 explained payment" : `Show the messages of ${n(count)} explained payments`,
  explainedTitle: "Failures with an explanation",
  explainedHelp: "A count leads to the payments that failed with its message.",
  showRows: (count, message) =>
    count === 1
      ? `Show the payment that failed with “${message}”`
      : `Show the ${n(count)} payments that failed with “${message}”`,
  hidden: "Part of this message is masked, so the list cannot be asked for it.",
  message: "The PG's message",
  count: "Times",
  latest: "Latest",
  pg: "PG",
  payment: "Payment",
  copy: "Failure message",
  shown: (shown: number, all: number) => `The ${n(shown)} most frequent of ${n(all)} messages.`,
  emptyTitle: "Nothing is unexplained",
  emptyHelp: "Every failed payment so far has a message that is explained.",
} satisfies Messages;
