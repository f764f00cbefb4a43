import { isBusinessNumber } from "../cash-receipts/business-number.ts";
import { isKstDate } from "../kst-time.ts";
import {
  type CertificateField,
  type CompanyForm,
  certificateFields,
  longestCertificateValue,
} from "./business-information.ts";

/** What a machine believes to have read off a certificate. Every value is a proposal that a person compares. */
export interface CertificateReading {
  readonly fields: Readonly<Partial<Record<CertificateField, string>>>;
  readonly companyForm: CompanyForm | null;
  /** Whether the number read agrees with its own check digit; null where none was found. */
  readonly isNumberSound: boolean | null;
}

/** Labels as certificates print them, longer ones first; printers spread their syllables over the width. */
const labels = {
  businessNumber: ["사업자등록번호", "등록번호"],
  // Known so that they are not taken for something else.
  corporateNumber: ["법인등록번호", "주민등록번호", "생년월일"],
  companyName: ["법인명(단체명)", "상호(법인명)", "상호(단체명)", "법인명", "단체명", "상호"],
  representative: ["성명(대표자)", "대표자성명", "대표자", "성명"],
  openedOn: ["개업연월일", "개업년월일", "개업일자", "개업일"],
  headOffice: ["본점소재지", "본점주소", "사업자의주소"],
  address: ["사업장소재지", "사업장주소", "소재지"],
  businessType: ["업태"],
  businessItem: ["종목"],
  other: [
    "사업의종류",
    "발급사유",
    "교부사유",
    "공동사업자",
    "사업자단위과세",
    "주류판매신고번호",
    "전자세금계산서",
    "국세청",
    "세무서장",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Label = keyof typeof labels;

interface Mark {
  readonly label: Label;
  readonly start: number;
  readonly end: number;
}

/** A certificate is one page; what is longer than any page is read no further. */
const mostLines = 300;
const longestLine = 400;

/** Reads the fields of a certificate of business registration from what a text recogniser made of its picture. */
export function readCertificate(text: string): CertificateReading {
  const lines = narrow(text)
    .split("\n")
    .slice(0, mostLines)
    .map((line) => line.slice(0, longestLine).replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
  const read: Partial<Record<CertificateField, string>> = {};
  lines.forEach((line, at) => {
    const marks = marksOf(line);
    marks.forEach((mark, index) => {
      const field = certificateFields.find((each) => each === mark.label);
      if (field === undefined || read[field] !== undefined) return;
      const written = line.slice(mark.end, marks[index + 1]?.start);
      const isLast = index === marks.length - 1;
      const value = readField(field, isLast ? written + continuation(field, written, lines, at) : written);
      if (value !== "") read[field] = value.slice(0, longestCertificateValue);
    });
  });
  const number = read.businessNumber ?? findNumber(lines.join("\n"));
  const isSound = number === undefined ? null : isBusinessNumber(number.replaceAll("-", ""));
  return {
    fields: { ...read, ...(number === undefined ? {} : { businessNumber: number }) },
    companyForm: companyFormOf(lines.join(" ")),
    isNumberSound: isSound,
  };
}

/** Signs and digits of a wide keyboard, and strokes that recognisers take for one another. */
function narrow(text: string): string {
  return text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll("　", " ")
    .replace(/[‐‑‒–—―−ー]/g, "-")
    .replace(/[：∶ː]/g, ":")
    .replace(/[【〔［]/g, "[")
    .replace(/[】〕］]/g, "]");
}

const patterns = (Object.keys(labels) as Label[])
  .flatMap((label) => labels[label].map((words) => ({ label, words, pattern: patternOf(words) })))
  .sort((one, other) => other.words.length - one.words.length);

/** The label however its syllables are spread; brackets may have been lost. */
function patternOf(words: string): RegExp {
  const spread = [...words].map((character) => (/[()]/.test(character) ? "[(){}\\[\\]]?" : character)).join("\\s*");
  return new RegExp(spread, "g");
}

/** Where labels stand in a line, longer ones first, none inside of another. */
function marksOf(line: string): readonly Mark[] {
  const found: Mark[] = [];
  for (const { label, pattern } of patterns) {
    for (const match of line.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((mark) => start < mark.end && mark.start < end)) continue;
      if (!isLabelHere(line, start, end)) continue;
      found.push({ label, start, end });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** A label begins its line, follows a gap or a bracket, and is not the beginning of a longer word. */
function isLabelHere(line: string, start: number, end: number): boolean {
  const before = line[start - 1];
  const after = line[end];
  const isFree = before === undefined || !/[\p{L}\p{N}]/u.test(before);
  return isFree && (after === undefined || !/\p{L}/u.test(after) || /^\s/.test(after) || start === 0);
}

const fillers = /^[\s:;.,·|ㅣ!'"`~*=_-]+|[\s:;,·|ㅣ'"`~*=_]+$/g;

/** An address often runs over its line; what follows belongs to it unless a label begins there. */
function continuation(field: CertificateField, written: string, lines: readonly string[], at: number): string {
  const next = lines[at + 1];
  if (next === undefined || marksOf(next).length > 0) return "";
  if (written.replace(fillers, "") === "") return ` ${next}`;
  const continues = field === "address" && (/^[([]/.test(next) || /\d+\s*(?:동|층|호)\b|\)$/.test(next));
  return continues ? ` ${next}` : "";
}

function readField(field: CertificateField, written: string): string {
  const text = written.replace(fillers, "").trim();
  switch (field) {
    case "businessNumber":
      return readNumber(text) ?? "";
    case "openedOn":
      return readDay(text) ?? "";
    case "representative":
      return readName(text);
    case "companyName":
    case "address":
    case "businessType":
    case "businessItem":
      return withoutBrackets(together(text));
  }
}

/** Characters that stand for a digit where only digits can stand. */
const lookalikes: Readonly<Record<string, string>> = {
  O: "0",
  o: "0",
  D: "0",
  Q: "0",
  I: "1",
  l: "1",
  i: "1",
  "|": "1",
  Z: "2",
  z: "2",
  S: "5",
  s: "5",
  B: "8",
};
const digitLike = "[0-9OoDQIli|ZzSsB]";
const numberLike = new RegExp(`(?:${digitLike}[\\s.,~-]*){10}`);

/** `123-45-67890`, or undefined where there are no ten digits. */
function readNumber(text: string): string | undefined {
  const digits = numberLike.exec(text)?.[0].replace(/[\s.,~-]/g, "");
  if (digits === undefined) return undefined;
  const plain = [...digits].map((character) => lookalikes[character] ?? character).join("");
  return `${plain.slice(0, 3)}-${plain.slice(3, 5)}-${plain.slice(5)}`;
}

/** Without a label: ten digits in three groups count only where their check digit agrees. */
function findNumber(text: string): string | undefined {
  for (const [written] of text.matchAll(/(?<!\d)\d{3}\s?[-.~ ]\s?\d{2}\s?[-.~ ]\s?\d{5}(?!\d)/g)) {
    const number = readNumber(written);
    if (number !== undefined && isBusinessNumber(number.replaceAll("-", ""))) return number;
  }
  return undefined;
}

function readDay(text: string): string | undefined {
  const plain = text.replace(/(?<=\d)\s+(?=\d)/g, "");
  const found = /((?:19|20)\d{2})\s*[년.,/-]?\s*(\d{1,2})\s*[월.,/-]?\s*(\d{1,2})/.exec(plain);
  if (found === null) return undefined;
  const [, year = "", month = "", day = ""] = found;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isKstDate(date) ? date : undefined;
}

/** `홍 길 동` is one name; what stands in brackets behind it is not. */
function readName(text: string): string {
  const bare = text.replace(/[([{].*$/, "").trim();
  const words = bare.split(" ");
  const isSpread =
    words.every((word) => /^\p{Script=Hangul}{1,2}$/u.test(word)) && bare.replaceAll(" ", "").length <= 5;
  return isSpread ? bare.replaceAll(" ", "") : bare;
}

/** Joins syllables that were printed apart; what is written in words stays in words. */
function together(text: string): string {
  const words = text.split(" ");
  const single = words.filter((word) => /^\p{Script=Hangul}$/u.test(word)).length;
  if (single < 3 || single * 2 < words.length) return text;
  return text.replace(/(?<=(?:^| )\p{Script=Hangul}) (?=\p{Script=Hangul}(?: |$|[,.)]))/gu, "");
}

function withoutBrackets(text: string): string {
  return text.replace(/^\[(.*)\]$/, "$1").trim();
}

function companyFormOf(text: string): CompanyForm | null {
  const plain = text.replace(/\s/g, "");
  if (/법인사업자|법인등록번호|법인명/.test(plain)) return "corporation";
  return /일반과세자|간이과세자|면세사업자|생년월일|성명/.test(plain) ? "sole" : null;
}
