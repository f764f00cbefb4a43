import { narrowFullWidth } from "./full-width.ts";
import { addKstDays, isKstDate, kstDayStart, toKstDate } from "./kst-time.ts";

const time =
  /^(오전|오후|am|pm)?\s*(\d{1,2})\s*(?::|시)\s*(\d{1,2})\s*(?:분|:(\d{1,2})(?:\.\d+)?)?\s*(오전|오후|am|pm)?$/i;
const day = /^(?:(\d{4}|\d{2})[-./]\s?)?(\d{1,2})[-./]\s?(\d{1,2})(?:\.?$|\.?\s+(?=\S))/;

/**
 * Reads a moment in Korea as spreadsheets, couriers and people write it: `2026-11-26 14:05`, `26.11.26`, `20261126`,
 * `11/26`, `2026년 11월 26일 오후 2시 5분`. A day alone is its beginning; a day without a year is the latest such day that
 * is not after tomorrow. Answers unix seconds; undefined when it is no such text, or a day that does not exist.
 */
export function parseKstText(text: string, nowSeconds: number): number | undefined {
  const written = narrowFullWidth(text)
    .trim()
    .replace(/년\s*|월\s*/g, "-")
    .replace(/일/g, "")
    .replace(/\s*\([월화수목금토일]?\)/g, "")
    .replace(/T(?=\d)/, " ")
    .replace(/(?:\+09:?00|KST)$/, "")
    .trim();
  const whole = /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2})(\d{2})(\d{2})?)?$/.exec(written);
  if (whole !== null) {
    const [, year = "", month = "", date = "", hour = "0", minute = "0", second = "0"] = whole;
    return instantOf(`${year}-${month}-${date}`, Number(hour), Number(minute), Number(second));
  }
  const [matched = "", year, month = "", monthDay = ""] = day.exec(written) ?? [];
  const date =
    matched === "" ? undefined : dayOf(year, `${month.padStart(2, "0")}-${monthDay.padStart(2, "0")}`, nowSeconds);
  if (date === undefined) return undefined;
  const rest = written.slice(matched.length);
  if (rest === "") return instantOf(date, 0, 0, 0);
  const clock = time.exec(rest);
  if (clock === null) return undefined;
  const [, before, hour = "", minute = "", second = "0", after] = clock;
  const half = (before ?? after)?.toLowerCase();
  const isLater = half === "오후" || half === "pm";
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isLater ? 12 : 0);
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return undefined;
  return instantOf(date, hours, Number(minute), Number(second));
}

function dayOf(year: string | undefined, rest: string, nowSeconds: number): string | undefined {
  if (year !== undefined) return `${year.length === 2 ? `20${year}` : year}-${rest}`;
  const tomorrow = addKstDays(toKstDate(nowSeconds), 1);
  const thisYear = Number(tomorrow.slice(0, 4));
  return [thisYear, thisYear - 1].map((each) => `${each}-${rest}`).find((each) => isKstDate(each) && each <= tomorrow);
}

function instantOf(date: string, hour: number, minute: number, second: number): number | undefined {
  if (!isKstDate(date) || hour > 23 || minute > 59 || second > 59) return undefined;
  return kstDayStart(date) + hour * 3600 + minute * 60 + second;
}
