import { type AmountRange, parseAmountWord } from "../search/search-amount.ts";

/** Figures with Korean units: `5만`, `1.5만`, `3만5천`, `1억2000만`. */
const koreanFigure = /(?:\d[\d,]*(?:\.\d+)?[억만천])+(?:\d[\d,]*)?/g;
const units: Readonly<Record<string, number>> = { 억: 100_000_000, 만: 10_000, 천: 1_000 };

/** Reads what stands after `amount:` in normalised form: `>50000`, `10,000..20,000`, `30000원`, `>5만`. */
export function readAmount(value: string): AmountRange | undefined {
  const figures = value.replaceAll(" ", "").replace(koreanFigure, spellOut);
  return parseAmountWord(figures)?.range;
}

/** The figure in digits, or as it is when that would not be a whole amount. */
function spellOut(figure: string): string {
  let rest = figure.replaceAll(",", "");
  let sum = 0;
  let largest = Number.POSITIVE_INFINITY;
  for (
    let part = /^(\d+(?:\.\d+)?)([억만천])/.exec(rest);
    part !== null;
    part = /^(\d+(?:\.\d+)?)([억만천])/.exec(rest)
  ) {
    const [whole, number = "", sign = ""] = part;
    const unit = units[sign] ?? 1;
    // 천 may count 만 as well (`3천만`), which is more than people write in a search box.
    if (unit >= largest) return figure;
    sum += Number(number) * unit;
    largest = unit;
    rest = rest.slice(whole.length);
  }
  sum += rest === "" ? 0 : Number(rest);
  const rounded = Math.round(sum);
  return Math.abs(rounded - sum) < 1e-6 && Number.isSafeInteger(rounded) ? String(rounded) : figure;
}

/** The range as `readAmount` reads it, in as few signs as possible. */
export function printAmount({ min, max, currency }: AmountRange): string {
  const code = currency === null ? "" : currency.toLowerCase();
  if (min !== null && min === max) return `${inUnits(min)}${code}`;
  if (min !== null && max !== null) return `${inUnits(min)}..${inUnits(max)}${code}`;
  if (min !== null) return min % 10 === 1 ? `>${inUnits(min - 1)}${code}` : `>=${inUnits(min)}${code}`;
  if (max !== null) return (max + 1) % 10 === 0 ? `<${inUnits(max + 1)}${code}` : `<=${inUnits(max)}${code}`;
  return "..";
}

function inUnits(thousandths: number): string {
  const fraction = thousandths % 1000;
  const whole = String((thousandths - fraction) / 1000);
  return fraction === 0 ? whole : `${whole}.${String(fraction).padStart(3, "0")}`;
}
