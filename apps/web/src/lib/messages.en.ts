import type { Messages } from "./messages.ko.ts";

export const messages = {
  byCode: {
    INVALID_INPUT: {
      title: "The input could not be read",
      help: "Check the values and try again. Nothing was changed.",
    },
    PAYLOAD_TOO_LARGE: { title: "That is too much at once", help: "Send it in parts. Nothing was changed." },
    SIGNED_OUT: {
      title: "You need to sign in",
      help: "Your session has ended. Sign in again and carry on where you were.",
    },
    SECOND_FACTOR_REQUIRED: {
      title: "A second factor is required",
      help: "Your role works only with two-step sign-in. Turn it on under your account.",
    },
    NOT_ALLOWED: {
      title: "You may not do this",
      help: "If you need to, ask an administrator to change your role.",
    },
    NOT_FOUND: { title: "There is nothing here", help: "The address has changed, or it is not yours to see." },
    PAYMENT_NOT_FOUND: {
      title: "No such payment",
      help: "Check the number. A payment made just now appears after a moment.",
    },
    TOO_MANY_REQUESTS: { title: "Too many requests", help: "Try again in a moment. Nothing was changed." },
    EMAIL_TAKEN: {
      title: "That e-mail address is taken",
      help: "Use another address, or change the role of the member who has it.",
    },
    LAST_ADMIN: {
      title: "This is the last administrator",
      help: "There must be one. Make somebody else an administrator first.",
    },
    LINK_SPENT: {
      title: "This link no longer works",
      help: "It was used, or its time is over. Ask an administrator for a new one.",
    },
    PAYMENT_NOT_PAID: {
      title: "The payment is not paid",
      help: "That cannot be done in its present status. No money moved.",
    },
    CANCELLABLE_AMOUNT_CHANGED: {
      title: "The cancellable amount has changed",
      help: "Look at the amount as it is now. No money moved.",
    },
    UPSTREAM_REFUSED: { title: "i'mport refused", help: "Below is what i'mport said." },
    UPSTREAM_UNAUTHORIZED: {
      title: "i'mport does not accept the API key",
      help: "Ask an administrator to check the REST API key and secret.",
    },
    UPSTREAM_UNAVAILABLE: {
      title: "i'mport does not answer",
      help: "What is stored stays readable. Try again in a moment.",
    },
    UPSTREAM_UNREADABLE: {
      title: "i'mport's answer could not be read",
      help: "Its raw text was kept. Try again in a moment.",
    },
    STORAGE_FULL: {
      title: "The server is out of storage",
      help: "It needs more space. Please tell an administrator.",
    },
    STORAGE_UNAVAILABLE: {
      title: "The store does not answer in time",
      help: "Try again in a moment. If you were changing something, first check whether it took effect. If this goes on, tell an administrator.",
    },
    ANSWER_OVERDUE: {
      title: "The answer takes too long",
      help: "What you asked for may still be under way. Check how it ended before you do it again. If this goes on, tell an administrator.",
    },
    BUG: {
      title: "Something went wrong inside Maru",
      help: "Nothing was changed. The request number below leads to the server's log.",
    },
  },
  unreachable: {
    title: "The Maru server cannot be reached",
    help: "Check your internet connection and try again.",
  },
  offline: {
    title: "You are offline",
    help: "What you see was read last. It carries on by itself once you are connected.",
  },
  unknown: {
    title: "Something unexpected happened",
    help: "Nothing was changed. Try again, or reload the page.",
  },
  newVersion: { title: "There is a new version", help: "Reload the page to carry on." },
  requestId: (id: string) => `Request ${id}`,
  retry: "Try again",
  reload: "Reload",
} satisfies Messages;
