import { type BlockList, isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { OutboundProblem } from "./outbound-problem.ts";

const longestAddress = 2_000;
/** Parsers drop these silently, so what is read would not be what was written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const control = /[\u0000-\u0020\u007f-\u009f\u2028\u2029]/;

/** Reads what somebody entered; a word says what is wrong with it. Whom it leads to is only known after looking it up. */
export function readAddress(text: string): URL | OutboundProblem {
  if (control.test(text)) return "control_characters";
  const url = text.length <= longestAddress ? URL.parse(text) : null;
  if (url === null) return "malformed";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme";
  if (url.username !== "" || url.password !== "") return "credentials";
  return url;
}

/** Whether an IP address may be called: one of the public internet, or one that the configuration allows. */
export function isCallable(address: string, privateRanges: BlockList): boolean {
  return isAllowedPrivate(address, privateRanges) || isPublic(address);
}

/** Whether the operator allowed this address although the internet does not reach it. */
export function isAllowedPrivate(address: string, privateRanges: BlockList): boolean {
  const plain = ipaddr.process(address).toString();
  return privateRanges.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}

/** The part of IPv6 that is given out to networks; nothing outside it is reached over the internet. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");

function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address written as IPv6 is the same machine.
  const plain = ipaddr.process(address);
  if (plain.range() !== "unicast") return false;
  return plain.kind() === "ipv4" || plain.match(globalUnicast);
}
