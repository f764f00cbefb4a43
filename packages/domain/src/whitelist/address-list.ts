import * as z from "zod/mini";
import { canBeSent } from "../sendable-text.ts";
import { readAddressRule, splitAddressRun } from "./address-rule.ts";

export const longestMemo = 100;
export const mostRules = 200;
const longestRule = 60;
const longestLine = 400;

/** One line as a person declares it. */
export interface AddressEntry {
  readonly cidr: string;
  readonly memo: string;
}

/** What a person declares a list to be. Whether its lines mean anything is for `judgeRule` to say. */
export const addressEntries = z
  .array(
    z.strictObject({
      cidr: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestRule), z.refine(canBeSent)),
      memo: z.string().check(z.trim(), z.maxLength(longestMemo), z.refine(canBeSent)),
    }),
  )
  .check(z.maxLength(mostRules));

/**
 * Takes lines as people keep them: an address, a block or a run `first-last`, then whatever it is for. Headings and empty
 * lines are passed over; what cannot be read is kept as it is, so that it is seen.
 */
export function readAddressLines(text: string): readonly AddressEntry[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.slice(0, longestLine).trim())
    .filter((line) => line !== "" && !line.startsWith("#") && /\d|:/.test(line))
    .flatMap(readLine)
    .slice(0, mostRules);
}

function readLine(line: string): readonly AddressEntry[] {
  const run = /^([\d.]+)\s*[-~–]\s*([\d.]+)(?:[\s,;]+(.*))?$/.exec(line);
  if (run !== null) {
    const [, first = "", last = "", rest = ""] = run;
    const rules = splitAddressRun(first, last);
    if (typeof rules !== "string") return rules.map(({ canonical }) => ({ cidr: canonical, memo: memoOf(rest) }));
  }
  // Consoles number their rows.
  const unnumbered = line.replace(/^\d{1,3}[.)]?[\s,;]+(?=\S*[.:])/, "");
  const [cidr = "", ...rest] = unnumbered.split(/[\s,;]+/);
  const read = readAddressRule(cidr);
  return [
    {
      cidr: (read.isRule && read.isBare ? read.rule.canonical : cidr).slice(0, longestRule),
      memo: memoOf(rest.join(" ")),
    },
  ];
}

function memoOf(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, longestMemo);
}
