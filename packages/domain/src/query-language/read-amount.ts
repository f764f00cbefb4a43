import { type AmountRange, inDigits, parseAmountWord } from "../search/search-amount.ts";

/** Reads what stands after `amount:` in normalised form: `>50000`, `10,000..20,000`, `30000원`, `>5만`. */
export function readAmount(value: string): AmountRange | undefined {
  return parseAmountWord(inDigits(value.replaceAll(" ", "")))?.range;
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
