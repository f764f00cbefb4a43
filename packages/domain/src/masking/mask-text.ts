import { narrowFullWidth } from "../full-width.ts";

/**
 * How personal data looks to people who may not see it: enough is left to compare with what a caller says, too little to
 * reach anybody. No function throws, and what has an unexpected shape is hidden more, not less.
 */
const hidden = "*";

/** `김민수` becomes `김*수`, `홍길` `홍*`, `John Smith` `J*** S****`. */
export function maskName(name: string): string {
  return name.trim().split(/\s+/).map(maskWord).join(" ");
}

function maskWord(word: string): string {
  const characters = [...word];
  const [first = "", ...rest] = characters;
  if (rest.length === 0) return hidden;
  const last = characters.at(-1) ?? "";
  const isKorean = /^\p{Script=Hangul}+$/u.test(word);
  if (!isKorean || rest.length === 1) return first + hidden.repeat(rest.length);
  return first + hidden.repeat(rest.length - 1) + last;
}

const telephone = /^(02|0\d{2}|\d{4})-?(\d{3,4})-?(\d{4})$/;

/** `010-1234-5678` becomes `010-****-5678`; a long number of another shape keeps its last two digits. */
export function maskTel(tel: string): string {
  const dialled = tel
    .replace(/[^\d+]+/g, "-")
    .replace(/^-|-$/g, "")
    .replace(/^\+82-?0?-?/, "0");
  const parts = telephone.exec(dialled);
  if (parts === null) return maskAllBut(tel.trim(), tel.trim().length >= 8 ? 2 : 0);
  const [, area = "", middle = "", last = ""] = parts;
  return `${area}-${hidden.repeat(middle.length)}-${last}`;
}

/** `minsu.kim@example.com` becomes `mi*******@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 1) return maskAllBut(email, 0);
  const name = [...email.slice(0, at)];
  const shown = name.length > 3 ? 2 : name.length > 1 ? 1 : 0;
  return name.slice(0, shown).join("") + hidden.repeat(name.length - shown) + email.slice(at);
}

/** An account or card number keeps its separators and its last four digits, a short one nothing. */
export function maskAccount(account: string): string {
  const digits = account.replace(/[^0-9]/g, "").length;
  return maskAllBut(account, digits >= 8 ? 4 : 0);
}

/** Hides every letter and digit but the last so many; separators stay. */
function maskAllBut(text: string, kept: number): string {
  const characters = [...text];
  let seen = 0;
  for (let index = characters.length - 1; index >= 0; index--) {
    const character = characters[index] ?? "";
    if (/[-\s()+.]/.test(character)) continue;
    if (seen >= kept) characters[index] = hidden;
    seen++;
  }
  return characters.join("");
}

const emailInside = /[^\s@<>()[\],;:"']+@[^\s@<>()[\],;:"']+\.[^\s@<>()[\],;:"']+/g;
const residentNumberInside = /(?<!\d)\d{6}\s?-?\s?[1-8]\d{6}(?!\d)/g;
/** `02)123-4567` and `010 - 1234 - 5678` are ways in which people write them, too. */
const telephoneInside =
  /(?<!\d)(?:\+82[-.\s(]{0,3}0?[)\s]?|0)(?:1\d|2|[3-6]\d|70)[-.\s)/]{0,3}\d{3,4}[-.\s/]{0,3}\d{4}(?!\d)/g;
/** Not preceded by a letter or hyphen: identifiers such as `imp_448280090638` are quoted and stay readable. */
const accountInside = /(?<![\w-])\d(?:-?\d){9,19}(?![\w-])/g;
/** Groups parted by spaces are an account or a card only when they add up to as many digits as those have. */
const groupsInside = /(?<![\w-])\d{2,6}(?: \d{2,6}){2,4}(?![\w-])/g;
const shortestAccount = 10;

/** Identifiers of machines: digits in them are no telephone. */
const uuidInside = /(?<![\w-])([\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12})(?![\w-])/i;

/**
 * Hides e-mail addresses, telephone, resident, account and card numbers inside text a person or a bank wrote, such as a
 * cancel reason, and the names that are given. Other names in running text cannot be told from other words and stay.
 */
export function maskFreeText(text: string, names: readonly (string | null)[] = []): string {
  const narrow = narrowFullWidth(text);
  // Splitting at what a pattern captures leaves the captures at the odd places.
  const parts = narrow.split(uuidInside).map((part, at) => (at % 2 === 1 ? part : maskNumbers(part)));
  // A name may stand inside a longer one, which would not be found any more once that part of it is struck.
  const given = names.map((name) => (name === null ? "" : narrowFullWidth(name).trim()));
  return given.toSorted((left, right) => right.length - left.length).reduce<string>(maskGivenName, parts.join(""));
}

/** A name of one character is part of too many words, and one in Latin letters is a word only where no more of them follow. */
function maskGivenName(text: string, name: string): string {
  if ([...name].length < 2) return text;
  return text.replaceAll(name, (found, at: number) => {
    const isWithin =
      (isOfWord(name.at(0)) && isOfWord(text[at - 1])) || (isOfWord(name.at(-1)) && isOfWord(text[at + name.length]));
    return isWithin ? found : maskName(found);
  });
}

/** Korean words go on behind a name without a blank, so that only Latin letters and digits tell. */
function isOfWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{Script=Latin}\d]/u.test(character);
}

function maskNumbers(text: string): string {
  return text
    .replace(emailInside, maskEmail)
    .replace(residentNumberInside, (number) => number.replace(/\d/g, hidden))
    .replace(telephoneInside, maskTel)
    .replace(accountInside, maskAccount)
    .replace(groupsInside, (groups) =>
      groups.replaceAll(" ", "").length >= shortestAccount ? maskAccount(groups) : groups,
    );
}
