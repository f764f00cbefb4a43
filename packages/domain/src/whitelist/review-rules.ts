import {
  type AddressRule,
  covers,
  letsIn,
  mergeRules,
  type ReadAddressRule,
  readAddressRule,
  specialRangeOf,
  type UnreadableReason,
  withPrefix,
} from "./address-rule.ts";
import type { SpecialRange } from "./special-ranges.ts";

/**
 * Whose gate a list describes. `iamport` is i'mport's: it sees public addresses only and documents IPv4 alone. `console` is
 * our own, where people may come from an office network.
 */
export type AddressGate = "iamport" | "console";

/** What there is to say about one line. */
export type RuleFinding =
  | { readonly code: "unreadable"; readonly reason: UnreadableReason }
  /** i'mport documents no IPv6 addresses. */
  | { readonly code: "ipv6_undocumented" }
  /** Lets in the whole internet. */
  | { readonly code: "everybody" }
  /** A prefix whose second digit seems to be missing; `meant` is what was probably meant. */
  | { readonly code: "digit_lost"; readonly meant: string }
  /** A prefix so short that it lets in thousands of strangers' networks. */
  | { readonly code: "very_wide" }
  | { readonly code: "wide" }
  | { readonly code: "host_bits" }
  | { readonly code: "bare" }
  /** Nobody on the internet calls from there, so the line lets nobody in. */
  | { readonly code: "never_seen"; readonly special: SpecialRange };

/** How much a finding weighs: an error cannot be kept, a question is kept once a person says so. */
export type FindingWeight = "error" | "question" | "warning" | "note";

const weights: Readonly<Record<RuleFinding["code"], FindingWeight>> = {
  unreadable: "error",
  ipv6_undocumented: "error",
  everybody: "error",
  digit_lost: "question",
  very_wide: "question",
  wide: "warning",
  never_seen: "warning",
  host_bits: "warning",
  bare: "note",
};

/** How grave a finding is: what forbids saving, what warns, what only tells. */
export function weightOf({ code }: RuleFinding): FindingWeight {
  return weights[code];
}

export interface JudgedRule {
  readonly written: string;
  /** Null where the text is no block of addresses. */
  readonly rule: AddressRule | null;
  /** The gravest first. */
  readonly findings: readonly RuleFinding[];
}

const longestDigitless = 3;
const veryWideFrom = 8;
const wideFrom = 15;

/** Says what one line of a whitelist really means at this gate. */
export function judgeRule(written: string, gate: AddressGate): JudgedRule {
  const read: ReadAddressRule = readAddressRule(written);
  if (!read.isRule) return { written, rule: null, findings: [{ code: "unreadable", reason: read.reason }] };
  const { rule } = read;
  const findings: RuleFinding[] = [];
  if (rule.version === 6 && gate === "iamport") findings.push({ code: "ipv6_undocumented" });
  // The same share of the whole in both versions: a /16 of IPv4 is the /32 a provider gets in IPv6.
  const { prefix } = rule;
  const shift = rule.version === 4 ? 0 : 16;
  if (prefix === 0) findings.push({ code: "everybody" });
  else if (rule.version === 4 && prefix <= longestDigitless) {
    findings.push({ code: "digit_lost", meant: meantBy(hostOf(written), prefix) });
  } else if (prefix <= veryWideFrom + shift) findings.push({ code: "very_wide" });
  else if (prefix <= wideFrom + shift) findings.push({ code: "wide" });
  if (rule.special !== null && gate === "iamport") findings.push({ code: "never_seen", special: rule.special });
  if (rule.hasHostBits) findings.push({ code: "host_bits" });
  if (read.isBare) findings.push({ code: "bare" });
  return { written, rule, findings };
}

/**
 * The block a prefix of one digit was probably meant to name: with the digit that is missing, the widest one the address
 * is the beginning of, and the address alone where there is none.
 */
function meantBy(host: string, prefix: number): string {
  for (let lost = 0; lost <= 9 && prefix * 10 + lost <= 32; lost += 1) {
    const rule = withPrefix(host, prefix * 10 + lost);
    if (!rule.hasHostBits) return rule.canonical;
  }
  return withPrefix(host, 32).canonical;
}

function hostOf(written: string): string {
  return written.trim().split("/")[0] ?? "";
}

/** What there is to say about several lines together; lines are named by their place, from 0. */
export type ListFinding =
  | { readonly code: "duplicate"; readonly line: number; readonly of: number }
  | { readonly code: "contained"; readonly line: number; readonly within: number }
  | { readonly code: "mergeable"; readonly lines: readonly [number, number]; readonly as: string }
  /** An address that has to come in and that no line lets in. */
  | { readonly code: "missing"; readonly address: string; readonly what: string }
  | { readonly code: "nobody" };

export interface RequiredAddress {
  readonly address: string;
  /** Whose it is. */
  readonly what: string;
}

/** Compares the lines with one another and with the addresses that have to come in. */
export function reviewRules(
  rules: readonly JudgedRule[],
  required: readonly RequiredAddress[],
  gate: AddressGate,
): readonly ListFinding[] {
  const placed = rules.flatMap(({ rule }, line) => (rule === null ? [] : [{ rule, line }]));
  const findings: ListFinding[] = [];
  for (const { address, what } of required) {
    if (!placed.some(({ rule }) => letsIn(rule, address))) findings.push({ code: "missing", address, what });
  }
  if (placed.every(({ rule }) => rule.special !== null && gate === "iamport")) findings.unshift({ code: "nobody" });
  for (const [at, { rule, line }] of placed.entries()) {
    const twin = placed.slice(0, at).find((other) => other.rule.canonical === rule.canonical);
    if (twin !== undefined) {
      findings.push({ code: "duplicate", line, of: twin.line });
      continue;
    }
    const wider = placed.find((other) => other.rule.prefix < rule.prefix && covers(other.rule, rule));
    if (wider !== undefined) {
      findings.push({ code: "contained", line, within: wider.line });
      continue;
    }
    for (const other of placed.slice(0, at)) {
      const merged = mergeRules(other.rule, rule);
      if (merged !== null) findings.push({ code: "mergeable", lines: [other.line, line], as: merged.canonical });
    }
  }
  return findings;
}

/** Whether any of the rules lets this address in. */
export function isLetIn(rules: readonly AddressRule[], address: string): boolean {
  return rules.some((rule) => letsIn(rule, address));
}

/** Whether the address is one that a stranger on the internet sees as ours. */
export function isPublicAddress(address: string): boolean {
  const read = readAddressRule(address);
  return read.isRule && read.isBare && specialRangeOf(address) === null;
}
