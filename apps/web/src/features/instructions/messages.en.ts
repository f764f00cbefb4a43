import { countFormatter } from "../../lib/count.ts";
import type { AppMessages } from "../../lib/i18n.tsx";

const n = countFormatter("en");

export const messages = {
  title: "Requests to PGs",
  help: "What was sent to i'mport and the PGs, refunds aside. Where no answer came the record is read again; where there is none, a person finds out.",
  tabs: { all: "All", person: "Needs a person", open: "Under way", done: "Done", stopped: "Not done" },
  filter: "State",
  columns: { kind: "Request", target: "About", by: "Asked by", at: "Asked at", state: "State" },
  open: (kind: string, target: string) => `Open: ${kind}, ${target}`,
  targets: { payment: "Payment", order: "Order", customer: "Customer" },
  more: "Show more",
  end: (count: number) => (count === 1 ? "That is the only one" : `All ${n(count)} are shown`),
  emptyTitle: "Nothing has been asked yet",
  emptyHelp: "Issuing an account, a cash receipt or a delivery: whatever is sent to a PG stays here.",
  noneTitle: "No request stands there",
  noneHelp: "Choose another state.",
  back: "Requests to PGs",
  notFoundTitle: "The request was not found",
  notFoundHelp: "Check the address.",
  facts: "What was asked",
  result: "What came of it",
  payment: "Payment",
  sentAt: "Sent",
  settledAt: "Ended",
  notSent: "Never sent",
  looked: (times: number, time: string) =>
    times === 1 ? `The record was read once, at ${time}.` : `The record was read ${n(times)} times, last at ${time}.`,
  notLooked: "The record has not been read yet.",
  nextLook: (time: string) => `It is read again at ${time}.`,
  noRecord: "i'mport keeps no record of this that could be read.",
  confirmed: (name: string, time: string) => `${name} · ${time}`,
  confirmedTitle: "A person found this out",
  timeline: "Steps",
  ourselves: "Maru",
} satisfies AppMessages["requests"];
