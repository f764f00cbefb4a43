import { digitsOf, normaliseForSearch } from "@maru/domain";
import type { UserRow } from "../auth/auth.tables.ts";

/** Mail providers that deliver every dotting of a name to the same box. */
const ignoresDots: ReadonlySet<string> = new Set(["gmail.com"]);
const sameProvider: ReadonlyMap<string, string> = new Map([["googlemail.com", "gmail.com"]]);
const shortestTelephone = 7;

/** The box an address leads to: without what providers ignore. */
function mailbox(email: string): string {
  const text = normaliseForSearch(email);
  const at = text.lastIndexOf("@");
  if (at < 1) return text;
  const named = text.slice(at + 1);
  const domain = sameProvider.get(named) ?? named;
  const [name = ""] = text.slice(0, at).split("+");
  return `${ignoresDots.has(domain) ? name.replaceAll(".", "") : name}@${domain}`;
}

/** A telephone number as its last digits tell it, with or without the country's code. */
export function telephone(tel: string | null): string | null {
  const digits = digitsOf(tel ?? "")
    .replace(/^82/, "0")
    .replace(/^00/, "0");
  return digits.length < shortestTelephone ? null : digits;
}

type Account = Pick<UserRow, "id" | "email" | "tel">;

/** What two accounts have in common that two people would not: the account, the mailbox or the telephone. */
export function sharedIdentity(one: Account, other: Account): "account" | "mailbox" | "telephone" | null {
  if (one.id === other.id) return "account";
  if (mailbox(one.email) === mailbox(other.email)) return "mailbox";
  const tel = telephone(one.tel);
  return tel !== null && tel === telephone(other.tel) ? "telephone" : null;
}
