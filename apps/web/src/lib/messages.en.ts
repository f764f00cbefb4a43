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
    ADDRESS_NOT_ALLOWED: {
      title: "Not reachable from this address",
      help: "Ask an administrator to add it to the allow list.",
    },
    NOT_FOUND: { title: "There is nothing here", help: "The address has changed, or it is not yours to see." },
    PAYMENT_NOT_FOUND: {
      title: "No such payment",
      help: "Check the number. A payment made just now appears after a moment.",
    },
    TOO_MANY_REQUESTS: { title: "Too many requests", help: "Try again in a moment. Nothing was changed." },
    SEARCH_TOO_SHORT: {
      title: "Type at least four digits",
      help: "Roles that see masked buyers cannot search by shorter parts of a number.",
    },
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
    REFUND_ID_REUSED: {
      title: "This refund number has been used",
      help: "Another refund has it. Open the form again and enter yours. This request moved no money.",
    },
    REFUND_IN_PROGRESS: {
      title: "Another refund of this payment is under way",
      help: "The next one can begin when it has ended. This request moved no money.",
    },
    REFUND_STATE_CHANGED: {
      title: "The refund has moved on",
      help: "Look at where it stands now. This request moved no money.",
    },
    REFUND_CAP_ZERO: {
      title: "Your role has nothing to refund with",
      help: "The refund cap of your role is ₩0. Ask an administrator if you need one. No money moved.",
    },
    REFUND_IMPOSSIBLE: {
      title: "This payment cannot be refunded here",
      help: "See the rule and the way forward below. No money moved.",
    },
    REPEAT_REASON_REQUIRED: {
      title: "The same amount was refunded within a day",
      help: "Say why it is refunded again to continue. This request moved no money.",
    },
    STEP_UP_REQUIRED: {
      title: "Your code is needed once more",
      help: "The amount is large, or it is an approval. Enter a new code from your authenticator. No money moved.",
    },
    SAME_PERSON: { title: "You are the person who asked", help: "Somebody else has to do this. No money moved." },
    APPROVAL_EXPIRED: {
      title: "The time to approve is over",
      help: "Ask for the refund again if it is still needed. No money moved.",
    },
    SAFE_MODE: {
      title: "Refunds are stopped for now",
      help: "Something cannot be checked safely. Everything else works as usual. No money moved.",
    },
    UNDO_IMPOSSIBLE: {
      title: "This cancel cannot be undone",
      help: "The PG's published conditions do not allow it. The cancel stands; the page says why.",
    },
    INSTRUCTION_ID_REUSED: {
      title: "This request number is already used",
      help: "Another request with other contents has the same number. Open the form anew and fill it in again. This request changed nothing.",
    },
    INSTRUCTION_IMPOSSIBLE: {
      title: "This cannot be done now",
      help: "A rule stands against it, so nothing was sent and nothing has changed. The reason is on the page.",
    },
    INSTRUCTION_IN_PROGRESS: {
      title: "Another request about the same is under way",
      help: "The next one can begin when that one has ended. This request changed nothing.",
    },
    INSTRUCTION_STATE_CHANGED: {
      title: "The request has moved on meanwhile",
      help: "Look at where it stands now. Nothing was changed this time.",
    },
    REFUND_REASON_RETIRED: {
      title: "This reason is no longer used",
      help: "An administrator changed the list of reasons. Choose another one. No money moved.",
    },
    REASON_NAME_TAKEN: {
      title: "Another reason has this name",
      help: "Both the Korean and the English name have to differ from every other reason. Nothing was changed.",
    },
    ADDRESS_RULES_WRONG: {
      title: "Some lines cannot be saved",
      help: "Correct the lines that are marked. Nothing changed.",
    },
    ADDRESS_LOCKS_OUT: {
      title: "The list leaves out your own address",
      help: "Saving it would lock you out. Add the address and save again. Nothing changed.",
    },
    ADDRESS_LIST_CHANGED: {
      title: "The list has changed meanwhile",
      help: "Reload the page and make your change again. Nothing changed this time.",
    },
    CHECKLIST_CHANGED: {
      title: "Somebody has written about this item meanwhile",
      help: "Look at what they wrote, then write again. What you wrote was not kept, and no money moved.",
    },
    SUB_MERCHANT_UNKNOWN: {
      title: "i'mport knows no sub-merchant of this code",
      help: "Look the code up in i'mport's console and enter it again. Nothing was saved, and no money moved.",
    },
    SUB_MERCHANT_TAKEN: {
      title: "This store or address is known already",
      help: "It is this console itself, or on the list. Where the address is another now, change it on the list. Nothing was saved.",
    },
    SUB_MERCHANTS_FULL: {
      title: "The list is full",
      help: "Take consoles that are no longer used off the list, then enter it again. Nothing was saved.",
    },
    BULK_REHEARSAL_OLD: {
      title: "The rehearsal is too old",
      help: "Balances may have moved since. Rehearse again, then start. No money moved.",
    },
    BULK_TOTAL_MISMATCH: {
      title: "The count or total is not the rehearsed one",
      help: "Read the page again and check the total. No money moved.",
    },
    BULK_MOVED_ON: {
      title: "The list has moved on",
      help: "Somebody may have started or paused it first. Look at where it stands now.",
    },
    APPLICATION_CHANGED: {
      title: "Somebody changed this meanwhile",
      help: "Look at what changed and save again. What you typed is still here.",
    },
    APPLICATION_IMPOSSIBLE: { title: "This cannot be recorded now", help: "The page says why. Nothing changed." },
    DOCUMENT_REFUSED: { title: "This file cannot be kept", help: "The page says why. Nothing was saved." },
    OUTBOUND_REFUSED: {
      title: "This address cannot be sent to",
      help: "Check that it is an https address that is open to the internet. Nothing was changed.",
    },
    REPLAY_IMPOSSIBLE: {
      title: "This cannot be processed again",
      help: "Check the webhooks chosen and the settings. Money and payments are as they were.",
    },
    WINDOW_UNAVAILABLE: {
      title: "No payment window can be opened",
      help: "Nothing was paid. The page of the test payment says why.",
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
