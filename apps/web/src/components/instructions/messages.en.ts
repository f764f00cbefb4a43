import { freshCodeMinutes } from "@maru/domain";
import type { AppMessages } from "../../lib/i18n.tsx";
import { stepUpMessages } from "../step-up-messages.en.ts";

export const messages = {
  states: {
    written: { title: "The request was received", help: "Nothing has been sent yet." },
    sending: { title: "Sending", help: "It goes on when you close this. There is no need to press again." },
    checking: {
      title: "Finding out whether it was done",
      help: "No answer came. The record at i'mport is read until it tells, and nothing is sent again before.",
    },
    unconfirmed: {
      title: "A person has to find out",
      help: "No answer came, and i'mport keeps no record of it. Look at the PG's own admin, then say here what you found.",
    },
    done: { title: "Done", help: "" },
    refused: { title: "The PG refused", help: "Nothing changed. Read its words, then you may ask again." },
    not_done: { title: "It was not done", help: "The record shows that nothing changed. You may ask again." },
    not_sent: { title: "Nothing was sent", help: "Nothing changed." },
  },
  headline: (kind: string, state: string) => `${kind} · ${state}`,
  theirWords: "The PG's words",
  askedBy: (name: string, time: string) => `${name} · ${time}`,
  again: "Ask again",
  confirm: {
    title: "What you found",
    done: "It was done",
    notDone: "It was not done",
    reason: "How do you know?",
    reasonHint: "For example: Naver Pay's own admin shows the purchase as confirmed",
    reasonNeeded: "Say how you know, in five letters or more.",
    send: "Put it on record",
  },
  codePrompt: {
    ...stepUpMessages,
    help: `Giving back a large amount needs a code shown within the last ${freshCodeMinutes} minutes. It is sent as soon as the code is right.`,
  },
  rules: {
    other_pg: "The PG of this payment has no such thing.",
    other_order: "The payment belongs to another order.",
    not_paid: "This can be done only while the payment is paid.",
    not_on_its_way: "This can be done only with product orders that were sent.",
    no_such_order: "The payment has no such product order.",
    no_cancel_asked: "The buyer has not asked to cancel.",
    no_return_asked: "There is no return under way.",
    no_exchange_asked: "There is no exchange at this step.",
    claim_open: "A cancellation, return or exchange is under way.",
    above_limit: "This is more than you may give back alone. Ask somebody with a higher limit.",
    not_waiting: "Only a barcode that was not paid can be ended.",
    above_amount: "The parts add up to more than what is left of the payment.",
    not_scheduled: "Only a schedule that has not run can be changed.",
    not_failed: "Only a schedule that failed or was revoked can be charged again.",
    in_the_past: "Choose a time that is still to come.",
  },
} satisfies AppMessages["instructions"];
