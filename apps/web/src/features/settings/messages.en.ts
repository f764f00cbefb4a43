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
  ownEgress: "where Maru's calls leave from",
};
