import { keyChecks } from "@maru/domain";
import { countFormatter } from "../../lib/count.ts";
import type { Messages } from "./messages.ko.ts";

const n = countFormatter("en");
const lines = (count: number) => (count === 1 ? "1 line" : `${n(count)} lines`);
const payments = (count: number) => (count === 1 ? "1 payment" : `${n(count)} payments`);

export const messages: Messages = {
  pages: {
    label: "Settings pages",
    channels: "Channels",
    testPayments: "Test payment",
    whitelist: "Whitelist",
    application: "Payment application",
    access: "Access",
    keys: "API keys",
    subMerchants: "Sub-merchants",
    launch: "Launch checklist",
  },
  origins: { read: "Read from i'mport", observed: "Observed in traffic", declared: "Entered here" },
  originHelp: {
    read: "Shown exactly as i'mport answers it.",
    observed: "Seen in the payments and calls that Maru holds.",
    declared: "i'mport cannot be asked about this, so people wrote it down. It may differ from the real setting.",
  },
  declaredBy: (name, at) => `${name} · ${at}`,
  neverDeclared: "Nobody has entered anything yet.",
  lastDeclared: (name, at) => `Last entered by ${name} at ${at}.`,
  clearedByCommand: (at) => `Switched off by a command on the server at ${at}.`,

  whitelistTitle: "Whitelist",
  whitelistHelp: "The addresses that may call i'mport's REST API.",
  whitelistTruth:
    "i'mport has no API to read or change its whitelist. Enter here what its console holds: we work out what it means and compare it with traffic.",
  whitelistSteps:
    "To enter it there: Payment integration → Integration management → Additional settings → IP security. Make sure our own address is inside before you save.",
  iamportList: "Whitelist in i'mport's console",
  iamportOn: "The whitelist is on in i'mport's console",
  requiredList: "Our addresses that must be inside",
  requiredHelp:
    "The addresses Maru and the shop's servers use on the internet. If the whitelist leaves one out, reading and refunding stop.",
  egress: "Where Maru's calls leave from",
  egressPublic: (address) => `This server's calls leave from ${address}.`,
  egressInner: (address) =>
    `This server knows only its inner address ${address}. Ask your network team which address i'mport sees and enter it below.`,
  egressNone: "There is no way to i'mport from this server.",
  contradictions: {
    answered_though_outside:
      "i'mport answers although our address is not on the list entered here. Its whitelist is off, or the list differs from the real one.",
    maybe_blocked:
      "i'mport turns our API key away. Its whitelist may leave out our address; check the key and the secret as well.",
    leaves_undeclared: "The address Maru's calls really leave from is not among our addresses.",
  },
  contradicted: "Traffic says otherwise",

  accessTitle: "Access",
  accessHelp:
    "From which addresses Maru itself can be reached. i'mport's webhooks and the health checks are not affected.",
  accessList: "Addresses that may come in",
  accessOn: "Let in these addresses only",
  accessOnHelp: "From that moment not even the sign-in page opens anywhere else.",
  ownAddress: (address) => `You are connected from ${address}.`,
  addOwn: "Add my address",
  ownMemo: "My address",
  recovery: "If nobody can come in any more, this command on the server opens it again.",
  recoveryCommand: "Command that switches the allow list off",
  lockedOut: (address) => `${address} is not on the list. Saving this would lock you out; add it first.`,

  calculator: "CIDR calculator",
  calculatorHelp: "Try a line before you enter it in the console. Nothing is saved.",
  calculatorLabel: "Address or CIDR",
  result: {
    first: "First address",
    last: "Last address",
    size: "Addresses",
    canonical: "Exact form",
    sizeOf: (count) => count,
  },

  editor: {
    cidr: (line) => `Address of line ${n(line)}`,
    memo: (line) => `Memo of line ${n(line)}`,
    cidrHead: "Address or CIDR",
    memoHead: "Memo",
    remove: "Remove",
    removeOf: (text) => (text === "" ? "Remove the empty line" : `Remove ${text}`),
    add: "Add a line",
    paste: "Paste many lines",
    pasteLabel: "Lines to paste",
    pasteHint:
      "One per line, the memo after the address. A range such as 1.1.1.1 - 1.1.1.25 is split into CIDR blocks.",
    pasteAdd: (count) => `Add ${lines(count)}`,
    pasteNone: "There is no line that can be read.",
    save: "Save",
    saved: "The list was saved.",
    copyAll: "all exact forms",
    empty: "There are no lines yet.",
    accept: "This is what I mean. Keep it.",
    use: (cidr) => `Change to ${cidr}`,
    memoMissing: "i'mport's console demands a memo. Say whose address it is.",
    notOneAddress: "Enter one single address.",
    tooMany: (most) => `A list holds ${lines(most)} at most.`,
    notYours: (roles) => `It can be changed by ${roles}.`,
    status: (count, problems) =>
      problems === 0 ? `${lines(count)} · nothing to correct` : `${lines(count)} · ${n(problems)} to correct`,
  },
  unreadable: {
    empty: "Enter an address.",
    not_an_address: "This is no IP address. Write it like 52.78.100.19 or 52.78.100.0/24.",
    leading_zero: "A part that begins with 0 may be read as octal. Leave the zero out.",
    octet_too_large: "The numbers between the dots go up to 255.",
    prefix_wrong: "The number after the slash is 0 to 32 for IPv4 and 0 to 128 for IPv6.",
  },
  findings: {
    ipv6_undocumented: "i'mport documents no IPv6 whitelist. Enter an IPv4 address.",
    everybody: "This lets in the whole internet, which is the same as no list. It cannot be saved.",
    digit_lost: (size, meant) =>
      `This lets in ${size} addresses. A last digit seems to be missing; did you mean ${meant}?`,
    very_wide: (size) => `This lets in ${size} addresses, a great many networks of strangers among them.`,
    wide: (size) => `This lets in ${size} addresses. See whether it can be narrower.`,
    never_seen: (kind) => `This is ${kind}. i'mport sees internet addresses only, so this line lets nobody in.`,
    host_bits: (canonical) => `This is not the first address of its network. It is read as ${canonical}.`,
    bare: (canonical) => `This is read as one address. Its exact form is ${canonical}.`,
  },
  specials: {
    this_network: "an address nobody can have (0.0.0.0)",
    private: "a private network's address",
    carrier_shared: "a carrier's shared address",
    loopback: "the machine's own loopback address",
    link_local: "a link-local address",
    documentation: "an address for examples in documents",
    benchmarking: "an address for benchmarks",
    multicast: "a multicast address",
    broadcast: "the broadcast address",
    reserved: "a reserved address",
    mapped: "an IPv4 address in IPv6 clothing",
  },
  listFindings: {
    duplicate: (line, of) => `Line ${n(line)} is the same block as line ${n(of)}.`,
    contained: (line, within) => `Line ${n(line)} is inside line ${n(within)} already.`,
    mergeable: (a, b, as) => `Lines ${n(a)} and ${n(b)} can be written as ${as}.`,
    missing: (address, what) => `${address} (${what}) is not inside.`,
    nobody: "This list lets nobody in.",
  },
  channels: {
    title: "Channels",
    help: "The payment channels registered at i'mport. They can only be looked at here; its console changes them.",
    notReadYet: "The channels have not been read from i'mport yet. They will be as soon as it answers.",
    readAt: (time: string) => `List of channels read at ${time}`,
    observed: (weeks) => `Payments: all that are held. Last success: within the last ${n(weeks)} weeks.`,
    modes: { live: "Live channels", test: "Test channels" },
    none: "There are no such channels.",
    columns: {
      name: "Channel",
      mid: "Merchant ID (MID)",
      type: "Way of paying",
      key: "Channel key",
      payments: "Payments",
      lastSuccess: "Last success",
      snippet: "Code",
    },
    types: { payment: "Payment window", api_payment: "API, key-in, recurring", certification: "Identity check" },
    showPayments: (name, count) => `Show ${payments(count)} of ${name}`,
    payments,
    shared: "together with channels of the same MID",
    silent: (usual) => `No success yet today. By this time on this weekday there are usually ${n(usual)}.`,
    snippetOf: (name) => `Code for ${name}`,
    snippetHelp:
      "Put in your merchant ID code and the amount. Believe the result only once your server has asked i'mport about it.",
    unlisted: "Merchant IDs that are not listed",
    unlistedHelp:
      "Payments we hold name them, and the present list of channels does not: removed, or a sub-merchant's own.",
    changes: "Channels that changed",
    changesHelp: "Read every 10 minutes and compared with the time before. Changes are in the audit log as well.",
    noChanges: "No channel has changed since we began to watch.",
    kinds: {
      added: "New channel",
      removed: "Channel gone",
      to_test: "Switched to test",
      to_live: "Switched to live",
      mid: "Other merchant ID",
      renamed: "Renamed",
      other: "Other PG or way of paying",
    },
    switched: {
      to_test: (place) => `${place} · Payments through it are no longer real.`,
      to_live: (place) => `${place} · Payments through it now move real money.`,
    },
    fromTo: (before, after) => `${before} → ${after}`,
  },
  keys: {
    title: "API keys",
    help: "What Maru speaks to i'mport with. The whole values stay on the server; here they are masked.",
    check: "Check now",
    checkHelp: `Asks i'mport for a token and reads the list of channels once. No money moves, and the audit log keeps who checked. At most ${keyChecks.most} times in ${keyChecks.minutes} minutes.`,
    theirWords: "i'mport's answer",
    toWhitelist: "Look at the whitelist",
    verdicts: {
      unknown: {
        title: "i'mport has not been asked yet",
        help: "The server has only just started. Check now tells at once.",
      },
      accepted: { title: "i'mport accepts this key", help: "Reads and refunds all go out with it." },
      runs_out: {
        title: "i'mport gives no new token",
        help: "Once the present token ends, reads and refunds all stop. Check the key and the secret.",
      },
      refused: {
        title: "i'mport does not accept this key",
        help: "Reads and refunds have stopped. What was turned away was not carried out, so no money moved. Check from step 4 of the list below.",
      },
      maybe_blocked: {
        title: "A token came, and the request was turned away",
        help: "What was turned away was not carried out, so no money moved. i'mport's whitelist may lack this server's address.",
      },
      unreachable: {
        title: "i'mport gave no answer",
        help: "Whether the key is right is not known yet. Check again in a moment.",
      },
    },
    runsOutAt: (at) =>
      `Reads and refunds all stop when the present token ends, at ${at}. Check the key and the secret.`,
    settings: "Values in use",
    names: {
      merchantCode: "Merchant ID code",
      key: "REST API key",
      secret: "REST API secret",
      address: "API address",
    },
    neverShown: "Never shown",
    origins: {
      environment: (name) => `Read from the environment variable ${name}.`,
      file: (path) => `Read from the file ${path}`,
      unset: {
        merchantCode: "Not set. Only a payment window needs it.",
        key: "Not set: the sandbox's value is used.",
        secret: "Not set: the sandbox's value is used.",
        address: "Not set: the default is used.",
      },
    },
    fingerprint: (text) => `Fingerprint ${text}`,
    fingerprintHelp:
      "A fingerprint means something on this server only. Another value has another one, and the value cannot be told from it.",
    fileChanged: "The file holds another value than the one in use. Maru takes it up when it is restarted.",
    fileUnreadable: "The file cannot be read. Restarted like this, Maru would not come up.",
    token: "Token",
    since: (at) => `Seen since this server started, at ${at}.`,
    received: "Received",
    noToken: "No token has been received yet.",
    ends: "Ends",
    isLive: "live",
    isOver: "over; the next request asks for another",
    lastUse: "Last used",
    lastFailure: "Last turned away",
    noFailure: "Never turned away.",
    failures: {
      credentials: "The key or the secret was not accepted.",
      ip_whitelist: "A request with a fresh token was turned away.",
      token: "The token that was held was not accepted. The next request goes out with a new one.",
      other: "No answer came.",
    },
    clocks: "Difference of clocks",
    sources: { token: "By the token's answer", date: "By the last answer" },
    clock: {
      even: (_by, within) => `The same as far as can be measured (±${within} s).`,
      ahead: (by, within) => `This server is ${by} s ahead (±${within} s).`,
      behind: (by, within) => `This server is ${by} s behind (±${within} s).`,
    },
    noClock: "i'mport's time has not been read yet.",
    clockHelp: (most) =>
      `i'mport tells the time in whole seconds. Beyond ${most} s deadlines could be counted wrongly, so refunds stop.`,
    clockOff: (most) => `The clocks differ by more than ${most} s`,
    clockOffHelp: "Refunds stop until they agree. Check that the server keeps its time (NTP).",
    refusals: {
      title: (days) => `Turned away because of the key in the last ${n(days)} days`,
      help: "i'mport looks at the token before it looks at the request: what was turned away was not carried out.",
      none: (days) => `Nothing was turned away in the last ${n(days)} days.`,
      operation: "Request",
      calls: "Times",
      last: "Last time",
      status: (status) => `HTTP ${status}`,
    },
    checks: "Checks",
    noChecks: "Nobody has checked yet.",
    checkedBy: (name, fingerprint) => `${name} · secret ${fingerprint}`,
    rotation: {
      title: "Changing the secret, in order",
      help: "When a secret is issued again, the one before ends on the spot. That cannot be undone, so keep to the order.",
      quiet: "Choose a quiet hour, and let refunds on their way come to an end",
      noRefunds: "No refund is being sent or checked.",
      refundsOnTheirWay: (count) =>
        count === 1 ? "1 refund is being sent or checked." : `${n(count)} refunds are being sent or checked.`,
      toRefunds: "See the refunds",
      others: "Write down every place that uses the same key",
      othersHelp:
        "The shop's server, a settlement job: whichever is forgotten can no longer verify or cancel payments.",
      renew: "Issue the secret again in i'mport's console",
      renewHelp:
        "Payment integration → Integration management → ID code & API keys → V1 API. Put the new secret straight into your store of secrets, not into a message or a mail.",
      put: "Give the new secret to the server",
      inFile: (path) => `Replace what this file holds: ${path}`,
      inEnvironment: (variable) =>
        `Change the environment variable ${variable} that Maru is started with. ${variable}_FILE can name a file instead.`,
      restart: "Restart Maru",
      restartHelp:
        "Values are read once, at the start. Where there are several servers, restart each. Refunds that were being sent are checked, never sent again.",
      check: "See here that the fingerprint has changed, and check now",
      checkHelp:
        "If it is not accepted, look for blanks around it and missing letters, and whether the key and the secret belong together.",
      watch: "An hour later, see that no more requests were turned away",
      watchHelp:
        "A token from before lives for about 30 minutes at most, so what was forgotten stops only then. Look at the shop's verification and webhooks as well.",
    },
  },
  ownEgress: "where Maru's calls leave from",
};
